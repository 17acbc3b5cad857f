import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { changesOf, planConnection } from './planConnection';
import { SplunkAccount } from './SplunkAccounts';
import { SplunkInput } from './SplunkInputs';

const connection: SiemConnection = {
  name: 'ot-alerts',
  tenantId: '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47',
  clientId: '5A1F0C3E-9d42-4c6b-b7e8-2f4a6d8c0e11',
  cloud: 'public',
  fullyQualifiedNamespace: 'EVHNS-ot.servicebus.windows.net',
  eventHubName: 'defender-iot',
  consumerGroup: 'siem',
  tables: ['SecurityIncident'],
};
const account: SplunkAccount = {
  name: 'siem-forwarder-ot-alerts',
  clientId: '5a1f0c3e-9d42-4c6b-b7e8-2f4a6d8c0e11',
  tenantId: connection.tenantId,
};
const input: SplunkInput = {
  name: 'siem-forwarder-ot-alerts',
  enabled: true,
  account: 'siem-forwarder-ot-alerts',
  fullyQualifiedNamespace: 'evhns-ot.servicebus.windows.net',
  eventHubName: 'defender-iot',
  consumerGroup: 'siem',
  sourcetype: 'mscs:azure:eventhub',
  index: 'ot',
};
const theirs: SplunkInput = {
  ...input,
  name: 'made-by-hand',
  account: 'shared',
};

function plan(accounts: SplunkAccount[], inputs: SplunkInput[]) {
  const made = planConnection(connection, 'ot', { accounts, inputs });
  return {
    account: made.account.action,
    input: made.input.action,
    enable: made.input.enable,
    rewrite: made.input.rewrite,
    difference: [made.account.difference, made.input.difference]
      .filter(Boolean)
      .join('|'),
    name: made.input.settings.name,
    usesAccount: made.input.settings.account,
  };
}

describe('planConnection', () => {
  it.each<
    [string, SplunkAccount[], SplunkInput[], Partial<ReturnType<typeof plan>>]
  >([
    ['nothing there', [], [], { account: 'create', input: 'create' }],
    [
      'all there',
      [account],
      [input],
      { account: 'adopt', input: 'adopt', enable: false, rewrite: false },
    ],
    [
      'ours, switched off',
      [account],
      [{ ...input, enabled: false }],
      { input: 'change', enable: true, rewrite: false },
    ],
    [
      'ours, another source type',
      [account],
      [{ ...input, sourcetype: 'mscs:azure:eventhub:event' }],
      { input: 'change', enable: false, rewrite: true },
    ],
    [
      'ours, another group and switched off',
      [account],
      [{ ...input, consumerGroup: '$Default', enabled: false }],
      { input: 'change', enable: true, rewrite: true },
    ],
    [
      "somebody's that fits",
      [{ ...account, name: 'shared' }],
      [theirs],
      {
        account: 'adopt',
        input: 'adopt',
        name: 'made-by-hand',
        usesAccount: 'shared',
      },
    ],
    [
      "somebody's with another group: none of our business",
      [],
      [{ ...theirs, consumerGroup: 'other' }],
      { account: 'create', input: 'create', name: input.name },
    ],
    [
      "somebody's at our place, switched off",
      [{ ...account, name: 'shared' }],
      [{ ...theirs, enabled: false }],
      { input: 'refuse' },
    ],
    [
      "somebody's at our place with another application",
      [{ name: 'shared', clientId: 'x', tenantId: 'y' }],
      [theirs],
      { account: 'refuse' },
    ],
    [
      'our name on an account of another application',
      [{ ...account, clientId: 'other-client' }],
      [],
      { account: 'refuse', input: 'create' },
    ],
    [
      'our name on an input of another hub',
      [account],
      [{ ...input, eventHubName: 'other-hub' }],
      { input: 'refuse' },
    ],
  ])('%s', (_, accounts, inputs, expected) => {
    const made = plan(accounts, inputs);
    expect(made).toMatchObject(expected);
    const refused = [made.account, made.input].includes('refuse');
    // A refusal names the values and says what to do.
    expect(/'.*'.*; /.test(made.difference)).toBe(refused);
  });

  it('names what differs', () => {
    const made = planConnection(connection, 'ot', {
      accounts: [account],
      inputs: [{ ...input, index: 'main', enabled: false }],
    });
    expect(changesOf(made, 'SOC Splunk')).toEqual([
      {
        action: 'adopt',
        resource: 'Azure account siem-forwarder-ot-alerts in SOC Splunk',
        resourceId: 'siem-forwarder-ot-alerts',
      },
      {
        action: 'change',
        resource: 'Event Hub input siem-forwarder-ot-alerts in SOC Splunk',
        resourceId: 'siem-forwarder-ot-alerts',
        difference:
          "The input's index is 'main', not 'ot' and state is disabled",
      },
    ]);
  });
});
