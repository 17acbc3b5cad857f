import { MetricSeries } from '../../azure/AzureServices';
import { groupBy } from '../groupBy';
import { HopCount, seriesOf } from '../Series';

/** Slot that metrics are asked in: fine enough for 'when was the last', 288 points a day. */
export const METRIC_INTERVAL = 'PT5M';

const INTERVAL_MS = 5 * 60_000;

/** The series of one answer, by resource, metric and dimension. */
export class SeriesIndex {
  readonly #series: Map<string, MetricSeries[]>;
  readonly #answered: Set<string>;

  constructor(series: readonly MetricSeries[]) {
    this.#series = groupBy(series, keyOf);
    this.#answered = new Set(series.map(answerOf));
  }

  /** Whether the answer says anything of a metric of a resource, be it that nothing happened. */
  answers(wanted: { resourceId: string; metric: string }): boolean {
    return this.#answered.has(answerOf(wanted));
  }

  get(wanted: Omit<MetricSeries, 'points'>): MetricSeries[] {
    return this.#series.get(keyOf(wanted)) ?? [];
  }
}

function keyOf(series: Omit<MetricSeries, 'points'>): string {
  const { resourceId, metric, dimension } = series;
  return `${resourceId} ${metric} ${dimension?.toLowerCase()}`;
}

function answerOf(series: { resourceId: string; metric: string }): string {
  return `${series.resourceId} ${series.metric}`;
}

/**
 * What passed one hop, from the metric's series of one resource and dimension.
 * Azure leaves out series in which nothing happened.
 *
 * @param now - epoch milliseconds
 * @throws Error when the answer leaves the whole resource out, or the metric
 *   of it: that says nothing, and would pass for zero
 */
export function hopCountOf(
  series: SeriesIndex,
  wanted: { resourceId: string; metric: string; dimension: string },
  now: number,
): HopCount {
  if (!series.answers(wanted)) {
    throw new Error(
      `Azure Monitor's answer leaves out ${wanted.metric} of ${wanted.resourceId}; it is asked again at the next look.`,
    );
  }
  const points = series
    .get(wanted)
    .flatMap(candidate => candidate.points)
    .filter(point => point.total > 0)
    .map(point => ({ at: point.at, count: point.total }));
  const kept = seriesOf(points, now);
  const newest = Math.max(
    ...points.map(point => Date.parse(point.at) + INTERVAL_MS),
  );
  return {
    series: kept,
    total: kept.counts.reduce((sum, count) => sum + count, 0),
    lastAt: Number.isFinite(newest)
      ? new Date(Math.min(newest, now)).toISOString()
      : null,
  };
}
