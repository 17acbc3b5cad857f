import { World } from '../World';
import { QuotaWindow } from './QuotaWindow';
import { QuotaStore } from './QuotaStore';
import { Throttle } from './Throttle';
import { throttleNow } from './throttleClock';
import { throttlingErrors } from './throttlingErrors';

/**
 * Queries of a principal over all workspaces. The limits of concurrency and of
 * the queue are not simulated: here a query takes no time.
 * Source: https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#log-queries-and-language
 */
const limit = { units: 200, milliseconds: 30_000 };

/** The quota of the Log Analytics query API for each principal. */
export function logsThrottle(world: World): Throttle {
  const windows = new QuotaStore(
    world,
    (_, now) => new QuotaWindow(limit, now),
  );
  return ({ caller }) => {
    const now = throttleNow(world.clock);
    const verdict = windows.at(caller.objectId, now).take(now);
    return {
      headers: {},
      refusal: verdict.allowed
        ? undefined
        : throttlingErrors.logs(
            {
              limit: limit.units,
              window: limit.milliseconds / 1000,
              seconds: verdict.retryAfter,
            },
            { headers: { 'retry-after': String(verdict.retryAfter) } },
          ),
    };
  };
}
