import { DateTime } from 'luxon';

/** Up to here a number of days says more than 'in 2 months'. */
const MOST_DAYS = 180;

/**
 * '4 minutes ago', 'in 83 days'.
 *
 * @remarks
 * A few seconds to either side are 'now': clocks of two machines differ, and
 * 'in 3 seconds' would look like a forecast.
 */
export function formatRelative(iso: string, now: Date): string {
  const base = DateTime.fromJSDate(now);
  const time = DateTime.fromISO(iso);
  const ahead = time.diff(base);
  const seconds = ahead.as('seconds');
  if (seconds > -5 && seconds < 30) {
    return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(
      0,
      'second',
    );
  }
  const days = Math.abs(ahead.as('days'));
  const unit = days >= 1 && days <= MOST_DAYS ? 'days' : undefined;
  return time.toRelative({ base, unit }) ?? iso;
}
