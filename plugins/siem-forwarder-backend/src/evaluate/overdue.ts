import { durationToMilliseconds } from '@backstage/types';
import { FactName } from '../collect/Facts';
import { countBetween, Series } from '../collect/Series';
import { CheckContext } from './Check';

/**
 * Counts what passed one hop and should have passed the next when both were
 * looked at: what is older than the latency of a hop, and newer than the last
 * thing seen behind it.
 *
 * @param upstream - counts before the hop
 * @param lastAt - when something last passed the hop (ISO 8601), null for never
 * @param options - `facts`: that told of both, each at its own time; `since`:
 *   what is older is not looked at (epoch milliseconds)
 */
export function overdue(
  upstream: Series[],
  lastAt: string | null,
  { now, settings, readAt }: CheckContext,
  { facts, since = 0 }: { facts: readonly FactName[]; since?: number },
): number {
  const seen = Math.min(now, ...facts.map(name => readAt(name) ?? now));
  const range = {
    after: Math.max(lastAt ? Date.parse(lastAt) : 0, since),
    before: seen - durationToMilliseconds(settings.hopLatency),
  };
  return upstream.reduce((sum, series) => sum + countBetween(series, range), 0);
}
