import { DateTime } from 'luxon';

/**
 * '4 minutes ago', 'in 12 days'.
 *
 * @remarks
 * A time a few seconds ahead of the browser's clock is shown as now: clocks of
 * two machines differ, and 'in 3 seconds' would look like a forecast.
 */
export function formatRelative(iso: string, now: Date): string {
  const time = DateTime.fromISO(iso);
  const base = DateTime.fromJSDate(now);
  const ahead = time.diff(base).as('seconds');
  const shown = ahead > 0 && ahead < 30 ? base : time;
  return shown.toRelative({ base }) ?? iso;
}
