import { EHNamespace, Eventhub } from '@azure/arm-eventhub';
import { ArmResourceId } from './ArmResourceId';
import { EventHub, EventHubNamespace } from './AzureServices';
import { shortRegion } from './shortRegion';

/**
 * Reads a namespace of Azure's answer.
 *
 * @param hostSuffix - suffix of host names, for answers without an endpoint
 */
export function toNamespace(
  namespace: EHNamespace,
  hostSuffix: string,
): EventHubNamespace {
  return {
    id: ArmResourceId.parse(namespace.id ?? '', 'id of a namespace'),
    region: shortRegion(namespace.location),
    tier: namespace.sku?.tier ?? namespace.sku?.name ?? 'Unknown',
    capacity: namespace.sku?.capacity ?? 1,
    autoInflate: namespace.isAutoInflateEnabled ?? false,
    ...(namespace.maximumThroughputUnits
      ? { maximumThroughputUnits: namespace.maximumThroughputUnits }
      : {}),
    ...(namespace.status ? { status: namespace.status } : {}),
    provisioningState: namespace.provisioningState ?? 'Unknown',
    localAuthDisabled: namespace.disableLocalAuth ?? false,
    ...(namespace.publicNetworkAccess
      ? { publicNetworkAccess: namespace.publicNetworkAccess }
      : {}),
    ...(namespace.minimumTlsVersion
      ? { minimumTlsVersion: namespace.minimumTlsVersion }
      : {}),
    hostName: namespace.serviceBusEndpoint
      ? new URL(namespace.serviceBusEndpoint).hostname
      : `${namespace.name}.${hostSuffix}`.toLowerCase(),
    tags: namespace.tags ?? {},
  };
}

/** Reads an event hub of Azure's answer; older ones state their retention in days only. */
export function toHub(hub: Eventhub, namespaceId: ArmResourceId): EventHub {
  return {
    id: namespaceId.child('eventhubs', hub.name ?? ''),
    partitionCount: hub.partitionCount ?? 0,
    retentionHours:
      hub.retentionDescription?.retentionTimeInHours ??
      (hub.messageRetentionInDays ?? 0) * 24,
    ...(hub.retentionDescription?.cleanupPolicy
      ? { cleanupPolicy: hub.retentionDescription.cleanupPolicy }
      : {}),
    status: hub.status ?? 'Unknown',
  };
}
