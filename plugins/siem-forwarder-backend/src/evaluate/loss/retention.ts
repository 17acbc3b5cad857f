import { HubFact, NamespaceFact } from '../../collect/Facts';

/**
 * The longest time that a tier keeps events, in hours.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas
 */
const mostHours: Record<string, number> = {
  basic: 24,
  standard: 7 * 24,
  premium: 90 * 24,
};

/** Dedicated clusters, and tiers to come. */
const MOST_HOURS = 90 * 24;

const HOUR = 3_600_000;

/** How long the hub keeps an event, in milliseconds: as it is set, and not longer than its tier can. */
export function retentionOf(
  hub: Pick<HubFact, 'retentionHours'>,
  namespace: Pick<NamespaceFact, 'tier'> | null | undefined,
): number {
  const most = namespace
    ? mostHours[namespace.tier.toLowerCase()] ?? MOST_HOURS
    : MOST_HOURS;
  return Math.min(hub.retentionHours, most) * HOUR;
}
