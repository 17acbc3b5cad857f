import { MetricsClient } from '@azure/monitor-query-metrics';
import { AzureConnection } from './AzureConnection';
import { readMetricResults } from './readMetricResults';
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
      series.push(
        ...readMetricResults(results, {
          call,
          metrics: query.metrics,
          dimension: query.dimension,
          maximumSeries: this.#maximumSeries,
        }),
      );
    }
    return series;
  }
}
