import { Tally } from './LossMemory';
import { Slot } from './slots';

const HOUR = 3_600_000;

/** Rows come late: a slot is taken for complete so long after its end. */
const COMPLETE_AFTER = 2 * HOUR;

/** A count that goes on from look to look. */
export interface Count {
  count: number;
  tally: Tally;
  /** True when rows before the first look are older than what was read. */
  partial: boolean;
}

/**
 * Counts rows since an instant. What lies further back than the series comes
 * from the tally of the look before.
 *
 * @param slots - counts that were read now
 * @param range - `since`: where counting began; `until`: up to when it goes; `at`: when the slots were read (epoch milliseconds)
 */
export function countSince(
  slots: readonly Slot[],
  range: { since: number; until: number; at: number },
  before: Tally | undefined,
): Count {
  const from = before ? Date.parse(before.through) : range.since;
  const complete = Math.min(range.at - COMPLETE_AFTER, range.until);
  const settledNow = slots.filter(
    slot => slot.from >= from && slot.to <= complete,
  );
  const settled =
    (before?.settled ?? 0) +
    settledNow.reduce((sum, { count }) => sum + count, 0);
  const through = settledNow[settledNow.length - 1]?.to ?? from;
  // The slot that runs now counts too, unless counting ends before it.
  const open = slots.filter(
    slot =>
      slot.from >= through &&
      (slot.to <= range.until || range.until >= range.at),
  );
  return {
    count: settled + open.reduce((sum, { count }) => sum + count, 0),
    tally: { settled, through: new Date(through).toISOString() },
    partial: (slots[0]?.from ?? range.at) > from,
  };
}

/**
 * The slots from an instant on. Of the slot in which it lies only those rows
 * count that were not exported within it.
 *
 * @param since - epoch milliseconds
 */
export function slotsSince(
  produced: readonly Slot[],
  exported: readonly Slot[],
  since: number,
): Slot[] {
  return produced
    .filter(slot => slot.to > since)
    .map(slot => {
      if (slot.from >= since) {
        return slot;
      }
      const gone = exported.find(({ from }) => from === slot.from)?.count ?? 0;
      return {
        ...slot,
        from: since,
        count: Math.max(0, slot.count - gone),
      };
    });
}
