import { performance } from 'node:perf_hooks';
import { Clock } from '../clock/Clock';

/**
 * The time that buckets refill by (milliseconds, monotonic): real time, and
 * with a manual clock the simulated advances besides. A client that waits its
 * `Retry-After` does so in real time, a test that advances the clock must not.
 */
export function throttleNow(clock: Clock): number {
  return clock.manual ? performance.now() + clock.now() : performance.now();
}
