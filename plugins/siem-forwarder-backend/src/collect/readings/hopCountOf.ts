import { MetricSeries } from '../../azure/AzureServices';
import { groupBy } from '../groupBy';
import { HopCount, seriesOf } from '../Series';

/** Slot that metrics are asked in: fine enough for 'when was the last', 288 points a day. */
export const METRIC_INTERVAL = 'PT5M';

const INTERVAL_MS = 5 * 60_000;

/** The series of one answer, by resource, metric and dimension. */
export class SeriesIndex {
  readonly #series: Map<string, MetricSeries[]>;

  constructor(series: readonly MetricSeries[]) {
    this.#series = groupBy(series, keyOf);
  }

  get(wanted: Omit<MetricSeries, 'points'>): MetricSeries[] {
    return this.#series.get(keyOf(wanted)) ?? [];
  }
}

function keyOf(series: Omit<MetricSeries, 'points'>): string {
  const { resourceId, metric, dimension } = series;
  return `${resourceId} ${metric} ${dimension?.toLowerCase()}`;
}

/**
 * What passed one hop, from the metric's series of one resource and dimension.
 * Azure leaves out series in which nothing happened.
 *
 * @param now - epoch milliseconds
 */
export function hopCountOf(
  series: SeriesIndex,
  wanted: { resourceId: string; metric: string; dimension: string },
  now: number,
): HopCount {
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
