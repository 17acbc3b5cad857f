import { fromIso } from '../clock/format';
import { ServiceError } from '../http/ServiceError';
import { Caller } from '../login/Caller';
import { mayUseData } from '../rbac/accessOf';
import { World } from '../World';
import { amqpErrors } from './amqpErrors';
import { closedFor, entityUri, HubEntity } from './hubEntity';

/** What a link does at a hub. */
export type HubRight = 'Listen' | 'Send';

/** Data actions by right. Source: the built-in roles Azure Event Hubs Data Receiver and Data Sender. */
const dataActions: Record<HubRight, string> = {
  Listen: 'Microsoft.EventHub/namespaces/messages/receive/action',
  Send: 'Microsoft.EventHub/namespaces/messages/send/action',
};

/** Longest that a token outlives its secret (milliseconds): Entra's default for client credentials. */
const tokenLife = 3_599_000;

/**
 * Whether a principal's token still counts: its service principal is there and
 * enabled, and the secret that it was obtained with has not ended (an hour ago,
 * where tokens outlive their secrets).
 */
export function isSignedIn(world: World, caller: Caller): boolean {
  const { directory } = world.state;
  if (!directory.servicePrincipals[caller.objectId]?.accountEnabled) {
    return false;
  }
  if (caller.secretId === undefined) {
    return true;
  }
  const secret = Object.values(directory.applications)
    .find(({ appId }) => appId === caller.appId)
    ?.passwordCredentials.find(({ keyId }) => keyId === caller.secretId);
  if (world.behaviours.tokensOutliveSecrets) {
    return (
      !secret || fromIso(secret.endDateTime) + tokenLife > world.clock.now()
    );
  }
  return (
    secret !== undefined && fromIso(secret.endDateTime) > world.clock.now()
  );
}

/** The scope at which a right at an entity is looked for. */
function scopeOf({ hub, group }: HubEntity): string {
  return group === undefined ? hub.id : `${hub.id}/consumergroups/${group}`;
}

/** Why a principal may not do something at a hub or a consumer group of it; undefined when it may. */
export function refusalOfPrincipal(
  world: World,
  entity: HubEntity,
  principalId: string,
  right: HubRight,
): ServiceError | undefined {
  const closed = closedFor(world, entity, right);
  if (closed) {
    return closed;
  }
  return mayUseData(world, principalId, dataActions[right], scopeOf(entity))
    ? undefined
    : amqpErrors.unauthorized({
        right,
        resource: entityUri(
          `${entity.namespace.name}.servicebus.windows.net`,
          entity.hub.name,
        ),
      });
}
