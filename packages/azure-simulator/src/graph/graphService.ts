import { toIso } from '../clock/format';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { AccessTokens } from '../login/AccessTokens';
import { graphThrottle } from '../throttling/graphThrottle';
import { World } from '../World';
import { applicationRoutes } from './applicationRoutes';
import { batchRoute } from './batchRoute';
import { deletedItemRoutes } from './deletedItemRoutes';
import { graphErrors } from './graphErrors';
import { servicePrincipalRoutes } from './servicePrincipalRoutes';

/** The audience of tokens for Microsoft Graph. */
const audience = 'https://graph.microsoft.com';

/** Microsoft Graph v1.0 (graph.microsoft.com). */
export function graphService(
  world: World,
  tokens: AccessTokens,
): ServiceDefinition {
  const service: ServiceDefinition = {
    name: 'graph',
    correlationHeader: 'client-request-id',
    routes: [
      ...applicationRoutes(world),
      ...servicePrincipalRoutes(world),
      ...deletedItemRoutes(world),
      batchRoute(world, () => service),
    ],
    authenticate: async ({ headers }) => {
      const caller = await tokens.check(headers.authorization, audience);
      switch (caller) {
        case 'missing':
          throw graphErrors.missingToken();
        case 'invalid':
          throw graphErrors.invalidToken();
        case 'expired':
          throw graphErrors.expiredToken();
        case 'audience':
          throw graphErrors.invalidAudience();
        default:
          return caller;
      }
    },
    throttle: graphThrottle(world),
    notFound: path =>
      graphErrors.resourceNotFoundForSegment({
        segment: path.split('/')[2]?.replace(/\(.*$/, '') ?? path,
      }),
    renderError: (error, { requestId, correlationId, now }) => ({
      error: {
        code: error.code,
        message: error.message,
        innerError: {
          date: toIso(now).slice(0, 19),
          'request-id': requestId,
          'client-request-id': correlationId,
        },
      },
    }),
    headers: ({ requestId, correlationId }) => ({
      'request-id': requestId,
      'client-request-id': correlationId,
      'odata-version': '4.0',
      'cache-control': 'no-cache',
    }),
  };
  return service;
}
