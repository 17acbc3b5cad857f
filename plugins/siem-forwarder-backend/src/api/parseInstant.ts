import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';

/** The profile of ISO 8601 that RFC 3339 gives (seconds may be absent): other forms, such as weeks, are rarely meant. */
const FORM =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * A time as the database stores it, so that times compare as texts.
 *
 * @param name - of the parameter
 * @throws InputError that names the parameter and the value
 */
export function parseInstant(
  name: string,
  text: string | undefined,
): string | undefined {
  if (!text) {
    return undefined;
  }
  // Date.parse takes nearly anything for a time, and the 31st of February for one of March.
  const time = FORM.test(text)
    ? DateTime.fromISO(text, { zone: 'utc' })
    : undefined;
  // Other years have a sign and six digits, and compare wrongly.
  if (!time?.isValid || time.year < 0 || time.year > 9999) {
    throw new InputError(
      `${name}: '${text}' is no time; expected ISO 8601 with a zone, for example 2026-11-24T12:00:00Z, and a year from 0000 to 9999`,
    );
  }
  return time.toJSDate().toISOString();
}
