import { ServiceDefinition } from '../http/ServiceDefinition';
import { AccessTokens } from '../login/AccessTokens';
import { armThrottle } from '../throttling/armThrottle';
import { World } from '../World';
import { activityLogRoutes } from './activityLog/activityLogRoutes';
import { noteWrite } from './activityLog/noteWrite';
import { authorizationRoutes } from './authorization/authorizationRoutes';
import { authorizeArm } from './armAuthorization';
import { armErrors } from './armErrors';
import { eventHubRoutes } from './eventHub/eventHubRoutes';
import { vaultRoutes } from './keyVault/vaultRoutes';
import { resourceGraphRoutes } from './resourceGraph/resourceGraphRoutes';
import { operationalInsightsRoutes } from './operationalInsights/operationalInsightsRoutes';
import { resourceRoutes } from './resources/resourceRoutes';
import { securityInsightsRoutes } from './securityInsights/securityInsightsRoutes';

/** The audience of tokens for Azure Resource Manager. */
const audience = 'https://management.azure.com';

/** Azure Resource Manager (management.azure.com) with the providers in use. */
export function armService(
  world: World,
  tokens: AccessTokens,
): ServiceDefinition {
  return {
    name: 'resourceManager',
    routes: [
      ...eventHubRoutes(world),
      // Before the workspace routes: these live under a workspace's id.
      ...securityInsightsRoutes(world),
      ...operationalInsightsRoutes(world),
      ...vaultRoutes(world),
      ...resourceGraphRoutes(world),
      ...activityLogRoutes(world),
      ...authorizationRoutes(world),
      ...resourceRoutes(world),
    ],
    authenticate: async ({ headers }) => {
      const caller = await tokens.check(headers.authorization, audience);
      switch (caller) {
        case 'missing':
          throw armErrors.authenticationFailed();
        case 'invalid':
          throw armErrors.invalidToken();
        case 'expired':
          throw armErrors.expiredToken();
        case 'audience':
          throw armErrors.invalidAudience();
        default:
          return caller;
      }
    },
    throttle: armThrottle(world),
    authorize: (route, request) => authorizeArm(world, route, request),
    noteChange: (route, request, status) =>
      noteWrite(world, route, request, status),
    notFound: path => armErrors.notFound({ path }),
    renderError: error => ({
      error: {
        code: error.code,
        message: error.message,
        ...(error.options.target ? { target: error.options.target } : {}),
        ...(error.options.details ? { details: error.options.details } : {}),
      },
    }),
    headers: ({ requestId, correlationId }) => ({
      'x-ms-request-id': requestId,
      'x-ms-correlation-request-id': correlationId,
      'x-ms-routing-request-id': `SIMULATOR:${requestId}`,
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    }),
  };
}
