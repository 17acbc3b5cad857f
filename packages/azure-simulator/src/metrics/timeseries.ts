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

type Point = Record<string, unknown>;

let empty: { key: string; points: readonly Point[] } = { key: '', points: [] };

/** The points of a span in which nothing happened: the same for all series of a request, and for most of their slots. */
function emptyPoints(
  { start, interval }: Grain,
  slots: number,
  aggregations: readonly AggregationName[],
): readonly Point[] {
  const key = [start, interval, slots, ...aggregations].join(' ');
  if (empty.key !== key) {
    const zeros = Object.fromEntries(aggregations.map(name => [name, 0]));
    empty = {
      key,
      points: Array.from({ length: slots }, (_, index) => ({
        timeStamp: toIso(start + index * interval).replace('.000Z', 'Z'),
        ...zeros,
      })),
    };
  }
  return empty.points;
}

function points(
  series: Series,
  grain: Grain,
  slots: number,
  aggregations: readonly AggregationName[],
): Point[] {
  const totals = new Map<
    number,
    { sum: number; count: number; least: number; most: number }
  >();
  for (const [minute, total] of series.minutes) {
    const index = Math.floor(
      (minute * minuteMilliseconds - grain.start) / grain.interval,
    );
    const slot = totals.get(index);
    totals.set(
      index,
      slot
        ? {
            sum: slot.sum + total,
            count: slot.count + 1,
            least: Math.min(slot.least, total),
            most: Math.max(slot.most, total),
          }
        : { sum: total, count: 1, least: total, most: total },
    );
  }
  const all = [...emptyPoints(grain, slots, aggregations)];
  for (const [index, { sum, count, least, most }] of totals) {
    const values: Record<AggregationName, number> = {
      total: sum,
      count,
      average: sum / count,
      minimum: least,
      maximum: most,
    };
    all[index] = {
      ...all[index],
      ...Object.fromEntries(
        aggregations.map(aggregation => [aggregation, values[aggregation]]),
      ),
    };
  }
  return all;
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
  /** Told how many points each series will have; may refuse. */
  countPoints(count: number): void;
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
    const labels = split.map(({ index }) => values[index] ?? '');
    const id = labels.join('|').toLowerCase();
    const series = all.get(id) ?? { values: labels, minutes: new Map() };
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
  const slots = Math.ceil((grain.end - grain.start) / grain.interval);
  const chosen = [...all.values()]
    .sort((one, other) => sum(other) - sum(one))
    .slice(0, split.length === 0 ? undefined : options.top);
  options.countPoints(chosen.length * slots);
  return chosen.map(series => ({
    metadatavalues: split.map(({ index }, position) => ({
      name: {
        value: definition.dimensions[index].toLowerCase(),
        localizedValue: definition.dimensions[index].toLowerCase(),
      },
      value: series.values[position],
    })),
    data: points(series, grain, slots, options.aggregations),
  }));
}
