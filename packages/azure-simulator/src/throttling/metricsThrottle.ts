import { World } from '../World';
import { QuotaStore } from './QuotaStore';
import { Throttle } from './Throttle';
import { throttleNow } from './throttleClock';
import { throttlingErrors } from './throttlingErrors';
import { TokenBucket } from './TokenBucket';

/**
 * Batches of a subscription. Microsoft documents the refusal (529), not the
 * number: 360,000 calls an hour are named at second hand
 * (https://learn.microsoft.com/answers/questions/1918789), which is 100 a
 * second; the bucket holds one second's worth.
 */
const limit = { capacity: 100, refillPerSecond: 100 };

/** The quota of `metrics:getBatch` for each subscription. */
export function metricsThrottle(world: World): Throttle {
  const buckets = new QuotaStore(
    world,
    (_, now) => new TokenBucket(limit, now),
  );
  return ({ path }) => {
    const subscriptionId = /\/subscriptions\/([^/]+)/i
      .exec(path)?.[1]
      .toLowerCase();
    if (subscriptionId === undefined) {
      return { headers: {} };
    }
    const now = throttleNow(world.clock);
    const verdict = buckets.at(subscriptionId, now).take(now);
    return {
      headers: {},
      refusal: verdict.allowed
        ? undefined
        : throttlingErrors.metrics(
            { subscriptionId, seconds: verdict.retryAfter },
            { headers: { 'retry-after': String(verdict.retryAfter) } },
          ),
    };
  };
}
