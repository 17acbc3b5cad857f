import { HttpMethod } from '../http/Route';
import { subscriptionIdOf } from '../ids/armId';
import { World } from '../World';
import { quotaOf, Throttle } from './Throttle';
import { throttleNow } from './throttleClock';
import { throttlingErrors } from './throttlingErrors';
import { TokenBucket } from './TokenBucket';

/** What Resource Manager counts apart. Anything that is neither read nor deletion is a write. */
type OperationKind = 'reads' | 'writes' | 'deletes';

/**
 * Buckets of a principal in a subscription, or in the tenant.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
const limits: Record<
  OperationKind,
  { capacity: number; refillPerSecond: number }
> = {
  reads: { capacity: 250, refillPerSecond: 25 },
  writes: { capacity: 200, refillPerSecond: 10 },
  deletes: { capacity: 200, refillPerSecond: 10 },
};

/** The bucket of all principals of a subscription together is so many times a principal's. Source: the same page. */
const globalFactor = 15;

const singular: Record<OperationKind, string> = {
  reads: 'read',
  writes: 'write',
  deletes: 'delete',
};

function kindOf(method: HttpMethod): OperationKind {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return 'reads';
    case 'DELETE':
      return 'deletes';
    default:
      return 'writes';
  }
}

/**
 * Resource Manager's quotas: a bucket for each principal, subscription and kind
 * of operation, one for all principals of a subscription, and one for
 * operations outside of subscriptions. Azure keeps them for each region; here
 * there is one.
 */
export function armThrottle(world: World): Throttle {
  const buckets = new Map<string, TokenBucket>();

  return ({ method, path, caller }) => {
    const kind = kindOf(method);
    const now = throttleNow(world.clock);
    const limit = limits[kind];
    const subscriptionId = subscriptionIdOf(path)?.toLowerCase();
    const own = quotaOf(
      buckets,
      `${kind}:${subscriptionId ?? 'tenant'}:${caller.objectId}`,
      () => new TokenBucket(limit, now),
    );
    const verdict = own.take(now);
    const refused = (seconds: number) => ({
      headers: { 'retry-after': String(seconds) },
    });
    if (subscriptionId === undefined) {
      return {
        headers: {
          [`x-ms-ratelimit-remaining-tenant-${kind}`]: String(
            verdict.remaining,
          ),
        },
        refusal: verdict.allowed
          ? undefined
          : throttlingErrors.tenant(
              {
                kind: singular[kind],
                tenantId: world.state.directory.tenantId,
                limit: limit.capacity,
                seconds: verdict.retryAfter,
              },
              refused(verdict.retryAfter),
            ),
      };
    }
    const globalLimit = {
      capacity: limit.capacity * globalFactor,
      refillPerSecond: limit.refillPerSecond * globalFactor,
    };
    const shared = quotaOf(
      buckets,
      `${kind}:${subscriptionId}`,
      () => new TokenBucket(globalLimit, now),
    );
    const sharedVerdict = verdict.allowed ? shared.take(now) : undefined;
    if (sharedVerdict && !sharedVerdict.allowed) {
      own.giveBack();
    }
    const refusing =
      sharedVerdict && !sharedVerdict.allowed
        ? { ...sharedVerdict, limit: globalLimit.capacity }
        : { ...verdict, limit: limit.capacity };
    return {
      headers: {
        [`x-ms-ratelimit-remaining-subscription-${kind}`]: String(
          verdict.remaining,
        ),
        ...(sharedVerdict
          ? {
              [`x-ms-ratelimit-remaining-subscription-global-${kind}`]: String(
                sharedVerdict.remaining,
              ),
            }
          : {}),
      },
      refusal: refusing.allowed
        ? undefined
        : throttlingErrors.subscription(
            {
              kind: singular[kind],
              subscriptionId,
              limit: refusing.limit,
              seconds: refusing.retryAfter,
            },
            refused(refusing.retryAfter),
          ),
    };
  };
}
