import { Exchange } from 'azure-simulator';
import { ApiOperation, ApiParameter, Located } from '../apiModel/ApiOperation';
import { examplePath } from '../examples/exampleRequest';
import { mapIds } from '../examples/mapIds';
import { MutantOperation } from './MutantOperation';
import { SchemaPath } from './Requirement';
import { synthesize } from './synthesize';

/** Status that stands for `default`, the answer of every refusal. */
const refusal = 400;

/** Where a long-running operation would be polled: what Azure's contract asks of such answers. */
const pollHeaders = {
  'azure-asyncoperation':
    'https://example.com/operationStatuses/3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  location:
    'https://example.com/operationResults/3f2504e0-4f89-41d3-9a0c-0305e82c3301',
};

/** The status of an answer that a document gives under a name. */
export function statusOf(name: string): number {
  return name === 'default' ? refusal : Number(name);
}

/** A media type that a request of the operation bears. */
function contentTypeOf(operation: ApiOperation): string {
  return operation.consumes[0] ?? 'application/json';
}

/** A request of an operation, made of its document alone. */
export function synthesizeRequest(entry: MutantOperation): Exchange {
  const { service, document, operation } = entry;
  const published = operation.examples[0];
  const given = published ? mapIds(published).parameters : {};
  const valueOf = (parameter: ApiParameter): unknown =>
    given[parameter.name] ??
    (parameter.name === 'api-version'
      ? operation.documentApiVersion
      : synthesize({ document, side: 'request' }, parameter.schema, ''));
  const required = operation.parameters.filter(({ required: is }) => is);
  const inPath = Object.fromEntries(
    operation.parameters
      .filter(parameter => parameter.in === 'path')
      .map(parameter => [parameter.name, valueOf(parameter)]),
  );
  const query = new URLSearchParams();
  const requestHeaders: Record<string, string> = {};
  for (const parameter of required) {
    if (parameter.in === 'query') {
      query.set(parameter.name, String(valueOf(parameter)));
    } else if (parameter.in === 'header') {
      requestHeaders[parameter.name.toLowerCase()] = String(valueOf(parameter));
    }
  }
  const path = examplePath(operation, inPath);
  const body = operation.requestBody;
  return {
    service,
    operationId: operation.operationId,
    method: operation.method,
    url: query.size > 0 ? `${path}?${query}` : path,
    requestHeaders: {
      ...requestHeaders,
      ...(body ? { 'content-type': contentTypeOf(operation) } : {}),
    },
    ...(body
      ? {
          requestBody:
            given[body.name] ??
            synthesize({ document, side: 'request' }, body.schema, ''),
        }
      : {}),
    status: 0,
    responseHeaders: {},
  };
}

/** The same request with a body that leads to a required property. */
export function withRequestBody(
  { document, operation }: MutantOperation,
  exchange: Exchange,
  schema: Located,
  target: SchemaPath,
): Exchange {
  return {
    ...exchange,
    requestHeaders: {
      ...exchange.requestHeaders,
      'content-type':
        exchange.requestHeaders['content-type'] ?? contentTypeOf(operation),
    },
    requestBody: synthesize({ document, side: 'request' }, schema, target),
  };
}

/**
 * The same request with another documented answer.
 * @param name - status, or `default`
 * @param body - of the answer; made of the schema, leading to a target, when absent
 */
export function withAnswer(
  { document, operation }: MutantOperation,
  exchange: Exchange,
  name: string,
  answer: { body: unknown } | { target: SchemaPath },
): Exchange {
  const { schema, requiredHeaders } = operation.responses[name];
  const walk = { document, side: 'response' } as const;
  const { responseBody: _, ...request } = exchange;
  return {
    ...request,
    status: statusOf(name),
    responseHeaders: {
      ...(operation.longRunning ? pollHeaders : {}),
      ...Object.fromEntries(
        requiredHeaders.map(header => [
          header.name,
          String(synthesize(walk, header.schema, '')),
        ]),
      ),
      ...(schema ? { 'content-type': 'application/json' } : {}),
    },
    ...(schema && exchange.method !== 'HEAD'
      ? {
          responseBody:
            'body' in answer
              ? answer.body
              : synthesize(walk, schema, answer.target),
        }
      : {}),
  };
}
