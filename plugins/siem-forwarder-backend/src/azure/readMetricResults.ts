import { MetricsQueryResult } from '@azure/monitor-query-metrics';
import { AzureError } from './AzureError';
import { MetricSeries } from './services';

/**
 * The series of one answer of a batch.
 *
 * @remarks
 * A metric that Azure could not read of one resource is left out, so that the
 * others of the batch are known all the same.
 * @param asked - `call`: what an error names; `maximumSeries`: after which
 *   Azure cuts a series of a dimension off
 * @throws AzureError when nothing was read, or the answer may lack a part:
 *   whatever was left out would pass for zero
 */
export function readMetricResults(
  results: MetricsQueryResult[],
  asked: {
    call: Pick<AzureError, 'service' | 'action'>;
    metrics: readonly string[];
    dimension?: string;
    maximumSeries: number;
  },
): MetricSeries[] {
  const { call, dimension, maximumSeries } = asked;
  const all = results.flatMap(({ metrics }) => metrics);
  const [failed] = all.filter(hasFailed);
  if (failed && all.every(hasFailed)) {
    throw new AzureError({
      ...call,
      kind: 'failed',
      code: failed.errorCode,
      azureMessage: failed.errorMessage ?? 'the metric was not read',
    });
  }
  const cut = results.find(({ metrics }) =>
    metrics.some(({ timeseries }) => timeseries.length >= maximumSeries),
  );
  if (dimension && cut) {
    throw new AzureError({
      ...call,
      kind: 'failed',
      azureMessage: `the answer for ${cut.resourceId} has ${maximumSeries} series and may leave others out`,
    });
  }
  return results.flatMap(result => toSeries(result, asked.metrics, dimension));
}

type MetricResult = MetricsQueryResult['metrics'][number];

function hasFailed({ errorCode }: MetricResult): boolean {
  return Boolean(errorCode) && errorCode !== 'Success';
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
  return result.metrics
    .filter(metric => !hasFailed(metric))
    .flatMap(metric => {
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
