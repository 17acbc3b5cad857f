import { arrayOf, isObject, JsonObject, objectOf, stringsOf } from './json';

/**
 * Whether a value fulfils the `if` of a schema, as far as our documents write
 * such: names that must be there, `const` and `enum` of properties, `not`.
 */
export function fulfils(condition: JsonObject, value: unknown): boolean {
  if (!isObject(value)) {
    return false;
  }
  const { not } = condition;
  return (
    stringsOf(condition.required).every(name => name in value) &&
    Object.entries(objectOf(condition.properties)).every(([name, schema]) => {
      const { const: only, enum: some } = objectOf(schema);
      return (
        !(name in value) ||
        ((only === undefined || value[name] === only) &&
          (some === undefined || arrayOf(some).includes(value[name])))
      );
    }) &&
    !(isObject(not) && fulfils(not, value))
  );
}
