import { ApiExample, ApiOperation } from '../apiModel/ApiOperation';

/** A request as an example tells it, without host and token. */
export interface ExampleRequest {
  method: ApiOperation['method'];
  /** Path and query, escaped. */
  url: string;
  headers: Record<string, string>;
  body?: unknown;
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(',') : String(value);
}

/** A path parameter of a scope holds slashes that stay slashes. */
function escapePathValue(value: string): string {
  return value
    .replace(/^\/+/, '')
    .split('/')
    .map(segment => encodeURIComponent(segment).replace(/%24/g, '$'))
    .join('/');
}

/** Fills the path template of an operation with an example's values. */
export function examplePath(
  operation: ApiOperation,
  parameters: Record<string, unknown>,
): string {
  return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) {
      throw new Error(
        `An example of ${operation.operationId} in ${operation.document} has no value for '${name}' of its path: correct the example.`,
      );
    }
    return escapePathValue(textOf(value));
  });
}

/** The request that an example of an operation describes. */
export function exampleRequest(
  operation: ApiOperation,
  example: ApiExample,
): ExampleRequest {
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    const value = example.parameters[parameter.name];
    if (value !== undefined && parameter.in === 'query') {
      query.set(parameter.name, textOf(value));
    }
    if (value !== undefined && parameter.in === 'header') {
      headers[parameter.name.toLowerCase()] = textOf(value);
    }
  }
  const body =
    operation.requestBody && example.parameters[operation.requestBody.name];
  const path = examplePath(operation, example.parameters);
  return {
    method: operation.method,
    url: query.size > 0 ? `${path}?${query}` : path,
    headers: {
      ...headers,
      ...(body === undefined
        ? {}
        : { 'content-type': operation.consumes[0] ?? 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  };
}
