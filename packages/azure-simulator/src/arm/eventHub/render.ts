import { fromIso } from '../../clock/format';
import {
  AuthorizationRule,
  ConsumerGroup,
  EventHub,
  EventHubNamespace,
  NetworkRuleSet,
} from '../../state';

function provisioningState(namespace: EventHubNamespace, now: number): string {
  if (namespace.removedAt !== null) {
    return 'Deleting';
  }
  if (fromIso(namespace.activeFrom) > now) {
    return 'Creating';
  }
  return namespace.creationFailed ? 'Failed' : 'Succeeded';
}

function status(namespace: EventHubNamespace, now: number): string {
  if (namespace.removedAt !== null) {
    return 'Removing';
  }
  if (fromIso(namespace.activeFrom) > now) {
    return 'Creating';
  }
  return namespace.creationFailed ? 'Failed' : 'Active';
}

/** Body of a namespace. */
export function renderNamespace(
  namespace: EventHubNamespace,
  now: number,
): Record<string, unknown> {
  return {
    sku: {
      name: namespace.tier,
      tier: namespace.tier,
      capacity: namespace.capacity,
    },
    id: namespace.id,
    name: namespace.name,
    type: 'Microsoft.EventHub/Namespaces',
    location: namespace.location,
    tags: namespace.tags,
    ...(namespace.identity ? { identity: namespace.identity } : {}),
    properties: {
      ...namespace.keptProperties,
      minimumTlsVersion: namespace.minimumTlsVersion,
      publicNetworkAccess: namespace.publicNetworkAccess,
      disableLocalAuth: namespace.disableLocalAuth,
      zoneRedundant: namespace.zoneRedundant,
      isAutoInflateEnabled: namespace.isAutoInflateEnabled,
      maximumThroughputUnits: namespace.maximumThroughputUnits,
      kafkaEnabled: namespace.kafkaEnabled,
      provisioningState: provisioningState(namespace, now),
      status: status(namespace, now),
      metricId: `${namespace.id.split('/')[2]}:${namespace.name}`,
      createdAt: namespace.createdAt,
      updatedAt: namespace.updatedAt,
      serviceBusEndpoint: `https://${namespace.name}.servicebus.windows.net:443/`,
    },
  };
}

/** Body of an event hub. */
export function renderHub(
  hub: EventHub,
  location: string,
): Record<string, unknown> {
  return {
    id: hub.id,
    name: hub.name,
    type: 'Microsoft.EventHub/Namespaces/EventHubs',
    location,
    properties: {
      messageRetentionInDays: Math.max(1, Math.floor(hub.retentionHours / 24)),
      partitionCount: hub.partitionCount,
      status: hub.status,
      ...(hub.userMetadata === null ? {} : { userMetadata: hub.userMetadata }),
      createdAt: hub.createdAt,
      updatedAt: hub.updatedAt,
      partitionIds: hub.partitions.map((_, index) => String(index)),
      retentionDescription: {
        cleanupPolicy: hub.cleanupPolicy,
        retentionTimeInHours: hub.retentionHours,
        ...(hub.tombstoneRetentionHours === undefined
          ? {}
          : { tombstoneRetentionTimeInHours: hub.tombstoneRetentionHours }),
      },
      ...(hub.captureDescription
        ? { captureDescription: hub.captureDescription }
        : {}),
    },
  };
}

/** Body of a consumer group. */
export function renderConsumerGroup(
  hub: EventHub,
  group: ConsumerGroup,
  location: string,
): Record<string, unknown> {
  return {
    id: `${hub.id}/consumergroups/${group.name}`,
    name: group.name,
    type: 'Microsoft.EventHub/Namespaces/EventHubs/ConsumerGroups',
    location,
    properties: {
      ...(group.userMetadata === null
        ? {}
        : { userMetadata: group.userMetadata }),
      createdAt: group.createdAt,
      updatedAt: group.updatedAt,
    },
  };
}

/** Body of an authorization rule of a namespace or a hub. */
export function renderAuthorizationRule(
  parentId: string,
  parentType: string,
  rule: AuthorizationRule,
  location: string,
): Record<string, unknown> {
  return {
    id: `${parentId}/authorizationRules/${rule.name}`,
    name: rule.name,
    type: `${parentType}/AuthorizationRules`,
    location,
    properties: { rights: rule.rights },
  };
}

/** Body of the network rule set of a namespace. */
export function renderNetworkRuleSet(
  namespace: EventHubNamespace,
  rules: NetworkRuleSet,
): Record<string, unknown> {
  return {
    id: `${namespace.id}/networkRuleSets/default`,
    name: 'default',
    type: 'Microsoft.EventHub/Namespaces/NetworkRuleSets',
    location: namespace.location,
    properties: rules,
  };
}
