import { countBetween, HopCount } from '../collect/Series';

const HOUR = 3_600_000;

/**
 * Counts what happened in the last hour, up to a slot more.
 *
 * @param now - epoch milliseconds
 */
export function inLastHour({ series }: HopCount, now: number): number {
  const slot = series.minutes * 60_000;
  return countBetween(series, { after: now - HOUR - slot, before: now + slot });
}
