import { DateTime } from 'luxon';

/** How many instants and texts are remembered: a fleet's resources share few, and each request reads some. */
const mostRemembered = 10_000;

function remember<K, V>(known: Map<K, V>, key: K, value: V): void {
  if (known.size >= mostRemembered) {
    known.clear();
  }
  known.set(key, value);
}

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

const httpDates = new Map<number, string>();

/** RFC 1123, as the data export API writes `createdDate`. */
export function toHttpDate(instant: number): string {
  let text = httpDates.get(instant);
  if (text === undefined) {
    text = new Date(instant).toUTCString();
    remember(httpDates, instant, text);
  }
  return text;
}

/** What `toIso` and `toTicksIso` write: the engine's own parser reads it fast. */
const utcPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/;

const instants = new Map<string, number>();

/** Milliseconds since the epoch of an ISO 8601 string; NaN when it is none. */
export function fromIso(text: string): number {
  let instant = instants.get(text);
  if (instant === undefined) {
    instant = utcPattern.test(text)
      ? Date.parse(text)
      : DateTime.fromISO(text, { setZone: true }).toMillis();
    remember(instants, text, instant);
  }
  return instant;
}
