import { requestErrors } from './requestErrors';

/** A JSON object whose members are not known yet. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object (no array, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a record holds under a name that somebody else chose: never what every object inherits. */
export function memberOf<T>(
  record: Readonly<Record<string, T>>,
  name: string,
): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function wrongType(
  path: readonly string[],
  expected: string,
  value: unknown,
): Error {
  const text = JSON.stringify(value) ?? String(value);
  return requestErrors.wrongType({
    member: path.length === 0 ? 'the body' : path.join('.'),
    expected,
    value: text.length > 100 ? `${text.slice(0, 100)}...` : text,
  });
}

/**
 * The value under a path of member names, or undefined.
 *
 * All readers of this file refuse what has another type than they read with a
 * 400 that names the member: a service that takes `"tags": 5` for no tags
 * would hide a defect of its client.
 */
export function valueAt(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const [index, name] of path.entries()) {
    if (current === undefined || current === null) {
      return undefined;
    }
    if (!isObject(current)) {
      throw wrongType(path.slice(0, index), 'an object', current);
    }
    current = Object.hasOwn(current, name) ? current[name] : undefined;
  }
  return current;
}

function read<T>(
  value: unknown,
  path: readonly string[],
  expected: string,
  is: (found: unknown) => found is T,
): T | undefined {
  const found = valueAt(value, ...path);
  if (found === undefined || found === null) {
    return undefined;
  }
  if (!is(found)) {
    throw wrongType(path, expected, found);
  }
  return found;
}

const isString = (value: unknown): value is string => typeof value === 'string';

const listOf =
  <T>(is: (item: unknown) => item is T) =>
  (value: unknown): value is T[] =>
    Array.isArray(value) && value.every(is);

/** The object under a path; an empty object when there is none. */
export function objectAt(value: unknown, ...path: string[]): JsonObject {
  return read(value, path, 'an object', isObject) ?? {};
}

/** The string under a path, or undefined when there is none. */
export function stringAt(
  value: unknown,
  ...path: string[]
): string | undefined {
  return read(value, path, 'a string', isString);
}

/**
 * The one of some words that stands under a path, whatever its case.
 *
 * @param choices - as the service writes them
 */
export function choiceAt<T extends string>(
  value: unknown,
  choices: readonly T[],
  ...path: string[]
): T | undefined {
  const text = stringAt(value, ...path);
  const chosen = choices.find(
    choice => choice.toLowerCase() === text?.toLowerCase(),
  );
  if (text !== undefined && chosen === undefined) {
    throw wrongType(path, `one of ${choices.join(', ')}`, text);
  }
  return chosen;
}

/** The number under a path, or undefined when there is none. */
export function numberAt(
  value: unknown,
  ...path: string[]
): number | undefined {
  return read(
    value,
    path,
    'a number',
    (found): found is number => typeof found === 'number',
  );
}

/** The boolean under a path, or undefined when there is none. */
export function booleanAt(
  value: unknown,
  ...path: string[]
): boolean | undefined {
  return read(
    value,
    path,
    'true or false',
    (found): found is boolean => typeof found === 'boolean',
  );
}

/** The strings of the array under a path, or undefined when there is no array. */
export function stringsAt(
  value: unknown,
  ...path: string[]
): string[] | undefined {
  return read(value, path, 'a list of strings', listOf(isString));
}

/** The objects of the array under a path; none when there is no array. */
export function objectsAt(value: unknown, ...path: string[]): JsonObject[] {
  return read(value, path, 'a list of objects', listOf(isObject)) ?? [];
}

/** The members of the object of strings under a path; none when there is no object. */
export function stringMapAt(
  value: unknown,
  ...path: string[]
): Record<string, string> {
  const map = objectAt(value, ...path);
  for (const [name, member] of Object.entries(map)) {
    if (typeof member !== 'string') {
      throw wrongType([...path, name], 'a string', member);
    }
  }
  return map as Record<string, string>;
}
