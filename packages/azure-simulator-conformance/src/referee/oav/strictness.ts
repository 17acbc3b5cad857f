import { Exchange } from 'azure-simulator';
import { Problem } from '../Referee';
import { requestTarget } from '../requestTarget';
import { DocumentedOperation } from './DocumentIndex';

/** Whether an API has its version in the path and none in the query. */
function hasVersionInPath({ path }: DocumentedOperation): boolean {
  return path.startsWith('/v1/');
}

/** Query parameters of OData that a document's `$filter` and the like imply, and those of next links. */
const pageTokens = ['$skiptoken', '$skip', 'skiptoken', 'api-version'];

function queryProblems(
  exchange: Exchange,
  operation: DocumentedOperation,
): Problem[] {
  const { apiVersion, query } = requestTarget(exchange.url);
  const missing: Problem[] =
    hasVersionInPath(operation) || apiVersion
      ? []
      : [
          {
            where: 'request',
            code: 'MISSING_REQUIRED_PARAMETER',
            message: 'The query parameter api-version is required.',
            path: 'query/api-version',
          },
        ];
  const unknown = [...new URLSearchParams(query).keys()]
    .map(name => name.toLowerCase())
    .filter(
      name => !operation.queryNames.has(name) && !pageTokens.includes(name),
    );
  return [
    ...missing,
    ...[...new Set(unknown)].map(
      (name): Problem => ({
        where: 'request',
        code: 'UNKNOWN_QUERY_PARAMETER',
        message: `The operation has no query parameter ${name}.`,
        path: `query/${name}`,
      }),
    ),
  ];
}

function bodyProblems(
  { requestBody, responseBody, status, method }: Exchange,
  { takesBody, answersBody }: DocumentedOperation,
): Problem[] {
  const answers =
    method !== 'HEAD' &&
    (answersBody.get(String(status)) ?? answersBody.get('default') ?? false);
  return [
    ...(requestBody !== undefined && !takesBody
      ? [
          {
            where: 'request' as const,
            code: 'UNEXPECTED_BODY',
            message: 'The operation takes no body.',
          },
        ]
      : []),
    ...(answers && (responseBody === undefined || responseBody === null)
      ? [
          {
            where: 'response' as const,
            code: 'MISSING_BODY',
            message: `An answer of ${status} has a body, and there is none.`,
          },
        ]
      : []),
  ];
}

/**
 * What Microsoft's documents forbid and oav does not look at: it finds the
 * operation by `api-version` and asks no more for the parameter itself, takes
 * any further query parameter and any body, and null for every object.
 */
export function strictProblems(
  exchange: Exchange,
  operation: DocumentedOperation,
): Problem[] {
  return [
    ...queryProblems(exchange, operation),
    ...bodyProblems(exchange, operation),
  ];
}
