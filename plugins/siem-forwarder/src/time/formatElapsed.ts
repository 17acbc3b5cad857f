import { DateTime } from 'luxon';

/** How long ago, in at most two units: '12 min', '1 h 12 min', '3 d 4 h'. */
export function formatElapsed(iso: string, now: Date): string {
  const minutes = Math.max(
    0,
    Math.floor(
      DateTime.fromJSDate(now).diff(DateTime.fromISO(iso)).as('minutes'),
    ),
  );
  const days = Math.floor(minutes / (24 * 60));
  const hours = Math.floor((minutes % (24 * 60)) / 60);
  const rest = minutes % 60;
  if (days >= 7) {
    return `${days} d`;
  }
  if (days > 0) {
    return hours ? `${days} d ${hours} h` : `${days} d`;
  }
  if (hours > 0) {
    return rest ? `${hours} h ${rest} min` : `${hours} h`;
  }
  return `${rest} min`;
}
