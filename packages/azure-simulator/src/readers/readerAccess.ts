import { amqpErrors } from '../amqp/amqpErrors';
import { findEntity, HubEntity, namespaceByHost } from '../amqp/hubEntity';
import { isSignedIn, refusalOfPrincipal } from '../amqp/principalAccess';
import { ServiceError } from '../http/ServiceError';
import { Caller } from '../login/Caller';
import { verifyClientSecret } from '../login/verifyClientSecret';
import { checkpointOf } from '../splunk/checkpointOf';
import { SplunkAzureAccount, SplunkEventHubInput } from '../state';
import { World } from '../World';

/** Why an input's process ends, in the words that the add-on logs. */
export interface ReaderFailure {
  failure: string;
}

function failed(reason: string): ReaderFailure {
  return { failure: `Error occurred while connecting to eventhub: ${reason}` };
}

/** The caller that an account signs in as, whether or not it still could. */
function signedInAs(
  world: World,
  account: SplunkAzureAccount,
): Caller | undefined {
  const { directory } = world.state;
  const application = Object.values(directory.applications).find(
    ({ appId }) => appId.toLowerCase() === account.clientId.toLowerCase(),
  );
  const principal = Object.values(directory.servicePrincipals).find(
    ({ appId }) => appId === application?.appId,
  );
  return (
    application &&
    principal && {
      appId: application.appId,
      objectId: principal.id,
      secretId: application.passwordCredentials.find(
        ({ secretText }) => secretText === account.clientSecret,
      )?.keyId,
    }
  );
}

function signIn(
  world: World,
  account: SplunkAzureAccount,
  connected: boolean,
): string | ReaderFailure {
  try {
    return verifyClientSecret(world, account).servicePrincipal.id;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    const caller = connected ? signedInAs(world, account) : undefined;
    return caller && isSignedIn(world, caller)
      ? caller.objectId
      : failed(`Authentication failed: ${error.message}`);
  }
}

/**
 * The hub that an input may read now, or why it may not. This decides where
 * inputs read the state directly; where they read over AMQP it says what is to
 * be expected of them.
 * @param connected - whether the input holds a connection with a token of before
 */
export function readerAccess(
  world: World,
  input: SplunkEventHubInput,
  connected: boolean = false,
): HubEntity | ReaderFailure {
  const { fields } = input;
  const account = world.state.splunk.accounts[fields.account];
  if (!account) {
    return {
      failure: `Failed to validate Azure Account model for the account: ${fields.account}`,
    };
  }
  const principalId = signIn(world, account, connected);
  if (typeof principalId !== 'string') {
    return principalId;
  }
  const host = fields.event_hub_namespace;
  if (!namespaceByHost(world, host)) {
    return failed(unknownHost(host));
  }
  // The process asks for the hub's properties first, and attaches to its group then.
  const hub = findEntity(world, host, fields.event_hub_name);
  if (hub instanceof ServiceError) {
    return failed(hub.message);
  }
  const entity = findEntity(
    world,
    host,
    fields.event_hub_name,
    fields.consumer_group || '$Default',
  );
  const refusal =
    refusalOfPrincipal(world, hub, principalId, 'Listen') ??
    (entity instanceof ServiceError
      ? entity
      : behindTheEnd(world, input, entity));
  if (refusal || entity instanceof ServiceError) {
    return failed((refusal ?? (entity as ServiceError)).message);
  }
  return entity;
}

/** What a resolver says about a host that has no address. */
export function unknownHost(host: string): string {
  return `Failed to initiate the connection due to exception: [Errno -2] Name or service not known (${host})`;
}

/** A checkpoint from a hub that was there before, and had more events. */
function behindTheEnd(
  world: World,
  input: SplunkEventHubInput,
  { hub }: HubEntity,
): ServiceError | undefined {
  const checkpoint =
    world.state.splunk.checkpoints[checkpointOf(input).uniqueIdentifier] ?? {};
  const stale = hub.partitions.findIndex(
    (log, index) => (checkpoint[index] ?? 0) > log.nextSequenceNumber,
  );
  return stale < 0
    ? undefined
    : amqpErrors.invalidSequenceNumber({
        sequenceNumber: checkpoint[stale],
        last: hub.partitions[stale].nextSequenceNumber - 1,
      });
}
