import {
  Health,
  healths,
  Uptime,
  UptimeShare,
  UptimeSlot,
} from 'backstage-plugin-siem-forwarder-common';
import { HealthSpan } from './HealthStore';

/** Whether forwarding works in a health; undefined where that is not known. */
const works: Record<Health, boolean | undefined> = {
  healthy: true,
  quiet: true,
  degraded: true,
  failing: false,
  pending: undefined,
  unknown: undefined,
};

const HOUR = 3_600_000;

/** How long a forwarder was seen in one health. */
export interface HealthTime {
  health: Health;
  paused: boolean;
  milliseconds: number;
}

/** The end of a period (epoch milliseconds), its length, and the slots that its start is aligned to. */
export interface UptimePeriod {
  hours: number;
  slots: number;
  now: number;
}

/** The length of a slot, and the start of the first: at full hours (or days), so that a bar does not jitter. */
export function startOfPeriod({ hours, slots, now }: UptimePeriod): {
  start: number;
  slotLength: number;
} {
  const slotLength = (hours * HOUR) / slots;
  return {
    start: Math.ceil(now / slotLength) * slotLength - hours * HOUR,
    slotLength,
  };
}

/**
 * The uptime of design: (healthy + quiet + degraded) / (all - paused - pending
 * - unknown), over the time that was seen.
 *
 * @param times - within the period
 */
export function uptimeShareOf(
  times: readonly HealthTime[],
  period: UptimePeriod,
): UptimeShare {
  let up = 0;
  let judged = 0;
  let known = 0;
  for (const { health, paused, milliseconds } of times) {
    const working = works[health];
    known += health === 'unknown' ? 0 : milliseconds;
    if (!paused && working !== undefined) {
      judged += milliseconds;
      up += working ? milliseconds : 0;
    }
  }
  return {
    ...(judged > 0 ? { ratio: up / judged } : {}),
    known: known / (period.now - startOfPeriod(period).start),
    hours: period.hours,
  };
}

/** A span with its ends in epoch milliseconds. */
interface Stretch extends Omit<HealthSpan, 'from' | 'to'> {
  from: number;
  to: number;
}

/**
 * The share of {@link uptimeShareOf}, and the worst health of each slot.
 *
 * @param spans - in any order, not overlapping
 * @param period - the slots cover `hours`; the last one runs at `now`
 */
export function uptimeOf(
  spans: readonly HealthSpan[],
  period: UptimePeriod,
): Uptime {
  const { start, slotLength } = startOfPeriod(period);
  const stretches = spans.map(span => ({
    from: Date.parse(span.from),
    to: Date.parse(span.to),
    health: span.health,
    paused: span.paused,
  }));
  return {
    ...uptimeShareOf(
      stretches.map(stretch => ({
        health: stretch.health,
        paused: stretch.paused,
        milliseconds: overlap(stretch, start, period.now),
      })),
      period,
    ),
    slots: Array.from({ length: period.slots }, (_, index) =>
      slotOf(stretches, start + index * slotLength, slotLength),
    ),
  };
}

function slotOf(
  stretches: readonly Stretch[],
  from: number,
  length: number,
): UptimeSlot {
  const inside = stretches.filter(
    stretch => stretch.from < from + length && stretch.to >= from,
  );
  const health = healths.find(candidate =>
    inside.some(span => span.health === candidate),
  );
  return {
    from: new Date(from).toISOString(),
    minutes: length / 60_000,
    ...(health ? { health } : {}),
    ...(inside.some(span => span.paused) ? { paused: true } : {}),
  };
}

function overlap({ from, to }: Stretch, start: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, start));
}
