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

/**
 * Makes samples of what was written of them: a slot without a count is a zero
 * where somebody looked, and is not known where nobody did.
 *
 * @param days - the days of the range that were written
 * @param context - `from`, `to`: epoch milliseconds; `spans`: when somebody
 *   looked; `facts`: how far each hop is known
 */
export function readSamples(
  days: SampleRow[],
  context: { from: number; to: number; spans: HealthSpan[]; facts: FactSet },
): Samples {
  const minutes = Math.max(SLOT_MINUTES, ...days.map(row => row.minutes));
  const length = minutes * MINUTE;
  const start = Math.floor(context.from / length) * length;
  const slots = Array.from(
    { length: Math.max(0, Math.ceil((context.to - start) / length)) },
    (_, index) => start + index * length,
  );
  const counts = new Map(days.map(row => [row.day, countsOf(row, minutes)]));
  const looked = slots.map(at =>
    context.spans.some(
      ({ from, to }) => Date.parse(from) < at + length && Date.parse(to) >= at,
    ),
  );
  const countsOfHop = (hop: Hop) => {
    const until = knownUntil(hop, context.facts);
    return slots.map((at, index) => {
      const count = counts.get(dayOf(at))?.[hop]?.[slotOf(at, minutes)];
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
