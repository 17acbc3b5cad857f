import { fromIso } from '../../clock/format';
import { idKey, namespaceId } from '../../ids/armId';
import { EventHub, EventHubNamespace } from '../../state';
import { World } from '../../World';
import { armErrors } from '../armErrors';
import { eventHubErrors } from './eventHubErrors';

/** Parameters of every path under a namespace. */
export type NamespaceParameters = Record<string, string>;

/** The namespace with an ARM id, or undefined; one whose deletion has ended is gone. */
export function namespaceById(
  world: World,
  id: string,
): EventHubNamespace | undefined {
  const found = world.state.namespaces[idKey(id)];
  if (found?.removedAt && fromIso(found.removedAt) <= world.clock.now()) {
    delete world.state.namespaces[idKey(id)];
    return undefined;
  }
  return found;
}

/** All namespaces that are not gone. */
export function liveNamespaces(world: World): EventHubNamespace[] {
  return Object.keys(world.state.namespaces).flatMap(
    key => namespaceById(world, key) ?? [],
  );
}

/** Whether a namespace can be worked with. */
export function isActive(namespace: EventHubNamespace, now: number): boolean {
  return (
    namespace.removedAt === null &&
    !namespace.creationFailed &&
    fromIso(namespace.activeFrom) <= now
  );
}

function idOf(params: NamespaceParameters): string {
  return namespaceId(
    params.subscriptionId,
    params.resourceGroupName,
    params.namespaceName,
  );
}

/** The namespace that a path names, or ARM's 404. */
export function requireNamespace(
  world: World,
  params: NamespaceParameters,
): EventHubNamespace {
  const found = namespaceById(world, idOf(params));
  if (!found) {
    throw armErrors.resourceNotFound({
      type: 'Microsoft.EventHub/namespaces',
      name: params.namespaceName,
      resourceGroup: params.resourceGroupName,
    });
  }
  return found;
}

/** The namespace above a nested resource, or ARM's 404 about the parent. */
export function requireParentNamespace(
  world: World,
  params: NamespaceParameters,
): EventHubNamespace {
  const found = namespaceById(world, idOf(params));
  if (!found) {
    throw armErrors.parentResourceNotFound({ name: params.namespaceName });
  }
  return found;
}

/** The same, and it must be active: what writes need. */
export function requireActiveNamespace(
  world: World,
  params: NamespaceParameters,
): EventHubNamespace {
  const found = requireParentNamespace(world, params);
  if (!isActive(found, world.clock.now())) {
    throw eventHubErrors.inTransition({ name: found.name });
  }
  return found;
}

/** The hub that a path names, or the provider's 404. */
export function requireHub(
  world: World,
  params: NamespaceParameters,
): { namespace: EventHubNamespace; hub: EventHub } {
  const namespace = requireParentNamespace(world, params);
  const hub = namespace.eventHubs[params.eventHubName.toLowerCase()];
  if (!hub) {
    throw eventHubErrors.hubNotFound({ name: params.eventHubName });
  }
  return { namespace, hub };
}
