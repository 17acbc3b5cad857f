import { DateTime } from 'luxon';

/** ISO 8601 in UTC with milliseconds, as ARM and Graph write instants. */
export function toIso(instant: number): string {
  return new Date(instant).toISOString();
}

/** Seven fractional digits, as Log Analytics writes `TimeGenerated`. */
export function toTicksIso(instant: number): string {
  return toIso(instant).replace(/Z$/, '0000Z');
}

/** RFC 1123, as the data export API writes `createdDate`. */
export function toHttpDate(instant: number): string {
  return new Date(instant).toUTCString();
}

/** What `toIso` and `toTicksIso` write: the engine's own parser reads it fast. */
const utcPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/;

/** Milliseconds since the epoch of an ISO 8601 string; NaN when it is none. */
export function fromIso(text: string): number {
  return utcPattern.test(text)
    ? Date.parse(text)
    : DateTime.fromISO(text, { setZone: true }).toMillis();
}
