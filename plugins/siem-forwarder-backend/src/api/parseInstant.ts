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
  if (Number.isNaN(time) || !/(Z|[+-]\d\d:\d\d)$/.test(text)) {
    throw new InputError(
      `${name}: '${text}' is no time; expected ISO 8601 with a zone, for example 2026-11-24T12:00:00Z`,
    );
  }
  return new Date(time).toISOString();
}
