import { Caller } from '../login/Caller';
import { World } from '../World';
import { QuotaStore } from './QuotaStore';
import { QuotaWindow } from './QuotaWindow';
import { throttleNow } from './throttleClock';

/** Source: https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests */
const limit = { units: 15, milliseconds: 5_000 };

/** Seconds as the header writes them: hh:mm:ss. */
function clockTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}

/**
 * Resource Graph's quota of queries for each principal: its headers, and the
 * seconds to wait (0: go on). It replaces Resource Manager's own buckets.
 */
export function resourceGraphThrottle(
  world: World,
): (caller: Caller) => { headers: Record<string, string>; retryAfter: number } {
  const windows = new QuotaStore(
    world,
    (_, now) => new QuotaWindow(limit, now),
  );
  return caller => {
    const now = throttleNow(world.clock);
    const verdict = windows.at(caller.objectId, now).take(now);
    return {
      headers: {
        'x-ms-user-quota-remaining': String(verdict.remaining),
        'x-ms-user-quota-resets-after': clockTime(verdict.resetsAfter),
      },
      retryAfter: verdict.retryAfter,
    };
  };
}
