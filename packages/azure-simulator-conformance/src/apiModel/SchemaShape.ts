import { ApiDocument } from './ApiDocument';
import { Located } from './ApiOperation';
import { arrayOf, isObject, JsonObject, objectOf, stringsOf } from './json';

/** A property that a schema knows. */
export interface PropertyShape {
  schema: Located;
  required: boolean;
  /** Whether only a schema's `then` requires it: its `if`, which a value must fulfil first. */
  condition?: JsonObject;
  /** Whether an `if` asks for it: a value that has it fulfils the condition. */
  wanted?: boolean;
}

/** What a schema asks of a value, with `$ref` and `allOf` resolved. */
export interface SchemaShape {
  /** The schema that a chain of `$ref`s ends at: its identity tells cycles. */
  node: unknown;
  /** Names of the JSON types that a value may have; empty: any. */
  types: string[];
  properties: Map<string, PropertyShape>;
  /** Schema of members that are no known property, if the schema describes them. */
  additional?: Located;
  items?: Located;
  /** Schemas of which a value fulfils one. */
  alternatives: Located[];
  /** Subtypes by the value of the discriminating property. */
  discriminator?: { property: string; variants: Map<string, Located> };
  /** Keywords for values: `enum`, `const`, `format`, `pattern`, bounds, extensions. */
  keywords: JsonObject;
}

/** All definitions of a document's files, read once. */
const definitionsOf = new WeakMap<ApiDocument, [string, Located][]>();

function allDefinitions(document: ApiDocument): [string, Located][] {
  const known = definitionsOf.get(document);
  if (known) {
    return known;
  }
  const found = document
    .files()
    .flatMap(file => Object.entries(document.definitions(file)));
  definitionsOf.set(document, found);
  return found;
}

function extendsSchema(
  document: ApiDocument,
  candidate: Located,
  base: unknown,
): boolean {
  return arrayOf(objectOf(candidate.value).allOf).some(part => {
    const parent = document.resolve({ file: candidate.file, value: part });
    return parent.value === base || extendsSchema(document, parent, base);
  });
}

/** The definitions that extend a base, by the value of its discriminator. */
function variantsOf(
  document: ApiDocument,
  base: unknown,
): Map<string, Located> {
  return new Map(
    allDefinitions(document)
      .filter(([, definition]) => extendsSchema(document, definition, base))
      .map(([name, definition]) => {
        const value = objectOf(definition.value)['x-ms-discriminator-value'];
        return [typeof value === 'string' ? value : name, definition];
      }),
  );
}

/** The schema of a property that is required and not described. */
const anything: JsonObject = {};

/** Schemas that were made of two, so that the same two make the same one. */
const combined = new WeakMap<object, WeakMap<object, JsonObject>>();

/** The schema of a value that two schemas describe: the later one where they differ in files. */
function bothOf(first: Located, second: Located): Located {
  const [one, other] = [first.value, second.value];
  if (other === anything || !isObject(one) || !isObject(other)) {
    return first;
  }
  if (one === anything || one === other || first.file !== second.file) {
    return second;
  }
  const known = combined.get(one) ?? new WeakMap<object, JsonObject>();
  combined.set(one, known);
  const both = known.get(other) ?? { allOf: [one, other] };
  known.set(other, both);
  return { file: first.file, value: both };
}

function typesOf(schema: JsonObject, isStructure: boolean): string[] {
  const declared = Array.isArray(schema.type)
    ? stringsOf(schema.type)
    : stringsOf([schema.type]);
  if (declared.length > 0) {
    return declared;
  }
  // A model with properties is an object, whether its document says so or not.
  return isStructure ? ['object'] : [];
}

/** What all lists hold that are not empty; such a list allows everything. */
function common<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const [first = [], ...others] = lists.filter(list => list.length > 0);
  return first.filter(item => others.every(list => list.includes(item)));
}

/**
 * Whether a schema of Swagger 2.0 admits any value: Azure's documents mean that
 * by an object of which they say nothing, such as the `data` of Resource Graph,
 * which is an array.
 * Source: https://github.com/Azure/oav, lib/transform/pureObjectTransformer.ts
 */
function isAnything(
  document: ApiDocument,
  schema: JsonObject,
  properties: number,
): boolean {
  return (
    document.root.value.swagger === '2.0' &&
    schema.type === 'object' &&
    properties === 0 &&
    schema.additionalProperties === undefined
  );
}

/** Resolves a schema. */
export function schemaShape(
  document: ApiDocument,
  located: Located,
): SchemaShape {
  const { file, value } = document.resolve(located);
  const schema = objectOf(value);
  // Of a condition, the case that it is fulfilled.
  const [condition, then] = [objectOf(schema.if), objectOf(schema.then)];
  const parents = [
    ...arrayOf(schema.allOf),
    ...(schema.if === undefined
      ? []
      : [
          {
            properties: {
              ...objectOf(then.properties),
              ...objectOf(condition.properties),
            },
          },
        ]),
  ].map(part => schemaShape(document, { file, value: part }));
  const properties = new Map<string, PropertyShape>();
  const add = (name: string, found: PropertyShape) => {
    const known = properties.get(name);
    const all = known ? [known, found] : [found];
    const requiring = all.filter(({ required }) => required);
    properties.set(name, {
      schema: known ? bothOf(known.schema, found.schema) : found.schema,
      required: requiring.length > 0,
      condition: requiring.every(one => one.condition)
        ? requiring[0]?.condition
        : undefined,
      wanted: all.some(({ wanted }) => wanted),
    });
  };
  for (const [name, property] of parents.flatMap(parent => [
    ...parent.properties,
  ])) {
    add(name, property);
  }
  for (const [name, member] of Object.entries(objectOf(schema.properties))) {
    add(name, { schema: { file, value: member }, required: false });
  }
  for (const name of stringsOf(schema.required)) {
    add(name, { schema: { file, value: anything }, required: true });
  }
  for (const name of stringsOf(then.required)) {
    add(name, { schema: { file, value: anything }, required: true, condition });
  }
  for (const name of stringsOf(condition.required)) {
    add(name, {
      schema: { file, value: anything },
      required: false,
      wanted: true,
    });
  }
  const types = common([
    typesOf(schema, properties.size > 0),
    ...parents.map(parent => parent.types),
  ]);
  const enumeration = common([
    arrayOf(schema.enum),
    ...parents.map(parent => arrayOf(parent.keywords.enum)),
  ]);
  const items = [
    ...parents.flatMap(parent => parent.items ?? []),
    ...(schema.items === undefined ? [] : [{ file, value: schema.items }]),
  ].reduce<Located | undefined>(
    (known, found) => (known ? bothOf(known, found) : found),
    undefined,
  );
  const additional = [
    ...parents.flatMap(parent => parent.additional ?? []),
    ...(isObject(schema.additionalProperties)
      ? [{ file, value: schema.additionalProperties }]
      : []),
  ].at(-1);
  return {
    node: value,
    types: isAnything(document, schema, properties.size) ? [] : types,
    properties,
    ...(additional ? { additional } : {}),
    ...(items ? { items } : {}),
    ...(typeof schema.discriminator === 'string'
      ? {
          discriminator: {
            property: schema.discriminator,
            variants: variantsOf(document, value),
          },
        }
      : {}),
    alternatives: arrayOf(schema.oneOf ?? schema.anyOf).map(option => ({
      file,
      value: option,
    })),
    keywords: Object.assign(
      {},
      ...parents.map(parent => parent.keywords),
      schema,
      enumeration.length > 0 ? { enum: enumeration } : {},
    ) as JsonObject,
  };
}
