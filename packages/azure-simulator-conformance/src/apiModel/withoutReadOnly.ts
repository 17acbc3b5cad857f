import { ApiDocument } from './ApiDocument';
import { Located } from './ApiOperation';
import { isPropertyExpected } from './isExpected';
import { isObject } from './json';
import { schemaShape } from './SchemaShape';

/** What a caller may set of a value that a service answered. */
export function withoutReadOnly(
  document: ApiDocument,
  schema: Located,
  value: unknown,
): unknown {
  const base = schemaShape(document, schema);
  if (Array.isArray(value)) {
    const { items } = base;
    return items
      ? value.map(item => withoutReadOnly(document, items, item))
      : value;
  }
  if (!isObject(value)) {
    return value;
  }
  const kind = base.discriminator && value[base.discriminator.property];
  const variant =
    typeof kind === 'string'
      ? base.discriminator?.variants.get(kind)
      : undefined;
  const shape = variant ? schemaShape(document, variant) : base;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const property = shape.properties.get(name);
      if (!property) {
        return [[name, member]];
      }
      const { keywords } = schemaShape(document, property.schema);
      return isPropertyExpected(property, keywords, 'request')
        ? [[name, withoutReadOnly(document, property.schema, member)]]
        : [];
    }),
  );
}
