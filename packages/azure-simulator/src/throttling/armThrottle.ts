import { HttpMethod } from '../http/Route';
import { subscriptionIdOf } from '../ids/armId';
import { World } from '../World';
import { QuotaStore } from './QuotaStore';
import { Throttle } from './Throttle';
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

/** Resource Graph has quotas of its own. Source: the same page. */
const resourceGraphPath = /^\/providers\/microsoft\.resourcegraph\//i;

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
  const perKind = (factor: number) =>
    Object.fromEntries(
      Object.entries(limits).map(([kind, { capacity, refillPerSecond }]) => [
        kind,
        new QuotaStore(
          world,
          (_, now) =>
            new TokenBucket(
              {
                capacity: capacity * factor,
                refillPerSecond: refillPerSecond * factor,
              },
              now,
            ),
        ),
      ]),
    ) as Record<OperationKind, QuotaStore<TokenBucket>>;
  const ownBuckets = perKind(1);
  const sharedBuckets = perKind(globalFactor);

  return ({ method, path, caller }) => {
    if (resourceGraphPath.test(path)) {
      return { headers: {} };
    }
    const kind = kindOf(method);
    const now = throttleNow(world.clock);
    const subscriptionId = subscriptionIdOf(path)?.toLowerCase();
    const own = ownBuckets[kind].at(
      `${subscriptionId ?? 'tenant'}:${caller.objectId}`,
      now,
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
                limit: own.limit.capacity,
                seconds: verdict.retryAfter,
              },
              refused(verdict.retryAfter),
            ),
      };
    }
    const shared = sharedBuckets[kind].at(subscriptionId, now);
    const sharedVerdict = verdict.allowed ? shared.take(now) : undefined;
    if (sharedVerdict && !sharedVerdict.allowed) {
      own.giveBack();
    }
    const refusing =
      sharedVerdict && !sharedVerdict.allowed
        ? { ...sharedVerdict, limit: shared.limit.capacity }
        : { ...verdict, limit: own.limit.capacity };
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
