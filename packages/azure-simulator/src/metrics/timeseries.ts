import { toIso } from '../clock/format';
import { DimensionFilter } from './metricFilter';
import { MetricDefinition } from './metricDefinitions';

const minuteMilliseconds = 60_000;

/** Span and grain of a query, in milliseconds. */
export interface Grain {
  start: number;
  end: number;
  interval: number;
}

/** Aggregations that a query may ask for. */
export type AggregationName =
  | 'total'
  | 'count'
  | 'average'
  | 'minimum'
  | 'maximum';

interface Series {
  /** Values of the dimensions that the filter splits by. */
  values: string[];
  /** Minute totals added up. */
  minutes: Map<number, number>;
}

function points(
  series: Series,
  { start, end, interval }: Grain,
  aggregations: readonly AggregationName[],
): Record<string, unknown>[] {
  const result: Record<string, unknown>[] = [];
  for (let at = start; at < end; at += interval) {
    const totals: number[] = [];
    for (
      let minute = Math.floor(at / minuteMilliseconds);
      minute * minuteMilliseconds < Math.min(at + interval, end);
      minute += 1
    ) {
      const total = series.minutes.get(minute);
      if (total !== undefined) {
        totals.push(total);
      }
    }
    const sum = totals.reduce((one, other) => one + other, 0);
    const values: Record<AggregationName, number> = {
      total: sum,
      count: totals.length,
      average: totals.length === 0 ? 0 : sum / totals.length,
      minimum: totals.length === 0 ? 0 : Math.min(...totals),
      maximum: totals.length === 0 ? 0 : Math.max(...totals),
    };
    result.push({
      timeStamp: toIso(at).replace('.000Z', 'Z'),
      ...Object.fromEntries(
        aggregations.map(aggregation => [aggregation, values[aggregation]]),
      ),
    });
  }
  return result;
}

/**
 * The time series of one metric of one resource: one for each combination of
 * the values of the dimensions that the filter names, the largest first, at
 * most `top` of them; one over everything without a filter.
 */
export function timeseriesOf(options: {
  definition: MetricDefinition;
  /** Minute totals by dimension values, as they are kept. */
  totals: Record<string, Record<string, number>>;
  /** Dimension values that exist even without data, joined as in `totals`. */
  known: readonly string[];
  filters: readonly DimensionFilter[];
  grain: Grain;
  aggregations: readonly AggregationName[];
  top: number;
}): Record<string, unknown>[] {
  const { definition, filters, grain } = options;
  const split = filters.map(filter => ({
    ...filter,
    index: definition.dimensions.findIndex(
      name => name.toLowerCase() === filter.dimension.toLowerCase(),
    ),
  }));
  const all = new Map<string, Series>();
  const firstMinute = Math.floor(grain.start / minuteMilliseconds);
  const keys = new Set([...Object.keys(options.totals), ...options.known]);
  for (const key of keys) {
    const values = key.split('|');
    const matches = split.every(
      ({ index, values: wanted }) =>
        wanted === undefined ||
        wanted.includes((values[index] ?? '').toLowerCase()),
    );
    if (!matches) {
      continue;
    }
    const chosen = split.map(({ index }) => values[index] ?? '');
    const id = chosen.join('|').toLowerCase();
    const series = all.get(id) ?? { values: chosen, minutes: new Map() };
    for (const [minute, total] of Object.entries(options.totals[key] ?? {})) {
      const number = Number(minute);
      if (number >= firstMinute && number * minuteMilliseconds < grain.end) {
        series.minutes.set(number, (series.minutes.get(number) ?? 0) + total);
      }
    }
    all.set(id, series);
  }
  if (split.length === 0 && all.size === 0) {
    all.set('', { values: [], minutes: new Map() });
  }
  const sum = ({ minutes }: Series) =>
    [...minutes.values()].reduce((one, other) => one + other, 0);
  return [...all.values()]
    .sort((one, other) => sum(other) - sum(one))
    .slice(0, split.length === 0 ? undefined : options.top)
    .map(series => ({
      metadatavalues: split.map(({ index }, position) => ({
        name: {
          value: definition.dimensions[index].toLowerCase(),
          localizedValue: definition.dimensions[index].toLowerCase(),
        },
        value: series.values[position],
      })),
      data: points(series, grain, options.aggregations),
    }));
}
