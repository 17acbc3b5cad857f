import { ApiDocument } from '../apiModel/ApiDocument';
import { Located } from '../apiModel/ApiOperation';
import { fulfils } from '../apiModel/fulfils';
import { isObject } from '../apiModel/json';
import { schemaShape, SchemaShape } from '../apiModel/SchemaShape';
import { isPropertyExpected, Side } from '../apiModel/isExpected';
import { Occurrence, SchemaPath } from './Requirement';

/** How to walk: on which side of an exchange, in which document. */
export interface Walk {
  document: ApiDocument;
  side: Side;
}

/** The schemas of subtypes, and how a path names the steps to them. */
function variantsIn(
  document: ApiDocument,
  shape: SchemaShape,
): [string, SchemaShape][] {
  return [
    ...(shape.discriminator?.variants ?? []),
    ...shape.alternatives.map(
      (located, index) => [String(index), located] as const,
    ),
  ].map(([kind, located]) => [`<${kind}>`, schemaShape(document, located)]);
}

/** The subtype that a value is of: named by its discriminator, or the first alternative that knows all of it. */
function variantOf(
  document: ApiDocument,
  { discriminator, alternatives }: SchemaShape,
  value: unknown,
): { step: string; located: Located } | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const kind = discriminator && value[discriminator.property];
  const named =
    typeof kind === 'string' ? discriminator?.variants.get(kind) : undefined;
  if (named) {
    return { step: `<${String(kind)}>`, located: named };
  }
  const index = alternatives.findIndex(located => {
    const { properties } = schemaShape(document, located);
    return (
      Object.keys(value).every(name => properties.has(name)) &&
      [...properties].every(
        ([name, { required }]) => !required || name in value,
      )
    );
  });
  return index < 0
    ? undefined
    : { step: `<${index}>`, located: alternatives[index] };
}

/** The paths of all required properties of a schema; a schema inside of itself is entered once. */
export function requiredPaths(
  walk: Walk,
  schema: Located,
  path: SchemaPath = '',
  above: readonly unknown[] = [],
): SchemaPath[] {
  const { document, side } = walk;
  const enter = (shape: SchemaShape, at: SchemaPath): SchemaPath[] => {
    if (above.includes(shape.node)) {
      return [];
    }
    const inside = [...above, shape.node];
    return [
      ...[...shape.properties].flatMap(([name, property]) => {
        const resolved = schemaShape(document, property.schema);
        if (!isPropertyExpected(property, resolved.keywords, side)) {
          return [];
        }
        const own = `${at}/${name}`;
        return [
          ...(property.required ? [own] : []),
          ...requiredPaths(walk, property.schema, own, inside),
        ];
      }),
      ...(shape.items
        ? requiredPaths(walk, shape.items, `${at}[]`, inside)
        : []),
      ...(shape.additional
        ? requiredPaths(walk, shape.additional, `${at}{}`, inside)
        : []),
    ];
  };
  const shape = schemaShape(document, schema);
  const variants = variantsIn(document, shape);
  return variants.length > 0 && !above.includes(shape.node)
    ? variants.flatMap(([step, variant]) => enter(variant, path + step))
    : enter(shape, path);
}

/** Where a value holds the required properties of its schema, by their paths. */
export function requiredOccurrences(
  walk: Walk,
  schema: Located,
  value: unknown,
): Map<SchemaPath, Occurrence[]> {
  const { document, side } = walk;
  const found = new Map<SchemaPath, Occurrence[]>();

  function visit(
    located: Located,
    at: unknown,
    path: SchemaPath,
    pointer: (string | number)[],
    above: readonly unknown[],
  ): void {
    const base = schemaShape(document, located);
    const variant = variantOf(document, base, at);
    const shape = variant ? schemaShape(document, variant.located) : base;
    const here = variant ? `${path}${variant.step}` : path;
    if (above.includes(shape.node)) {
      return;
    }
    const inside = [...above, shape.node];
    if (Array.isArray(at)) {
      const { items } = shape;
      at.forEach((item, index) => {
        if (items) {
          visit(items, item, `${here}[]`, [...pointer, index], inside);
        }
      });
      return;
    }
    if (!isObject(at)) {
      return;
    }
    for (const [name, member] of Object.entries(at)) {
      const property = shape.properties.get(name);
      const own = `${here}/${name}`;
      if (property) {
        const resolved = schemaShape(document, property.schema);
        if (isPropertyExpected(property, resolved.keywords, side)) {
          if (
            property.required &&
            (!property.condition || fulfils(property.condition, at))
          ) {
            found.set(own, [
              ...(found.get(own) ?? []),
              { pointer: [...pointer, name], types: resolved.types },
            ]);
          }
          visit(property.schema, member, own, [...pointer, name], inside);
        }
      } else if (shape.additional) {
        visit(
          shape.additional,
          member,
          `${here}{}`,
          [...pointer, name],
          inside,
        );
      }
    }
  }

  visit(schema, value, '', [], []);
  return found;
}
