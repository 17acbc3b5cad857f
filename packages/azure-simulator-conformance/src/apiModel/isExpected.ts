import { JsonObject, objectOf, stringsOf } from './json';
import { PropertyShape } from './SchemaShape';

/** Which side of an exchange a schema is read for. */
export type Side = 'request' | 'response';

/**
 * Whether a property may be asked for on a side at all: what is read-only is
 * not in requests, what is secret or not readable not in answers.
 * Source: https://github.com/Azure/autorest/blob/main/docs/extensions/readme.md#x-ms-mutability
 */
export function isExpected(keywords: JsonObject, side: Side): boolean {
  const mutability = keywords['x-ms-mutability'];
  if (side === 'request') {
    return (
      keywords.readOnly !== true &&
      (mutability === undefined ||
        stringsOf(mutability).some(kind => kind !== 'read'))
    );
  }
  return (
    keywords['x-ms-secret'] !== true &&
    keywords.writeOnly !== true &&
    (mutability === undefined || stringsOf(mutability).includes('read'))
  );
}

/** The same of a property, whose `$ref` may have keywords beside it. */
export function isPropertyExpected(
  property: PropertyShape,
  resolved: JsonObject,
  side: Side,
): boolean {
  return (
    isExpected(objectOf(property.schema.value), side) &&
    isExpected(resolved, side)
  );
}
