import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { Exchange } from 'azure-simulator';
import type { ODataSelect } from './judgeSelection';

/** JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type Schema = Record<string, unknown>;

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
  /** In a path: takes several segments, such as a whole resource id. */
  'x-ms-skip-url-encoding'?: boolean;
}

/** What an operation answers with one status. */
export interface DocumentedResponse {
  description: string;
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  /** By media type; without it the answer has no body. */
  content?: Record<string, { schema: Schema }>;
}

/** An operation as our documents write it. */
export interface OpenApiOperation {
  operationId: string;
  /** The page that the shapes come from. */
  'x-source': string;
  /** Set when `$select` chooses what the answer's entities hold. */
  'x-odata-select'?: ODataSelect;
  parameters?: Parameter[];
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema: Schema }>;
  };
  responses: Record<string, DocumentedResponse>;
}

/** An OpenAPI 3.1 document in our own words, for what Microsoft publishes none. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string };
  /** The simulated hosts that it describes. */
  'x-services': Exchange['service'][];
  paths: Record<
    string,
    Partial<Record<string, OpenApiOperation>> & { parameters?: Parameter[] }
  >;
  components?: Record<string, Record<string, unknown>>;
}

function valueAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>(
      (value, part) => (value as Record<string, unknown> | undefined)?.[part],
      root,
    );
}

/**
 * Puts what `$ref`s outside of schemas name in their place, and makes those
 * inside of schemas absolute, so that each schema can be compiled by itself.
 */
function resolveReferences(value: unknown, root: unknown, id: string): unknown {
  if (Array.isArray(value)) {
    return value.map(item => resolveReferences(item, root, id));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { $ref, ...others } = value as Record<string, unknown>;
  if (typeof $ref === 'string') {
    if ($ref.startsWith('#/components/schemas/')) {
      return { ...others, $ref: id + $ref };
    }
    const target = $ref.startsWith('#/')
      ? valueAt(root, $ref.slice(1))
      : undefined;
    if (target === undefined) {
      throw new Error(`${id}: nothing is at the reference ${$ref}.`);
    }
    return resolveReferences(target, root, id);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      resolveReferences(member, root, id),
    ]),
  );
}

/** Reads a document; its schemas' references begin with the file's name. */
export function readOpenApiDocument(file: string): OpenApiDocument {
  const root = parse(readFileSync(file, 'utf8'), {
    merge: true,
    // The documents are ours, and say a thing once: aliases are many.
    maxAliasCount: -1,
  });
  return resolveReferences(root, root, basename(file)) as OpenApiDocument;
}
