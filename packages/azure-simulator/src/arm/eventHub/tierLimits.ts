import { EventHubTier } from '../../state';

/** Quotas of an Event Hubs tier. */
export interface TierLimits {
  partitionsPerHub: number;
  retentionDays: number;
  consumerGroupsPerHub: number;
  /** Per processing unit on Premium, per namespace otherwise. */
  hubs: number;
  /** Throughput units, or processing units on Premium. */
  capacity: number;
}

/** Source: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
export const tierLimits: Record<EventHubTier, TierLimits> = {
  Basic: {
    partitionsPerHub: 32,
    retentionDays: 1,
    consumerGroupsPerHub: 1,
    hubs: 10,
    capacity: 40,
  },
  Standard: {
    partitionsPerHub: 32,
    retentionDays: 7,
    consumerGroupsPerHub: 20,
    hubs: 10,
    capacity: 40,
  },
  Premium: {
    partitionsPerHub: 100,
    retentionDays: 90,
    consumerGroupsPerHub: 100,
    hubs: 100,
    capacity: 16,
  },
};

/** Hubs that a namespace of a tier and capacity may hold. */
export function hubQuota(tier: EventHubTier, capacity: number): number {
  return tier === 'Premium'
    ? tierLimits.Premium.hubs * capacity
    : tierLimits[tier].hubs;
}

/** Whether a text names a tier; Azure compares without case. */
export function parseTier(text: string): EventHubTier | undefined {
  return (Object.keys(tierLimits) as EventHubTier[]).find(
    tier => tier.toLowerCase() === text.toLowerCase(),
  );
}
