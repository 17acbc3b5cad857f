import { toIso } from '../../clock/format';
import { isObject, numberAt, stringAt, valueAt } from '../../http/json';
import { ServiceRequest } from '../../http/Route';
import { EventHub, EventHubNamespace } from '../../state';
import { World } from '../../World';
import { eventHubErrors } from './eventHubErrors';
import { requireActiveNamespace } from './findNamespace';
import { defaultPartitionCount, newHub } from './newHub';
import { requireRoomForHub, requireRoomForPartitions } from './quotas';
import { tierLimits } from './tierLimits';

const namePattern = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,254}[a-zA-Z0-9])?$/;

function readPartitionCount(
  body: unknown,
  namespace: EventHubNamespace,
  existing: EventHub | undefined,
): number {
  const count = numberAt(body, 'properties', 'partitionCount');
  if (existing) {
    if (
      count !== undefined &&
      count !== existing.partitionCount &&
      (namespace.tier !== 'Premium' || count < existing.partitionCount)
    ) {
      throw eventHubErrors.partitionCountChanged();
    }
    return count ?? existing.partitionCount;
  }
  const chosen = count ?? defaultPartitionCount;
  const most = tierLimits[namespace.tier].partitionsPerHub;
  if (!Number.isInteger(chosen) || chosen < 1 || chosen > most) {
    throw eventHubErrors.partitionCountOutOfRange({
      value: chosen,
      tier: namespace.tier,
      most,
    });
  }
  return chosen;
}

function readRetention(
  body: unknown,
  namespace: EventHubNamespace,
  existing: EventHub | undefined,
): Pick<
  EventHub,
  'retentionHours' | 'cleanupPolicy' | 'tombstoneRetentionHours'
> {
  const most = tierLimits[namespace.tier].retentionDays;
  const days = numberAt(body, 'properties', 'messageRetentionInDays');
  const hours =
    numberAt(
      body,
      'properties',
      'retentionDescription',
      'retentionTimeInHours',
    ) ?? (days === undefined ? undefined : days * 24);
  const policy = stringAt(
    body,
    'properties',
    'retentionDescription',
    'cleanupPolicy',
  );
  if (
    policy !== undefined &&
    policy !== 'Delete' &&
    policy !== 'Compact' &&
    policy !== 'DeleteOrCompact'
  ) {
    throw eventHubErrors.cleanupPolicy({ value: policy });
  }
  if (policy && policy !== 'Delete' && namespace.tier === 'Basic') {
    throw eventHubErrors.compactInBasic();
  }
  const retentionHours = hours ?? existing?.retentionHours ?? most * 24;
  if (!Number.isInteger(retentionHours) || retentionHours < 1) {
    throw eventHubErrors.retentionTooShort({ hours: retentionHours });
  }
  if (retentionHours > most * 24) {
    throw eventHubErrors.retentionOutOfRange({
      days: Math.ceil(retentionHours / 24),
      tier: namespace.tier,
      most,
    });
  }
  return {
    retentionHours,
    cleanupPolicy: policy ?? existing?.cleanupPolicy ?? 'Delete',
    tombstoneRetentionHours:
      numberAt(
        body,
        'properties',
        'retentionDescription',
        'tombstoneRetentionTimeInHours',
      ) ?? existing?.tombstoneRetentionHours,
  };
}

/** A hub as its PUT leaves it. */
export function putHub(
  world: World,
  { params, body, now }: ServiceRequest,
): { namespace: EventHubNamespace; hub: EventHub } {
  const namespace = requireActiveNamespace(world, params);
  const name = params.eventHubName;
  if (!namePattern.test(name)) {
    throw eventHubErrors.invalidHubName({ name });
  }
  const existing = namespace.eventHubs[name.toLowerCase()];
  if (!existing) {
    requireRoomForHub(world, namespace);
  }
  const partitionCount = readPartitionCount(body, namespace, existing);
  requireRoomForPartitions(world, namespace, name, partitionCount);
  const retention = readRetention(body, namespace, existing);
  const status = stringAt(body, 'properties', 'status');
  const capture = valueAt(body, 'properties', 'captureDescription');
  const hub: EventHub = {
    ...(existing ?? { ...newHub(namespace, name, now), partitions: [] }),
    ...retention,
    partitionCount,
    status:
      status === 'Disabled' ||
      status === 'SendDisabled' ||
      status === 'ReceiveDisabled' ||
      status === 'Active'
        ? status
        : existing?.status ?? 'Active',
    userMetadata:
      stringAt(body, 'properties', 'userMetadata') ??
      existing?.userMetadata ??
      null,
    captureDescription: isObject(capture)
      ? capture
      : existing?.captureDescription,
    updatedAt: toIso(now),
  };
  while (hub.partitions.length < partitionCount) {
    hub.partitions.push({ nextSequenceNumber: 0, messages: [] });
  }
  namespace.eventHubs[name.toLowerCase()] = hub;
  return { namespace, hub };
}
