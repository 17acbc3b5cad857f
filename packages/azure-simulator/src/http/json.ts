/** A JSON object whose members are not known yet. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object (no array, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a path of member names; an empty object when there is none. */
export function objectAt(value: unknown, ...path: string[]): JsonObject {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : {};
}

/** The value under a path of member names, or undefined. */
export function valueAt(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const name of path) {
    if (!isObject(current)) {
      return undefined;
    }
    current = current[name];
  }
  return current;
}

/** The string under a path, or undefined when there is none. */
export function stringAt(
  value: unknown,
  ...path: string[]
): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The number under a path, or undefined when there is none. */
export function numberAt(
  value: unknown,
  ...path: string[]
): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The boolean under a path, or undefined when there is none. */
export function booleanAt(
  value: unknown,
  ...path: string[]
): boolean | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

/** The strings of the array under a path, or undefined when there is no array. */
export function stringsAt(
  value: unknown,
  ...path: string[]
): string[] | undefined {
  const found = valueAt(value, ...path);
  return Array.isArray(found)
    ? found.filter((item): item is string => typeof item === 'string')
    : undefined;
}

/** The objects of the array under a path; none when there is no array. */
export function objectsAt(value: unknown, ...path: string[]): JsonObject[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** The string members of the object under a path. */
export function stringMapAt(
  value: unknown,
  ...path: string[]
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectAt(value, ...path)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
