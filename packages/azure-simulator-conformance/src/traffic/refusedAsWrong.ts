import { Exchange } from 'azure-simulator';

/**
 * Whether the service refused the request for being wrong, or before it was
 * looked at. Then a referee who finds it wrong too agrees with the service:
 * tests send such requests to see them refused, and Key Vault's client sends
 * its first without a body to be told where tokens come from.
 */
export function refusedAsWrong({
  service,
  status,
  responseBody,
}: Pick<Exchange, 'service' | 'status' | 'responseBody'>): boolean {
  if (status === 400 || status === 401) {
    return true;
  }
  // The add-on's handlers answer 500 and say 4xx inside.
  return (
    service === 'splunkManagement' &&
    status === 500 &&
    /REST Error \[4\d\d\]/.test(JSON.stringify(responseBody))
  );
}
