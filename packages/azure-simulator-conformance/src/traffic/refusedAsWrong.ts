import { Exchange } from 'azure-simulator';
import { Problem } from '../referee/Referee';

function isRefused(
  { service, status, responseBody }: Exchange,
  { path = '' }: Problem,
): boolean {
  // 413: its body was not read. 429 and 529: throttled before anything else was looked at.
  if ([400, 401, 413, 429, 529].includes(status)) {
    return true;
  }
  // There is nothing by a name that could not be given.
  if (status === 404 && /^\/?path\//.test(path)) {
    return true;
  }
  // The add-on's handlers answer 500 and say 4xx inside.
  return (
    service === 'splunkManagement' &&
    status === 500 &&
    /REST Error \[4\d\d\]/.test(JSON.stringify(responseBody))
  );
}

/**
 * Whether a problem is a wrong request that the service refused for being
 * wrong, or before it was looked at. Then the referee agrees with the service:
 * tests send such requests to see them refused, and Key Vault's client sends
 * its first without a body to be told where tokens come from.
 */
export function refusedAsWrong(exchange: Exchange, problem: Problem): boolean {
  return problem.where === 'request' && isRefused(exchange, problem);
}
