import { toIso } from '../../clock/format';
import { EventHub, EventHubNamespace } from '../../state';
import { tierLimits } from './tierLimits';

/** Partitions of a hub that nobody gave a count. */
export const defaultPartitionCount = 4;

/** An active hub without messages, with the consumer group `$Default`, kept as long as its tier allows. */
export function newHub(
  namespace: EventHubNamespace,
  name: string,
  now: number,
): EventHub {
  const at = toIso(now);
  return {
    id: `${namespace.id}/eventhubs/${name}`,
    name,
    partitionCount: defaultPartitionCount,
    retentionHours: tierLimits[namespace.tier].retentionDays * 24,
    cleanupPolicy: 'Delete',
    status: 'Active',
    userMetadata: null,
    createdAt: at,
    updatedAt: at,
    consumerGroups: {
      $default: {
        name: '$Default',
        userMetadata: null,
        createdAt: at,
        updatedAt: at,
      },
    },
    authorizationRules: [],
    partitions: Array.from({ length: defaultPartitionCount }, () => ({
      nextSequenceNumber: 0,
      messages: [],
    })),
  };
}
