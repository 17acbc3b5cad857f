import { DateTime } from 'luxon';

/** A day in a sentence: `6 December 2026`. */
export function formatDay(iso: string): string {
  return utc(iso).toFormat('d LLLL yyyy');
}

/** An instant in a sentence: `21 November 2026, 09:12 UTC`. */
export function formatInstant(iso: string): string {
  return `${utc(iso).toFormat('d LLLL yyyy, HH:mm')} UTC`;
}

function utc(iso: string): DateTime {
  return DateTime.fromISO(iso, { zone: 'utc', locale: 'en' });
}
