import { AzureCloud } from './AzureCloud';

/** The services of Azure that are called, by the names that metrics use. */
export type AzureServiceName =
  | 'resource-manager'
  | 'resource-graph'
  | 'graph'
  | 'logs'
  | 'metrics'
  | 'key-vault';

const RESOURCE_GRAPH = /^\/+providers\/microsoft\.resourcegraph\//i;
const METRICS = /\/metrics:getBatch$/i;

/** The service behind an address. */
export function serviceOf(
  address: string,
  cloud: AzureCloud,
): AzureServiceName {
  const url = new URL(address);
  const isOf = (endpoint: { url: string }) =>
    url.origin === new URL(endpoint.url).origin;
  if (METRICS.test(url.pathname)) {
    return 'metrics';
  }
  if (isOf(cloud.resourceManager)) {
    return RESOURCE_GRAPH.test(url.pathname)
      ? 'resource-graph'
      : 'resource-manager';
  }
  if (isOf(cloud.graph)) {
    return 'graph';
  }
  return isOf(cloud.logs) ? 'logs' : 'key-vault';
}
