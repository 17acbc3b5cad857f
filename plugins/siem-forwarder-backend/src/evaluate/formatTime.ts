const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A day in a sentence: `6 December 2026`. */
export function formatDay(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${
    MONTHS[date.getUTCMonth()]
  } ${date.getUTCFullYear()}`;
}

/** An instant in a sentence: `21 November 2026, 09:12 UTC`. */
export function formatInstant(iso: string): string {
  const date = new Date(iso);
  return `${formatDay(iso)}, ${twoDigits(date.getUTCHours())}:${twoDigits(
    date.getUTCMinutes(),
  )} UTC`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
