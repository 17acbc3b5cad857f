import { Series } from 'backstage-plugin-siem-forwarder-node';

export type { HopCount, Series } from 'backstage-plugin-siem-forwarder-node';

/**
 * Length of the slots that are kept, in minutes: 24 hours are 96 numbers, short
 * enough to be kept with each forwarder.
 */
export const SLOT_MINUTES = 15;

/** Hours that a {@link Series} reaches back. */
export const SERIES_HOURS = 24;

const MINUTE = 60_000;

/** Start of the oldest slot of a series that ends now, in epoch milliseconds. */
export function seriesStart(now: number): number {
  const slot = SLOT_MINUTES * MINUTE;
  const slots = (SERIES_HOURS * 60) / SLOT_MINUTES;
  return Math.floor(now / slot) * slot - (slots - 1) * slot;
}

/**
 * Puts dated counts into slots; what is older than the series is left out.
 *
 * @param points - counts with their time (ISO 8601 with zone)
 * @param now - epoch milliseconds
 */
export function seriesOf(
  points: { at: string; count: number }[],
  now: number,
): Series {
  const start = seriesStart(now);
  const counts = new Array<number>((SERIES_HOURS * 60) / SLOT_MINUTES).fill(0);
  for (const point of points) {
    const index = Math.floor(
      (Date.parse(point.at) - start) / (SLOT_MINUTES * MINUTE),
    );
    if (index >= 0 && index < counts.length) {
      counts[index] += point.count;
    }
  }
  return {
    from: new Date(start).toISOString(),
    minutes: SLOT_MINUTES,
    counts,
  };
}

/**
 * Sums the slots that lie wholly between two instants.
 *
 * @param range - epoch milliseconds
 */
export function countBetween(
  series: Series,
  range: { after: number; before: number },
): number {
  const start = Date.parse(series.from);
  const slot = series.minutes * MINUTE;
  return series.counts.reduce((sum, count, index) => {
    const from = start + index * slot;
    return from >= range.after && from + slot <= range.before
      ? sum + count
      : sum;
  }, 0);
}
