import { JsonObject, JsonValue } from '@backstage/types';

/** The members that are given: a form leaves out, or empties, what nobody filled in. */
export function defined(
  input: Record<string, JsonValue | undefined>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(input).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );
}
