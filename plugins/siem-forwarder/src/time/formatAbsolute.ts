import { DateTime } from 'luxon';

/** A time in the reader's zone, with the zone's name: 'Nov 24, 2026, 9:12 AM GMT+1'. */
export function formatAbsolute(iso: string): string {
  return DateTime.fromISO(iso).toLocaleString({
    ...DateTime.DATETIME_MED,
    timeZoneName: 'short',
  });
}
