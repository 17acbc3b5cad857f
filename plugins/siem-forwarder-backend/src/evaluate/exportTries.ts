import { HopCount } from '../collect/Series';
import { CheckContext } from './Check';
import { overdue } from './overdue';
import { inLastHour } from './recent';

/** What the tries to export say: none failed, a later one succeeded, it is too early to tell, or all fail. */
export type ExportTries = 'none-failed' | 'made-good' | 'retrying' | 'failing';

/**
 * Judges failed tries to export. One is no loss: it is repeated for 12 hours. So
 * they count when none succeeded after them, within the latency of a hop, and
 * they go on.
 */
export function exportTries(
  failures: HopCount,
  exported: HopCount,
  context: CheckContext,
): ExportTries {
  if (!failures.lastAt || inLastHour(failures, context.now) === 0) {
    return 'none-failed';
  }
  const { lastAt } = exported;
  if (lastAt && Date.parse(lastAt) >= Date.parse(failures.lastAt)) {
    return 'made-good';
  }
  return overdue([failures.series], lastAt, context, {
    facts: ['exportFailures', 'exported'],
  }) > 0
    ? 'failing'
    : 'retrying';
}
