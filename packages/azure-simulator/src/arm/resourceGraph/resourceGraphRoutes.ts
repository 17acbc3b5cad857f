import { toTicksIso } from '../../clock/format';
import { Route } from '../../http/Route';
import { resourceGraphThrottle } from '../../throttling/resourceGraphThrottle';
import { World } from '../../World';
import { queryResources } from './queryResources';
import { resourceGraphErrors } from './resourceGraphErrors';
import { ResourceIndex } from './ResourceIndex';

/** Azure Resource Graph: queries over the resources of all subscriptions that a caller sees. */
export function resourceGraphRoutes(world: World): Route[] {
  const indexes = {
    resources: new ResourceIndex(world, 'resources'),
    authorizationresources: new ResourceIndex(world, 'authorizationresources'),
  };
  const throttle = resourceGraphThrottle(world);
  return [
    {
      operationId: 'Resources',
      method: 'POST',
      path: '/providers/Microsoft.ResourceGraph/resources',
      apiVersions: ['2021-03-01', '2022-10-01', '2024-04-01'],
      scopeFrom: 'handler',
      readOnly: true,
      handle: request => {
        if (!world.behaviours.throttling) {
          return queryResources(world, indexes, request);
        }
        const quota = throttle(request.caller);
        if (quota.retryAfter > 0) {
          throw resourceGraphErrors.throttled(
            {
              timestamp: toTicksIso(request.now),
              correlationId: request.correlationId,
            },
            {
              headers: {
                ...quota.headers,
                'retry-after': String(quota.retryAfter),
              },
              details: [
                {
                  code: 'RateLimiting',
                  message:
                    'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help.',
                },
              ],
            },
          );
        }
        const answer = queryResources(world, indexes, request);
        return { ...answer, headers: { ...answer.headers, ...quota.headers } };
      },
    },
  ];
}
