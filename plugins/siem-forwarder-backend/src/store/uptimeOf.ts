import {
  Health,
  healths,
  Uptime,
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

/** A span with its ends in epoch milliseconds. */
interface Stretch extends Omit<HealthSpan, 'from' | 'to'> {
  from: number;
  to: number;
}

/**
 * The uptime of design: (healthy + quiet + degraded) / (all - paused - pending
 * - unknown), over the time that was seen; and the worst health of each slot.
 *
 * @param spans - in any order, not overlapping
 * @param period - the slots cover `hours`; the last one runs at `now` (epoch
 *   milliseconds)
 */
export function uptimeOf(
  spans: readonly HealthSpan[],
  { hours, slots, now }: { hours: number; slots: number; now: number },
): Uptime {
  // Slots begin at full hours (or minutes), so that the bar does not jitter.
  const slotLength = (hours * HOUR) / slots;
  const start = Math.ceil(now / slotLength) * slotLength - hours * HOUR;
  const stretches = spans.map(span => ({
    from: Date.parse(span.from),
    to: Date.parse(span.to),
    health: span.health,
    paused: span.paused,
  }));
  let up = 0;
  let judged = 0;
  let known = 0;
  for (const span of stretches) {
    const length = overlap(span, start, now);
    const working = works[span.health];
    known += span.health === 'unknown' ? 0 : length;
    if (!span.paused && working !== undefined) {
      judged += length;
      up += working ? length : 0;
    }
  }
  return {
    ...(judged > 0 ? { ratio: up / judged } : {}),
    known: known / (now - start),
    hours,
    slots: Array.from({ length: slots }, (_, index) =>
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
