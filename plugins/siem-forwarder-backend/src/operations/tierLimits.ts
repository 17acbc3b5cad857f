import { NamespaceTier } from 'backstage-plugin-siem-forwarder-common';

/** What a tier of Event Hubs allows. */
export interface TierLimits {
  /** From the lowest to the highest; a namespace cannot be lowered. */
  rank: number;
  maximumPartitions: number;
  maximumRetentionHours: number;
  maximumCapacity: number;
  /** What {@link TierLimits.maximumCapacity} counts. */
  capacityUnit: string;
  /** Whether a hub may have consumer groups besides `$Default`. */
  consumerGroups: boolean;
  /** Whether a hub may get more partitions once it is made; never fewer. */
  partitionsGrow: boolean;
}

/**
 * Limits by tier.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas
 */
export const tierLimits: Record<NamespaceTier, TierLimits> = {
  Basic: {
    rank: 0,
    maximumPartitions: 32,
    maximumRetentionHours: 24,
    maximumCapacity: 40,
    capacityUnit: 'throughput units',
    consumerGroups: false,
    partitionsGrow: false,
  },
  Standard: {
    rank: 1,
    maximumPartitions: 32,
    maximumRetentionHours: 7 * 24,
    maximumCapacity: 40,
    capacityUnit: 'throughput units',
    consumerGroups: true,
    partitionsGrow: false,
  },
  Premium: {
    rank: 2,
    maximumPartitions: 100,
    maximumRetentionHours: 90 * 24,
    maximumCapacity: 16,
    capacityUnit: 'processing units',
    consumerGroups: true,
    partitionsGrow: true,
  },
};

/** The limits of a tier that Azure reports; undefined for one that we do not know. */
export function limitsOfTier(tier: string): TierLimits | undefined {
  const known = Object.entries(tierLimits).find(
    ([name]) => name.toLowerCase() === tier.toLowerCase(),
  );
  return known?.[1];
}
