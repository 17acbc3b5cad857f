import {
  MetricsClient,
  MetricsQueryResult,
} from '@azure/monitor-query-metrics';
import { AzureConnection } from './AzureConnection';
import { AzureError } from './AzureError';
import { CallOptions, Metrics, MetricSeries } from './AzureServices';
import { callAzure } from './callAzure';
import { METRIC_BATCH_SIZE } from './metricBatchSize';
import { remember } from './remember';

/**
 * Series a metric and resource: more than the largest namespace has hubs. The
 * API's own default is 10, beyond which it leaves series out without a word.
 */
const MAXIMUM_SERIES = 2_000;

/** {@link Metrics} over `@azure/monitor-query-metrics` (the batch API). */
export class SdkMetrics implements Metrics {
  readonly #client: (region: string) => MetricsClient;
  readonly #maximumSeries: number;

  /** @param options - `maximumSeries`: series that are asked for, of a metric and resource; 2,000 when absent */
  constructor(
    connection: AzureConnection,
    options: { maximumSeries?: number } = {},
  ) {
    this.#maximumSeries = options.maximumSeries ?? MAXIMUM_SERIES;
    const { metrics } = connection.cloud;
    this.#client = remember(region => {
      const { endpoint, ...clientOptions } = connection.clientOptions({
        url: metrics.url(region),
        scope: metrics.scope,
      });
      return connection.withPolicies(
        new MetricsClient(endpoint, connection.credential, clientOptions),
      );
    });
  }

  async query(
    query: Parameters<Metrics['query']>[0],
    options?: CallOptions,
  ): Promise<MetricSeries[]> {
    const series: MetricSeries[] = [];
    for (let i = 0; i < query.resourceIds.length; i += METRIC_BATCH_SIZE) {
      const batch = query.resourceIds.slice(i, i + METRIC_BATCH_SIZE);
      const call = {
        service: 'Azure Monitor metrics' as const,
        action: `read ${query.metrics.join(', ')} of ${batch.length} ${
          query.metricNamespace
        } in ${query.region}`,
      };
      const results = await callAzure(call, options, sdk =>
        this.#client(query.region).queryResources(
          batch.map(id => id.toString()),
          query.metrics,
          query.metricNamespace,
          {
            startTime: new Date(query.from),
            endTime: new Date(query.to),
            interval: query.interval,
            aggregation: 'total',
            ...(query.dimension
              ? {
                  filter: `${query.dimension} eq '*'`,
                  top: this.#maximumSeries,
                }
              : {}),
            ...sdk,
          },
        ),
      );
      for (const result of results) {
        const failed = result.metrics.find(
          ({ errorCode }) => errorCode && errorCode !== 'Success',
        );
        if (failed) {
          throw new AzureError({
            ...call,
            kind: 'failed',
            code: failed.errorCode,
            azureMessage: failed.errorMessage ?? 'the metric was not read',
          });
        }
        const cut = result.metrics.find(
          ({ timeseries }) => timeseries.length >= this.#maximumSeries,
        );
        if (query.dimension && cut) {
          // Whatever was left out would pass for zero.
          throw new AzureError({
            ...call,
            kind: 'failed',
            azureMessage: `the answer for ${result.resourceId} has ${
              this.#maximumSeries
            } series and may leave others out`,
          });
        }
        series.push(...toSeries(result, query.metrics, query.dimension));
      }
    }
    return series;
  }
}

/**
 * The SDK gives the metric's display name, which is translated ('Incoming
 * Messages'); the name that was asked for is the last segment of its id.
 */
function nameOf(id: string, asked: readonly string[]): string {
  const name = id.split('/').pop() ?? id;
  return asked.find(item => item.toLowerCase() === name.toLowerCase()) ?? name;
}

function toSeries(
  result: MetricsQueryResult,
  asked: readonly string[],
  dimension: string | undefined,
): MetricSeries[] {
  const resourceId = (result.resourceId ?? '').toLowerCase();
  return result.metrics.flatMap(metric => {
    const name = nameOf(metric.id, asked);
    if (metric.timeseries.length === 0) {
      // Said all the same: what is left out was not answered.
      return [{ resourceId, metric: name, points: [] }];
    }
    return metric.timeseries.map(element => {
      const value = element.metadatavalues?.find(
        of => of.name?.toLowerCase() === dimension?.toLowerCase(),
      )?.value;
      return {
        resourceId,
        metric: name,
        ...(value === undefined ? {} : { dimension: value }),
        // Hundreds a series, and nearly all of them zero.
        points: (element.data ?? []).flatMap(({ timeStamp, total }) =>
          total ? [{ at: timeStamp.toISOString(), total }] : [],
        ),
      };
    });
  });
}
