import { InputError } from '@backstage/errors';

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
  const time = Date.parse(text);
  const isTime = !Number.isNaN(time) && /(Z|[+-]\d\d:\d\d)$/.test(text);
  const instant = isTime ? new Date(time).toISOString() : '';
  // Other years have a sign and six digits, and compare wrongly.
  if (!/^\d{4}-/.test(instant)) {
    throw new InputError(
      `${name}: '${text}' is no time; expected ISO 8601 with a zone, for example 2026-11-24T12:00:00Z, and a year from 0000 to 9999`,
    );
  }
  return instant;
}
