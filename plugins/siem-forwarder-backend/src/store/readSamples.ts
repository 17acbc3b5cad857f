import { FactSet } from '../collect/Facts';
import { SLOT_MINUTES } from '../collect/Series';
import {
  DayCounts,
  dayOf,
  factOfHop,
  Hop,
  hops,
  rollUp,
  seriesOfHop,
  slotOf,
} from './flowSamples';
import { HealthSpan } from './HealthStore';
import { Tenure } from './Tenure';
import { SampleRow } from './writeSamples';

/** What passed each hop, in slots of equal length. */
export interface Samples {
  /** Start of the first slot (ISO 8601 with zone). */
  from: string;
  /** Length of a slot in minutes. */
  minutes: number;
  /** Counts by hop, oldest first; null where it is not known. */
  hops: Record<Hop, (number | null)[]>;
}

const MINUTE = 60_000;

/** Slots of periods that begin before the finer ones end. */
const COARSE_MINUTES = 60;

/** As long as samples are kept in slots of {@link SLOT_MINUTES}. */
const FINE_MS = 30 * 86_400_000;

/** A time in epoch milliseconds; it lasts when `to` is infinite. */
interface Stretch {
  from: number;
  to: number;
}

/**
 * Makes samples of what was written of them: a slot without a count is a zero
 * where somebody looked, and is not known where nobody did.
 *
 * @param days - the days of the range that were written
 * @param context - `from`, `to`, `now`: epoch milliseconds; `spans`: when
 *   somebody looked; `facts`: how far each hop is known; `tenures`: when the
 *   forwarder was whose samples are read, always when absent
 */
export function readSamples(
  days: SampleRow[],
  context: {
    from: number;
    to: number;
    now: number;
    spans: HealthSpan[];
    facts: FactSet;
    tenures?: Tenure[];
  },
): Samples {
  const coarse = context.from < context.now - FINE_MS;
  const minutes = Math.max(
    coarse ? COARSE_MINUTES : SLOT_MINUTES,
    ...days.map(row => row.minutes),
  );
  const length = minutes * MINUTE;
  const start = Math.floor(context.from / length) * length;
  const slots = Array.from(
    { length: Math.max(0, Math.ceil((context.to - start) / length)) },
    (_, index) => start + index * length,
  );
  const place = (at: number) => (at - start) / length;
  // All of it, or a slot would tell of another owner's time.
  const owned =
    context.tenures &&
    marked(slots.length, context.tenures.map(toStretch), ({ from, to }) => [
      Math.ceil(place(from)),
      Math.floor(place(to)),
    ]);
  const looked = marked(
    slots.length,
    context.spans.map(toStretch),
    ({ from, to }) => [Math.floor(place(from)), Math.floor(place(to)) + 1],
  );
  const counts = new Map(days.map(row => [row.day, countsOf(row, minutes)]));
  const countsAt = slots.map(at => counts.get(dayOf(at)));
  const countsOfHop = (hop: Hop) => {
    const until = knownUntil(hop, context.facts);
    return slots.map((at, index) => {
      if (owned && !owned[index]) {
        return null;
      }
      const count = countsAt[index]?.[hop]?.[slotOf(at, minutes)];
      if (count !== undefined) {
        return count;
      }
      return looked[index] && at < until ? 0 : null;
    });
  };
  return {
    from: new Date(start).toISOString(),
    minutes,
    hops: Object.fromEntries(
      hops.map(hop => [hop, countsOfHop(hop)]),
    ) as Samples['hops'],
  };
}

function toStretch({ from, to }: { from: string; to?: string }): Stretch {
  return {
    from: Date.parse(from),
    to: to === undefined ? Infinity : Date.parse(to),
  };
}

/**
 * Which slots some stretches cover. Each is looked at once: there may be
 * thousands of either.
 *
 * @param rangeOf - the first slot, and the one after the last
 */
function marked(
  slots: number,
  stretches: Stretch[],
  rangeOf: (stretch: Stretch) => [first: number, end: number],
): boolean[] {
  const marks = new Array<boolean>(slots).fill(false);
  for (const stretch of stretches) {
    const [first, end] = rangeOf(stretch);
    // Below zero `fill` counts from the end.
    marks.fill(true, Math.max(0, first), Math.max(0, end));
  }
  return marks;
}

function countsOf(row: SampleRow, minutes: number): DayCounts {
  const counts: DayCounts = JSON.parse(row.counts);
  return row.minutes === minutes
    ? counts
    : rollUp(counts, row.minutes, minutes);
}

/** When the fact of a hop was read last, in epoch milliseconds. */
function knownUntil(hop: Hop, facts: FactSet): number {
  const fact = facts[factOfHop[hop]];
  // A SIEM that does not count by time tells of no slot.
  return fact && 'value' in fact && seriesOfHop(hop, facts)
    ? Date.parse(fact.observedAt)
    : -Infinity;
}
