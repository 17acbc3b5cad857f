import { DateTime } from 'luxon';

let lastInstant = NaN;
let lastIso = '';

/** ISO 8601 in UTC with milliseconds, as ARM and Graph write instants. */
export function toIso(instant: number): string {
  // Many requests share a millisecond.
  if (instant !== lastInstant) {
    lastIso = new Date(instant).toISOString();
    lastInstant = instant;
  }
  return lastIso;
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

/** Instants that were read lately: a fleet's resources share few, and each request compares some. */
const instants = new Map<string, number>();

const mostInstants = 10_000;

/** Milliseconds since the epoch of an ISO 8601 string; NaN when it is none. */
export function fromIso(text: string): number {
  let instant = instants.get(text);
  if (instant === undefined) {
    instant = utcPattern.test(text)
      ? Date.parse(text)
      : DateTime.fromISO(text, { setZone: true }).toMillis();
    if (instants.size >= mostInstants) {
      instants.clear();
    }
    instants.set(text, instant);
  }
  return instant;
}
