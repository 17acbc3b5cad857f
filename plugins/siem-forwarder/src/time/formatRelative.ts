import { DateTime } from 'luxon';

/** Up to here a number of days says more than 'in 2 months'. */
const MOST_DAYS = 180;

/**
 * '4 minutes ago', 'in 83 days'.
 *
 * @remarks
 * A time a few seconds ahead of the browser's clock is shown as now: clocks of
 * two machines differ, and 'in 3 seconds' would look like a forecast.
 */
export function formatRelative(iso: string, now: Date): string {
  const time = DateTime.fromISO(iso);
  const base = DateTime.fromJSDate(now);
  const ahead = time.diff(base);
  const seconds = ahead.as('seconds');
  const days = Math.abs(ahead.as('days'));
  return (
    (seconds > 0 && seconds < 30 ? base : time).toRelative({
      base,
      unit: days >= 1 && days <= MOST_DAYS ? 'days' : undefined,
    }) ?? iso
  );
}
