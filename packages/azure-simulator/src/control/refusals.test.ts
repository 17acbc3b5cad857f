import { demoApplicationId } from '../seed/demoForwarders';
import { plants, subscriptionIds } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { SimulatorClient } from './SimulatorClient';

jest.setTimeout(60_000);

const { austin } = plants;

describe('what the control API refuses', () => {
  let simulator: AzureSimulator;
  let control: SimulatorClient;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    control = simulator.control;
  });

  afterAll(() => simulator.stop());

  const maxSecretLifetime = async () =>
    (await control.state('directory')).directory.maxSecretLifetimeDays;

  it('takes whole days, or the lifting of the limit, and nothing else', async () => {
    await control.setMaxSecretLifetime(90);
    for (const days of [NaN, 0, 1.5, -3, 'abc', undefined]) {
      await expect(control.setMaxSecretLifetime(days as never)).rejects.toThrow(
        "give a whole number of days, at least 1, or 'none'.",
      );
    }
    await expect(maxSecretLifetime()).resolves.toBe(90);
    await control.setMaxSecretLifetime(null);
    await expect(maxSecretLifetime()).resolves.toBeNull();
  });

  it.each([
    [{ minutes: -1 }, "moved by 'minutes': -1: give a number, at least 0"],
    [{ minutes: NaN }, "moved by 'minutes': null"],
    [{ weeks: 1 }, "moved by 'weeks': 1: give a number, at least 0, of days"],
  ])('moves no clock by %j', async (span, message) => {
    await expect(control.advance(span as never)).rejects.toThrow(message);
  });

  it.each([
    ['batches', { batches: 'many' }],
    ['batches', { batches: NaN }],
  ])('counts no %s in %j', async (name, options) => {
    await expect(control.cutHubDispositions(options as never)).rejects.toThrow(
      `'${name}' is `,
    );
  });

  it('names the hubs that there are when one is not', async () => {
    const message =
      /No namespace has an event hub 'incidenst'\. Near: incidents\./;
    await expect(
      control.cutHubDispositions({ hub: 'incidenst' }),
    ).rejects.toThrow(message);
    await expect(
      control.refuseHubLinks('serverBusy', { hub: 'incidenst' }),
    ).rejects.toThrow(message);
    await expect(control.dropHubLinks({ hub: 'incidenst' })).rejects.toThrow(
      message,
    );
    await control.refuseHubLinks('serverBusy', { hub: 'INCIDENTS' });
    await control.clearHubFaults();
  });

  it('plans no failure of a namespace that could never be made', async () => {
    await expect(control.failNextNamespaceCreation('x y/')).rejects.toThrow(
      "No namespace can be called 'x y/': give 6 to 50 letters",
    );
    const { failingNamespaceNames } = await control.state(
      'failingNamespaceNames',
    );
    expect(failingNamespaceNames).toEqual([]);
  });

  it('registers the providers that there are', async () => {
    await expect(
      control.setProvider(
        subscriptionIds.production,
        'Microsoft.Insihgts',
        true,
      ),
    ).rejects.toThrow(
      /knows no resource provider 'Microsoft\.Insihgts'\. Near: microsoft\.insights/,
    );
    await expect(
      control.setProvider(subscriptionIds.production, 'constructor', true),
    ).rejects.toThrow("knows no resource provider 'constructor'.");
    await expect(
      control.setProvider('nowhere', 'Microsoft.Insights', true),
    ).rejects.toThrow(
      /There is no subscription 'nowhere'\. (Near|Known): .*`forwarders`/,
    );
  });

  it('finds a rule by its whole id', async () => {
    const [{ ruleId }] = await control.forwarders();
    const parts = (ruleId ?? '').split('/');
    parts.splice(-2, 1, 'whatever');
    await expect(
      control.patchRule(parts.join('/'), { enable: true }),
    ).rejects.toThrow(/There is no data export rule '.*whatever.*Near: \/sub/);
    await control.patchRule((ruleId ?? '').toUpperCase(), { enable: true });
  });

  it('says what is near, and where ids are found', async () => {
    const where =
      /The command `forwarders` lists the ids of every forwarder\.$/;
    await expect(
      control.createIncident(`${austin.workspaceId}x`),
    ).rejects.toThrow(`Near: ${austin.workspaceId}`);
    await expect(control.createIncident('none')).rejects.toThrow(where);
    await expect(control.disableSplunkInput('austin-incident')).rejects.toThrow(
      /no input 'austin-incident'\. Near: austin-incidents/,
    );
    await expect(control.expireSecret('none')).rejects.toThrow(where);
    await expect(control.removeRoleAssignment('none')).rejects.toThrow(where);
    await expect(
      control.removeRoleAssignment(demoApplicationId('austin-incidents'), {
        roleName: 'Event Hubs Data Receiver',
      }),
    ).rejects.toThrow(
      /no role 'Event Hubs Data Receiver'\. Near: Azure Event Hubs Data Receiver/,
    );
    const id = await control.fault({ service: 'login', status: 503 });
    await expect(control.clearFaults('fault/1')).rejects.toThrow(
      `No fault 'fault/1' is in force. Near: ${id}. The command \`fault list\``,
    );
    await control.clearFaults();
  });

  it('lists the forwarders with the ids that wishes take', async () => {
    const forwarders = await control.forwarders();
    expect(forwarders).toContainEqual({
      name: 'austin-incidents',
      input: 'austin-incidents',
      clientId: demoApplicationId('austin-incidents'),
      workspaceId: austin.workspaceId,
      ruleId: expect.stringContaining(austin.workspaceId.toLowerCase()),
    });
    const { splunk } = await control.state('splunk');
    expect(forwarders.map(({ name }) => name)).toEqual(
      Object.keys(splunk.inputs),
    );
    const { ruleId } = forwarders[0];
    await control.removeRule(ruleId ?? '');
    expect((await control.forwarders())[0].ruleId).not.toBe(ruleId);
    await control.reset();
  });
});
