import { durationToMilliseconds } from '@backstage/types';
import { countBetween, Series } from '../collect/Series';
import { CheckContext } from './Check';

/**
 * Counts what passed one hop and should have passed the next by now: what is
 * older than the latency of a hop, and newer than the last thing seen behind it.
 *
 * @param upstream - counts before the hop
 * @param lastAt - when something last passed the hop (ISO 8601), null for never
 * @param since - what is older is not looked at (ISO 8601)
 */
export function overdue(
  upstream: Series[],
  lastAt: string | null,
  { now, settings }: CheckContext,
  since?: number,
): number {
  const range = {
    after: Math.max(lastAt ? Date.parse(lastAt) : 0, since ?? 0),
    before: now - durationToMilliseconds(settings.hopLatency),
  };
  return upstream.reduce((sum, series) => sum + countBetween(series, range), 0);
}
