import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Exchange } from 'azure-simulator';
import { ParameterPlaces, SwaggerParameter } from './ParameterPlaces';

/** An operation of one of Microsoft's OpenAPI documents. */
export interface DocumentedOperation {
  /** Relative to the folder `specification`, with forward slashes. */
  file: string;
  plane: 'resource-manager' | 'data-plane';
  /** First folder, e.g. `keyvault`. */
  service: string;
  /** `api-version` of the document. */
  version: string;
  preview: boolean;
  method: Exchange['method'];
  /** With the document's base path. */
  path: string;
  /** Of a decoded path. */
  pattern: RegExp;
  /** Namespace of the resource provider, lower-cased; absent where the path names none. */
  provider?: string;
  operationId: string;
  /** Names of its query parameters, lower-cased. */
  queryNames: ReadonlySet<string>;
  /** Whether a request may have a body. */
  takesBody: boolean;
  /** Whether an answer has a body, by status; `default` for those that are not named. */
  answersBody: ReadonlyMap<string, boolean>;
}

interface SwaggerOperation {
  operationId?: string;
  parameters?: SwaggerParameter[];
  responses?: Record<string, { schema?: unknown }>;
}

interface SwaggerDocument {
  swagger?: string;
  info?: { version?: string };
  basePath?: string;
  paths?: Record<
    string,
    Record<string, SwaggerOperation> & { parameters?: SwaggerParameter[] }
  >;
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head'];

/** `specification/<service>/<plane>/<provider>/<stability>/<version>/...` */
const filePattern =
  /^([^/]+)\/(resource-manager|data-plane)\/[^/]+\/(stable|preview)\/[^/]+\/[^/]+\.json$/;

/** The namespace that a path or a path template names last, lower-cased. */
export function providerOf(path: string): string | undefined {
  return [...path.matchAll(/\/providers\/([^/{]+)/gi)]
    .at(-1)?.[1]
    .toLowerCase();
}

function patternOf(template: string): RegExp {
  const source = template
    .split(/(\{[^}]+\})/)
    .map((part, index, parts) => {
      if (!part.startsWith('{')) {
        return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      }
      // `/{scope}/...` takes a whole resource id, as in oav.
      return index === 1 && parts[0] === '/' ? '.+?' : '[^/]+';
    })
    .join('');
  return new RegExp(`^${source}$`, 'i');
}

function operationsOf(
  root: string,
  file: string,
  places: ParameterPlaces,
): DocumentedOperation[] {
  const place = filePattern.exec(file);
  if (!place) {
    return [];
  }
  const text = readFileSync(join(root, file), 'utf8').replace(/^\uFEFF/, '');
  const document = JSON.parse(text) as SwaggerDocument;
  const version = document.info?.version;
  if (document.swagger !== '2.0' || !version) {
    return [];
  }
  const base = (document.basePath ?? '').replace(/\/$/, '');
  return Object.entries(document.paths ?? {}).flatMap(([template, item]) =>
    methods
      .filter(method => item[method]?.operationId)
      .map(method => {
        const path = base + template;
        const operation = item[method];
        const parameters = [
          ...(item.parameters ?? []),
          ...(operation.parameters ?? []),
        ].map(parameter => places.resolve(file, parameter));
        return {
          queryNames: new Set(
            parameters
              .filter(parameter => parameter.in === 'query')
              .map(({ name = '' }) => name.toLowerCase()),
          ),
          takesBody: parameters.some(
            parameter => parameter.in === 'body' || parameter.in === 'formData',
          ),
          answersBody: new Map(
            Object.entries(operation.responses ?? {}).map(
              ([status, response]) => [status, response.schema !== undefined],
            ),
          ),
          file,
          plane: place[2] as DocumentedOperation['plane'],
          service: place[1],
          version,
          preview: place[3] === 'preview',
          method: method.toUpperCase() as Exchange['method'],
          path,
          pattern: patternOf(path),
          provider: providerOf(path),
          operationId: operation.operationId ?? '',
        };
      }),
  );
}

/**
 * Reads which operations Microsoft's documents have.
 * @param root - the folder `specification` of azure-rest-api-specs
 */
export function readDocumentIndex(root: string): DocumentedOperation[] {
  const places = new ParameterPlaces(root);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
    .map(entry =>
      relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'),
    )
    .sort()
    .flatMap(file => operationsOf(root, file, places));
}
