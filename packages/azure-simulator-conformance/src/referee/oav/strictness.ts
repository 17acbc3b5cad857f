import { Exchange } from 'azure-simulator';
import { Problem } from '../Referee';
import { requestTarget } from '../requestTarget';
import { DocumentedOperation } from './DocumentIndex';

/** Whether an API has its version in the path and none in the query. */
function hasVersionInPath({ path }: DocumentedOperation): boolean {
  return path.startsWith('/v1/');
}

/**
 * What Microsoft's documents forbid and oav does not look at: it finds the
 * operation by `api-version` and asks no more for the parameter itself.
 */
export function strictProblems(
  exchange: Exchange,
  operation: DocumentedOperation,
): Problem[] {
  return hasVersionInPath(operation) || requestTarget(exchange.url).apiVersion
    ? []
    : [
        {
          where: 'request',
          code: 'MISSING_REQUIRED_PARAMETER',
          message: 'The query parameter api-version is required.',
          path: 'query/api-version',
        },
      ];
}
