import { Series } from '../../collect/Series';

/** One slot of a series; instants in epoch milliseconds. */
export interface Slot {
  from: number;
  to: number;
  count: number;
}

const MINUTE = 60_000;

/** The slots of a series, oldest first. */
export function slotsOf(series: Series): Slot[] {
  const start = Date.parse(series.from);
  const length = series.minutes * MINUTE;
  return series.counts.map((count, index) => ({
    from: start + index * length,
    to: start + (index + 1) * length,
    count,
  }));
}

/** Adds several series up, slot by slot, by the slots' starts. */
export function addSlots(all: readonly Series[]): Slot[] {
  const sums = new Map<number, Slot>();
  for (const slot of all.flatMap(slotsOf)) {
    const sum = sums.get(slot.from);
    sums.set(slot.from, {
      ...slot,
      count: slot.count + (sum?.count ?? 0),
    });
  }
  return [...sums.values()].sort((a, b) => a.from - b.from);
}
