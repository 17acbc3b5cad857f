import { isActive, namespaceById } from '../arm/eventHub/findNamespace';
import { memberOf } from '../http/json';
import { ServiceError } from '../http/ServiceError';
import { AuthorizationRight, EventHub, EventHubNamespace } from '../state';
import { World } from '../World';
import { amqpErrors } from './amqpErrors';
import { admitsLoopback } from './networkRules';

/** A hub as a client of the data plane finds it. */
export interface HubEntity {
  namespace: EventHubNamespace;
  hub: EventHub;
  /** Name of the consumer group as it was created; absent where none is meant. */
  group?: string;
}

/** The active namespace whose host name is given, e.g. `name.servicebus.windows.net`. */
export function namespaceByHost(
  world: World,
  host: string,
): EventHubNamespace | undefined {
  // Readers ask for it all the time, so only those of the name are looked at.
  const end = `/${host.split('.')[0].toLowerCase()}`;
  return Object.keys(world.state.namespaces)
    .filter(key => key.endsWith(end))
    .flatMap(key => namespaceById(world, key) ?? [])
    .find(candidate => isActive(candidate, world.clock.now()));
}

/** `sb://name.servicebus.windows.net/path` */
export function entityUri(host: string, path: string): string {
  return `sb://${host}/${path}`;
}

/** The hub, and the consumer group when one is named, under a host name; or why there is none. */
export function findEntity(
  world: World,
  host: string,
  hubName: string,
  group?: string,
): HubEntity | ServiceError {
  const namespace = namespaceByHost(world, host);
  const hub = namespace && memberOf(namespace.eventHubs, hubName.toLowerCase());
  if (!namespace || !hub) {
    return amqpErrors.entityNotFound({ entity: entityUri(host, hubName) });
  }
  if (group === undefined) {
    return { namespace, hub };
  }
  const found = memberOf(hub.consumerGroups, group.toLowerCase());
  if (!found) {
    return amqpErrors.entityNotFound({
      entity: entityUri(host, `${hubName}/ConsumerGroups/${group}`),
    });
  }
  return { namespace, hub, group: found.name };
}

/** Why nobody, whatever their rights, may send to or listen at a hub now; undefined when it is open. */
export function closedFor(
  world: World,
  { namespace, hub }: HubEntity,
  right: Extract<AuthorizationRight, 'Listen' | 'Send'>,
): ServiceError | undefined {
  if (!admitsLoopback(world, namespace)) {
    return amqpErrors.addressRefused();
  }
  const closed =
    hub.status === 'Disabled' ||
    hub.status === (right === 'Send' ? 'SendDisabled' : 'ReceiveDisabled');
  return closed
    ? amqpErrors.entityDisabled({ entity: `${namespace.name}/${hub.name}` })
    : undefined;
}
