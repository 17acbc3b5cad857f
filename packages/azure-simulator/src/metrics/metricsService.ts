import { Route } from '../http/Route';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { AccessTokens } from '../login/AccessTokens';
import { metricsThrottle } from '../throttling/metricsThrottle';
import { World } from '../World';
import { getBatch } from './getBatch';
import { metricsErrors } from './metricsErrors';

/**
 * Audiences of tokens for metrics: the documented one, and the one that
 * `@azure/monitor-query-metrics` asks for by default.
 */
const audiences = [
  'https://metrics.monitor.azure.com',
  'https://management.azure.com',
];

/**
 * Azure Monitor metrics, data plane ({region}.metrics.monitor.azure.com). The
 * region is a path prefix here, because every host is 127.0.0.1; without one
 * the region is not checked.
 */
export function metricsService(
  world: World,
  tokens: AccessTokens,
): ServiceDefinition {
  const routes = [
    '/subscriptions/{subscriptionId}/metrics:getBatch',
    '/{region}/subscriptions/{subscriptionId}/metrics:getBatch',
  ].map(
    (path): Route => ({
      operationId: 'MetricsBatch_Batch',
      method: 'POST',
      path,
      apiVersions: ['2023-10-01', '2024-02-01'],
      readOnly: true,
      handle: request => getBatch(world, request),
    }),
  );
  return {
    name: 'metrics',
    routes,
    authenticate: async ({ headers }) => {
      const caller = await tokens.check(headers.authorization, ...audiences);
      if (typeof caller === 'string') {
        throw metricsErrors.unauthenticated();
      }
      return caller;
    },
    throttle: metricsThrottle(world),
    notFound: path => metricsErrors.notFound({ path }),
    renderError: error => ({
      error: { code: error.code, message: error.message },
    }),
    headers: ({ requestId, correlationId }) => ({
      'x-ms-request-id': requestId,
      'x-ms-correlation-request-id': correlationId,
    }),
  };
}
