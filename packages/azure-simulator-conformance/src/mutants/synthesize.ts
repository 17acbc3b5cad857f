import { Located } from '../apiModel/ApiOperation';
import { JsonObject } from '../apiModel/json';
import { schemaShape, SchemaShape } from '../apiModel/SchemaShape';
import { isPropertyExpected } from '../apiModel/isExpected';
import { SchemaPath } from './Requirement';
import { synthesizeText } from './synthesizeText';
import { Walk } from './walkSchema';

/** Deepest nesting before a schema counts as one that asks for itself. */
const deepest = 24;

/** Whether a path leads to a target or is the target. */
function leadsTo(path: SchemaPath, target: SchemaPath): boolean {
  return (
    target === path ||
    (target.startsWith(path) && '/[{<'.includes(target[path.length]))
  );
}

function synthesizeNumber({ minimum, maximum }: JsonObject): number {
  const low = typeof minimum === 'number' ? minimum : 1;
  return typeof maximum === 'number' ? Math.min(low, maximum) : low;
}

/** The subtype that a target's path asks for here, else the first. */
function chooseVariant(
  { discriminator, alternatives }: SchemaShape,
  path: SchemaPath,
  target: SchemaPath,
): { kind: string; located: Located } | undefined {
  const variants: (readonly [string, Located])[] = [
    ...(discriminator?.variants ?? []),
    ...alternatives.map((option, index) => [String(index), option] as const),
  ];
  const [kind, located] =
    variants.find(([name]) => leadsTo(`${path}<${name}>`, target)) ??
    variants[0] ??
    [];
  return kind !== undefined && located ? { kind, located } : undefined;
}

/**
 * Makes a value of a schema: its required properties, and what leads to a
 * target. Throws when a schema admits no value that we know.
 */
export function synthesize(
  walk: Walk,
  schema: Located,
  target: SchemaPath,
  path: SchemaPath = '',
  depth = 0,
): unknown {
  const { document, side } = walk;
  if (depth > deepest) {
    throw new Error(`The schema at ${path} asks for itself without end.`);
  }
  const base = schemaShape(document, schema);
  const variant = chooseVariant(base, path, target);
  const shape = variant ? schemaShape(document, variant.located) : base;
  const here = variant ? `${path}<${variant.kind}>` : path;
  const { keywords } = shape;
  if (keywords.const !== undefined) {
    return keywords.const;
  }
  if (Array.isArray(keywords.enum)) {
    return keywords.enum[0];
  }
  switch (shape.types[0]) {
    case 'object': {
      const members = [...shape.properties].flatMap(
        ([name, property], index) => {
          const own = `${here}/${name}`;
          const resolved = schemaShape(document, property.schema);
          if (
            !isPropertyExpected(property, resolved.keywords, side) ||
            !(
              property.required ||
              property.wanted ||
              leadsTo(own, target) ||
              index < Number(keywords.minProperties ?? 0) ||
              // Resource Manager's contract: every resource has an id.
              (side === 'response' && name === 'id')
            )
          ) {
            return [];
          }
          return [
            [
              name,
              variant && name === base.discriminator?.property
                ? variant.kind
                : synthesize(walk, property.schema, target, own, depth + 1),
            ] as const,
          ];
        },
      );
      const other = `${here}{}`;
      return {
        ...Object.fromEntries(members),
        ...(shape.additional && leadsTo(other, target)
          ? {
              example: synthesize(
                walk,
                shape.additional,
                target,
                other,
                depth + 1,
              ),
            }
          : {}),
      };
    }
    case 'array': {
      const item = `${here}[]`;
      const least = Number(keywords.minItems ?? 0);
      return shape.items && (least > 0 || leadsTo(item, target))
        ? Array.from({ length: Math.max(1, least) }, () =>
            synthesize(walk, shape.items as Located, target, item, depth + 1),
          )
        : [];
    }
    case 'integer':
    case 'number':
      return synthesizeNumber(keywords);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
    case 'file': {
      const text = synthesizeText(keywords);
      if (text === undefined) {
        throw new Error(
          `No text of ours fits the schema at ${path}: add one to the candidates.`,
        );
      }
      return text;
    }
    default:
      return {};
  }
}
