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
  let up = 0;
  let judged = 0;
  let known = 0;
  for (const span of spans) {
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
      slotOf(spans, start + index * slotLength, slotLength),
    ),
  };
}

function slotOf(
  spans: readonly HealthSpan[],
  from: number,
  length: number,
): UptimeSlot {
  const inside = spans.filter(
    span =>
      Date.parse(span.from) < from + length && Date.parse(span.to) >= from,
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

function overlap(span: HealthSpan, start: number, end: number): number {
  const from = Math.max(Date.parse(span.from), start);
  const to = Math.min(Date.parse(span.to), end);
  return Math.max(0, to - from);
}
