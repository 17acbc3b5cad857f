import { idKey, isWithinScope, subscriptionScope } from '../../ids/armId';
import { EventHubNamespace } from '../../state';
import { World } from '../../World';
import { eventHubErrors } from './eventHubErrors';
import { liveNamespaces } from './findNamespace';
import { hubQuota } from './tierLimits';

/** Namespaces of a subscription. Source: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const namespacesPerSubscription = 1_000;

/** Partitions of a Premium namespace for each processing unit. Source: the same page. */
const premiumPartitionsPerUnit = 200;

/** Network rules of a kind in a namespace. Source: the same page. */
const networkRulesOfAKind = 128;

/** Whether a namespace has room for another hub. */
export function hasRoomForHub(
  world: World,
  namespace: EventHubNamespace,
): boolean {
  return (
    !world.behaviours.quotas ||
    Object.keys(namespace.eventHubs).length <
      hubQuota(namespace.tier, namespace.capacity)
  );
}

/** Refuses a hub that a namespace has no room for. */
export function requireRoomForHub(
  world: World,
  namespace: EventHubNamespace,
): void {
  if (!hasRoomForHub(world, namespace)) {
    throw eventHubErrors.hubQuota({
      actual: Object.keys(namespace.eventHubs).length,
      allowed: hubQuota(namespace.tier, namespace.capacity),
    });
  }
}

/** Refuses partitions that a Premium namespace has no room for. */
export function requireRoomForPartitions(
  world: World,
  namespace: EventHubNamespace,
  hubName: string,
  partitionCount: number,
): void {
  if (!world.behaviours.quotas || namespace.tier !== 'Premium') {
    return;
  }
  const allowed = premiumPartitionsPerUnit * namespace.capacity;
  const others = Object.values(namespace.eventHubs)
    .filter(hub => idKey(hub.name) !== idKey(hubName))
    .reduce((sum, hub) => sum + hub.partitionCount, 0);
  if (others + partitionCount > allowed) {
    throw eventHubErrors.partitionQuota({
      actual: others + partitionCount,
      allowed,
    });
  }
}

/** Refuses the thousand-and-first namespace of a subscription. */
export function requireRoomForNamespace(
  world: World,
  subscriptionId: string,
): void {
  if (!world.behaviours.quotas) {
    return;
  }
  const scope = subscriptionScope(subscriptionId);
  const count = liveNamespaces(world).filter(({ id }) =>
    isWithinScope(id, scope),
  ).length;
  if (count >= namespacesPerSubscription) {
    throw eventHubErrors.namespaceQuota();
  }
}

/** Refuses more network rules of a kind than a namespace may have. */
export function requireRoomForNetworkRules(
  world: World,
  kind: string,
  count: number,
): void {
  if (world.behaviours.quotas && count > networkRulesOfAKind) {
    throw eventHubErrors.networkRuleQuota({
      kind,
      actual: count,
      allowed: networkRulesOfAKind,
    });
  }
}
