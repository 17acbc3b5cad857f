import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { EVENT_HUB_SOURCETYPE, INPUT_INTERVAL, objectName } from './addOn';
import { SplunkAccount } from './SplunkAccounts';
import { SplunkInput, SplunkInputSettings } from './SplunkInputs';

/** A change without its step, which only the operation knows. */
export type SiemChange = Omit<PlannedChange, 'step'>;

/** What there is to do, decided without a write. */
export interface SplunkPlan {
  account: {
    name: string;
    action: 'create' | 'adopt' | 'refuse';
    difference?: string;
  };
  input: {
    settings: SplunkInputSettings;
    action: 'create' | 'adopt' | 'change' | 'refuse';
    /** True when it stands but is switched off. */
    enable: boolean;
    /** True when a field differs. */
    rewrite: boolean;
    difference?: string;
  };
}

/**
 * Compares what Splunk has with what a connection needs.
 *
 * @remarks
 * An input of any name that reads the same hub with the same group would share
 * its place in the stream with ours, so it is adopted when it fits, and
 * refused when it does not. An object that bears our name and serves something
 * else is refused, never overwritten.
 */
export function planConnection(
  connection: SiemConnection,
  index: string,
  existing: { accounts: SplunkAccount[]; inputs: SplunkInput[] },
): SplunkPlan {
  const name = objectName(connection.name);
  const input = existing.inputs.find(candidate => candidate.name === name);
  const reader =
    input ??
    existing.inputs.find(candidate => readsSamePlace(candidate, connection));
  const accountName = reader && reader !== input ? reader.account : name;
  const account = existing.accounts.find(
    candidate => candidate.name === accountName,
  );
  return {
    account: planAccount(accountName, account, connection),
    input: planInput(
      {
        name: reader?.name ?? name,
        account: accountName,
        fullyQualifiedNamespace:
          connection.fullyQualifiedNamespace.toLowerCase(),
        eventHubName: connection.eventHubName,
        consumerGroup: connection.consumerGroup,
        sourcetype: EVENT_HUB_SOURCETYPE,
        index,
        interval: INPUT_INTERVAL,
      },
      reader,
      name,
    ),
  };
}

/** The plan as the operation shows it. */
export function changesOf(plan: SplunkPlan, title: string): SiemChange[] {
  const { account, input } = plan;
  return [
    {
      action: account.action,
      resource: `Azure account ${account.name} in ${title}`,
      resourceId: account.name,
      ...(account.difference ? { difference: account.difference } : {}),
    },
    {
      action: input.action,
      resource: `Event Hub input ${input.settings.name} in ${title}`,
      resourceId: input.settings.name,
      ...(input.difference ? { difference: input.difference } : {}),
    },
  ];
}

/** True when the account holds the connection's application. */
export function holdsApplication(
  account: SplunkAccount,
  connection: SiemConnection,
): boolean {
  return (
    account.clientId === connection.clientId.toLowerCase() &&
    account.tenantId === connection.tenantId.toLowerCase()
  );
}

/** True when the input reads the connection's hub. */
export function readsSameHub(
  input: SplunkInput,
  connection: SiemConnection,
): boolean {
  return (
    input.fullyQualifiedNamespace ===
      connection.fullyQualifiedNamespace.toLowerCase() &&
    input.eventHubName.toLowerCase() === connection.eventHubName.toLowerCase()
  );
}

/** True when the input reads the connection's hub with the same consumer group. */
export function readsSamePlace(
  input: SplunkInput,
  connection: SiemConnection,
): boolean {
  return (
    readsSameHub(input, connection) &&
    input.consumerGroup.toLowerCase() === connection.consumerGroup.toLowerCase()
  );
}

function planAccount(
  name: string,
  account: SplunkAccount | undefined,
  connection: SiemConnection,
): SplunkPlan['account'] {
  if (!account) {
    return { name, action: 'create' };
  }
  if (!holdsApplication(account, connection)) {
    return {
      name,
      action: 'refuse',
      difference: `Account '${name}' holds application '${account.clientId}' of tenant '${account.tenantId}', not '${connection.clientId}' of '${connection.tenantId}'; remove the account in Splunk, or choose another name or consumer group`,
    };
  }
  return { name, action: 'adopt' };
}

function planInput(
  settings: SplunkInputSettings,
  input: SplunkInput | undefined,
  ourName: string,
): SplunkPlan['input'] {
  const nothing = { settings, enable: false, rewrite: false };
  if (!input) {
    return { ...nothing, action: 'create' };
  }
  const isOurs = input.name === ourName;
  const otherHub =
    input.fullyQualifiedNamespace !== settings.fullyQualifiedNamespace ||
    input.eventHubName.toLowerCase() !== settings.eventHubName.toLowerCase();
  if (isOurs && otherHub) {
    return {
      ...nothing,
      action: 'refuse',
      difference: `Input '${input.name}' reads '${input.fullyQualifiedNamespace}/${input.eventHubName}', not '${settings.fullyQualifiedNamespace}/${settings.eventHubName}'; remove the input in Splunk, or choose another name`,
    };
  }
  const differences = differencesOf(input, settings);
  if (differences.length === 0) {
    return { ...nothing, action: 'adopt' };
  }
  if (!isOurs) {
    return {
      ...nothing,
      action: 'refuse',
      difference: `Input '${input.name}' reads this hub with consumer group '${
        input.consumerGroup
      }' already, but ${differences.join(
        ' and ',
      )}; correct it in Splunk, or use a consumer group of its own`,
    };
  }
  return {
    settings,
    action: 'change',
    enable: !input.enabled,
    rewrite: differences.length > (input.enabled ? 0 : 1),
    difference: `The input's ${differences.join(' and ')}`,
  };
}

function differencesOf(
  input: SplunkInput,
  settings: SplunkInputSettings,
): string[] {
  const fields = [
    ['account', 'account'],
    ['consumerGroup', 'consumer group'],
    ['sourcetype', 'source type'],
    ['index', 'index'],
  ] as const;
  return [
    ...fields
      .filter(([field]) => input[field] !== settings[field])
      .map(
        ([field, label]) =>
          `${label} is '${input[field]}', not '${settings[field]}'`,
      ),
    ...(input.enabled ? [] : ['state is disabled']),
  ];
}
