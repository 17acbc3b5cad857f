import { Fact, FactName, Facts, FactSet } from '../collect/Facts';
import { Series } from '../collect/Series';

/** The places where rows are counted on their way, in the order of the flow. */
export const hops = [
  'rows',
  'exported',
  'incoming',
  'outgoing',
  'arrived',
] as const;

/** One of {@link hops}. */
export type Hop = (typeof hops)[number];

/** The fact that tells of a hop. */
export const factOfHop: Record<Hop, FactName> = {
  rows: 'production',
  exported: 'exported',
  incoming: 'incoming',
  outgoing: 'outgoing',
  arrived: 'arrivals',
};

/** Counts of one hop and day by slot; null where nobody could look, missing where nothing passed. */
export type SlotCounts = Record<number, number | null>;

/** What passed the hops on one day. */
export type DayCounts = { [H in Hop]?: SlotCounts };

/** A change to the samples of one day. */
export interface DayChange {
  /** `2026-11-24` (UTC) */
  day: string;
  counts: DayCounts;
}

const MINUTE = 60_000;
const DAY_MS = 86_400_000;

/**
 * What newly read facts say of the slots of the last days: all that passed,
 * and where the series does not reach back to the last reading.
 */
export function samplesOf(before: FactSet, after: FactSet): DayChange[] {
  const days = new Map<string, DayCounts>();
  const put = (hop: Hop, at: number, minutes: number, count: number | null) => {
    const day = dayOf(at);
    const counts = days.get(day) ?? {};
    days.set(day, counts);
    (counts[hop] ??= {})[slotOf(at, minutes)] = count;
  };
  for (const hop of hops) {
    const name = factOfHop[hop];
    const read = after[name];
    if (!read || !('value' in read)) {
      continue;
    }
    const series = seriesOfHop(hop, after);
    const last = before[name];
    if (!series) {
      continue;
    }
    const slot = series.minutes * MINUTE;
    const start = Date.parse(series.from);
    if (last && 'value' in last) {
      const known = Math.ceil(Date.parse(last.observedAt) / slot) * slot;
      for (let at = known; at < start; at += slot) {
        put(hop, at, series.minutes, null);
      }
    }
    series.counts.forEach((count, index) => {
      if (count > 0) {
        put(hop, start + index * slot, series.minutes, count);
      }
    });
  }
  return [...days].map(([day, counts]) => ({ day, counts }));
}

/** Counts of a day with a change laid over them. */
export function mergeCounts(counts: DayCounts, change: DayCounts): DayCounts {
  const merged: DayCounts = { ...counts };
  for (const hop of hops) {
    const slots = change[hop];
    if (slots) {
      merged[hop] = { ...merged[hop], ...slots };
    }
  }
  return merged;
}

/** Sums slots to longer ones; one is null only when nobody could look in all of it. */
export function rollUp(counts: DayCounts, from: number, to: number): DayCounts {
  const sums: DayCounts = {};
  for (const hop of hops) {
    const slots = counts[hop];
    if (!slots) {
      continue;
    }
    const parts = new Map<number, (number | null)[]>();
    for (const [slot, count] of Object.entries(slots)) {
      const hour = Math.floor((Number(slot) * from) / to);
      parts.set(hour, [...(parts.get(hour) ?? []), count]);
    }
    const hourly: SlotCounts = {};
    for (const [hour, values] of parts) {
      const known = values.filter((value): value is number => value !== null);
      const blind = known.length === 0 && values.length >= to / from;
      const sum = known.reduce((total, value) => total + value, 0);
      if (blind || sum > 0) {
        hourly[hour] = blind ? null : sum;
      }
    }
    sums[hop] = hourly;
  }
  return sums;
}

/** The day of an instant (UTC). */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The slot of an instant in its day (UTC). */
export function slotOf(at: number, minutes: number): number {
  return Math.floor((at % DAY_MS) / (minutes * MINUTE));
}

/** What the facts tell of a hop by time; undefined when they do not. */
export function seriesOfHop(hop: Hop, facts: FactSet): Series | undefined {
  if (hop === 'rows') {
    return sumOf(valueOf(facts.production)?.map(({ series }) => series) ?? []);
  }
  return hop === 'arrived'
    ? valueOf(facts.arrivals)?.series
    : valueOf(facts[hop])?.series;
}

function valueOf<T extends Facts[FactName]>(
  fact: Fact<T> | undefined,
): T | undefined {
  return fact && 'value' in fact ? fact.value : undefined;
}

/** Series of one time and length, summed. */
function sumOf([first, ...others]: Series[]): Series | undefined {
  return (
    first && {
      ...first,
      counts: first.counts.map((count, index) =>
        others.reduce((sum, { counts }) => sum + (counts[index] ?? 0), count),
      ),
    }
  );
}
