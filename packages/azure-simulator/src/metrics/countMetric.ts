import { idKey } from '../ids/armId';
import { SimulatorState } from '../state';

const minuteMilliseconds = 60_000;

/** Days that metrics are kept. Source: https://learn.microsoft.com/azure/azure-monitor/essentials/data-platform-metrics */
export const retentionDays = 93;

/**
 * Adds to a metric's total of the minute of an instant.
 * @param dimensions - values of the metric's dimensions, in the order of `metricDefinitions`
 */
export function countMetric(
  state: SimulatorState,
  options: {
    resourceId: string;
    metric: string;
    dimensions: readonly string[];
    amount: number;
    at: number;
  },
): void {
  const key = idKey(options.resourceId);
  const resource = (state.metrics[key] ??= {});
  const metric = (resource[options.metric] ??= {});
  const series = (metric[options.dimensions.join('|')] ??= {});
  const minute = String(Math.floor(options.at / minuteMilliseconds));
  series[minute] = (series[minute] ?? 0) + options.amount;
}

/** Forgets totals that are older than the retention. */
export function trimMetrics(state: SimulatorState, now: number): void {
  const oldest = now / minuteMilliseconds - retentionDays * 24 * 60;
  for (const resource of Object.values(state.metrics)) {
    for (const metric of Object.values(resource)) {
      for (const series of Object.values(metric)) {
        for (const minute of Object.keys(series)) {
          if (Number(minute) >= oldest) {
            break;
          }
          delete series[minute];
        }
      }
    }
  }
}
