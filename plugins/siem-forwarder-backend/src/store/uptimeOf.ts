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

/** The end of a period (epoch milliseconds), its length, and how many slots it is shown in. */
export interface UptimePeriod {
  hours: number;
  slots: number;
  now: number;
}

/** When a period begins (epoch milliseconds). */
export function startOfPeriod({
  hours,
  now,
}: Pick<UptimePeriod, 'hours' | 'now'>): number {
  return now - hours * HOUR;
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
    known: known / (period.hours * HOUR),
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
 * @remarks
 * The share is that of the whole period. Slots begin at full hours (or days),
 * so that a bar does not jitter, and the last one runs at `now`: so the first
 * begins up to one slot after the period.
 *
 * @param spans - in any order, not overlapping
 */
export function uptimeOf(
  spans: readonly HealthSpan[],
  period: UptimePeriod,
): Uptime {
  const { hours, slots, now } = period;
  const slotLength = (hours * HOUR) / slots;
  const firstSlot = Math.ceil(now / slotLength) * slotLength - hours * HOUR;
  const start = startOfPeriod(period);
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
        milliseconds: overlap(stretch, start, now),
      })),
      period,
    ),
    slots: Array.from({ length: slots }, (_, index) =>
      slotOf(stretches, firstSlot + index * slotLength, slotLength),
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
