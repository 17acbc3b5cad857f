import { Exchange } from 'azure-simulator';
import { Problem } from '../Referee';

/**
 * Whether a 202 of a long-running operation says where to poll. oav asks that
 * of answers with a body alone, and those of DELETE have none.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
export function judgePollUrl({
  status,
  responseHeaders,
}: Exchange): Problem | undefined {
  const names = Object.keys(responseHeaders).map(name => name.toLowerCase());
  return status === 202 &&
    !names.includes('location') &&
    !names.includes('azure-asyncoperation')
    ? {
        where: 'response',
        code: 'LRO_RESPONSE_HEADER',
        message:
          'A long-running operation that goes on must answer Location or Azure-AsyncOperation.',
        path: 'header/location',
      }
    : undefined;
}
