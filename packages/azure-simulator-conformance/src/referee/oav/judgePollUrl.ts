import { Exchange } from 'azure-simulator';
import { Problem } from '../Referee';

const terminal = ['succeeded', 'failed', 'canceled'];

/** Whether an answer says that the operation goes on: 202, or a resource that is still being made. */
function goesOn({ status, responseBody }: Exchange): boolean {
  const { properties } = (responseBody ?? {}) as {
    properties?: { provisioningState?: string };
  };
  const state = properties?.provisioningState;
  return (
    status === 202 ||
    (status === 201 &&
      state !== undefined &&
      !terminal.includes(state.toLowerCase()))
  );
}

/**
 * Whether the first answer of a long-running operation says where to poll. oav asks that
 * of answers with a body alone, and those of DELETE have none.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
export function judgePollUrl(exchange: Exchange): Problem | undefined {
  const names = Object.keys(exchange.responseHeaders).map(name =>
    name.toLowerCase(),
  );
  return goesOn(exchange) &&
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
