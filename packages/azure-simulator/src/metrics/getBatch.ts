import { Duration } from 'luxon';
import { namespaceById } from '../arm/eventHub/findNamespace';
import { normalizeRegion } from '../arm/regions';
import { fromIso, toIso } from '../clock/format';
import { memberOf, stringsAt } from '../http/json';
import { ServiceRequest, ServiceResponse } from '../http/Route';
import { idKey, subscriptionIdOf } from '../ids/armId';
import { mayManage } from '../rbac/accessOf';
import { World } from '../World';
import { retentionDays } from './countMetric';
import { MetricDefinition, metricDefinitions } from './metricDefinitions';
import { DimensionFilter, parseMetricFilter } from './metricFilter';
import { metricsErrors } from './metricsErrors';
import { AggregationName, Grain, timeseriesOf } from './timeseries';

/** Most resources of one call. Source: metrics/migrate-to-batch-api */
const mostResources = 50;

/** `top` when the caller gives none. */
const defaultTop = 10;

/** Points of one answer: more would keep every port waiting while they are made. */
const mostPoints = 500_000;

const aggregationNames: readonly AggregationName[] = [
  'total',
  'count',
  'average',
  'minimum',
  'maximum',
];

interface Resource {
  id: string;
  location: string;
  /** Dimension values that exist without data. */
  known(metric: MetricDefinition): string[];
}

function findResource(world: World, id: string): Resource | undefined {
  const namespace = namespaceById(world, id);
  if (namespace) {
    return {
      id: namespace.id,
      location: namespace.location,
      known: () => Object.values(namespace.eventHubs).map(hub => hub.name),
    };
  }
  const workspace = world.state.workspaces[idKey(id)];
  if (workspace) {
    return {
      id: workspace.id,
      location: workspace.location,
      known: metric =>
        metric.dimensions.length > 2
          ? []
          : Object.values(workspace.dataExports).map(
              rule => `EventHub|${rule.name}`,
            ),
    };
  }
  return undefined;
}

/** Lengths of a slot that the metrics have (minutes). Source: https://github.com/Azure/azure-libraries-for-net/issues/495 */
const grains = [1, 5, 15, 30, 60, 360, 720, 1440];

function readGrain(query: URLSearchParams, now: number): Grain {
  const time = (name: string, otherwise: number) => {
    const text = query.get(name);
    const value = text === null ? otherwise : fromIso(text);
    if (Number.isNaN(value)) {
      throw metricsErrors.invalidTime({ parameter: name, value: text ?? '' });
    }
    return value;
  };
  const end = time('endtime', now);
  const start = time('starttime', end - 3_600_000);
  if (start >= end) {
    throw metricsErrors.invalidTimeRange();
  }
  const oldest = now - retentionDays * 86_400_000;
  if (end < oldest) {
    throw metricsErrors.outOfRetention({
      end: toIso(end),
      days: retentionDays,
    });
  }
  const text = query.get('interval') ?? 'PT1M';
  const whole = text.toUpperCase() === 'FULL';
  const interval = whole
    ? end - Math.max(start, oldest)
    : Duration.fromISO(text).toMillis();
  if (!whole && !grains.includes(interval / 60_000)) {
    throw metricsErrors.invalidTimeGrain({ interval: text });
  }
  return {
    // A range that begins before the retention is answered from where there is data.
    start: Math.floor(Math.max(start, oldest) / 60_000) * 60_000,
    end,
    interval,
  };
}

function readTop(query: URLSearchParams): number {
  const text = query.get('top');
  const top = text === null ? defaultTop : Number(text);
  if (text === '' || !Number.isSafeInteger(top) || top < 1) {
    throw metricsErrors.invalidTop({ value: text ?? '' });
  }
  return top;
}

/** Counts the points of an answer before they are made; refuses too many. */
function pointsCounter(): (count: number) => void {
  let total = 0;
  return count => {
    total += count;
    if (total > mostPoints) {
      throw metricsErrors.tooManyPoints({ most: mostPoints });
    }
  };
}

function readAggregations(query: URLSearchParams): AggregationName[] {
  const names = (query.get('aggregation') ?? 'total')
    .split(',')
    .map(name => name.trim().toLowerCase());
  return names.map(name => {
    const found = aggregationNames.find(candidate => candidate === name);
    if (!found) {
      throw metricsErrors.invalidAggregation({ aggregation: name });
    }
    return found;
  });
}

function readMetrics(
  namespace: string,
  query: URLSearchParams,
  filters: readonly DimensionFilter[],
): MetricDefinition[] {
  const known = memberOf(metricDefinitions, namespace.toLowerCase());
  if (!known) {
    throw metricsErrors.unknownNamespace({ namespace });
  }
  const names = (query.get('metricnames') ?? '')
    .split(',')
    .filter(name => name !== '');
  if (names.length === 0) {
    throw metricsErrors.missingNames();
  }
  return names.map(name => {
    const found = known.find(
      definition => definition.name.toLowerCase() === name.toLowerCase(),
    );
    if (!found) {
      throw metricsErrors.unknownMetric({
        provider: namespace.split('/')[0],
        type: namespace.split('/')[1],
        name,
        valid: known.map(definition => definition.name).join(','),
      });
    }
    const stranger = filters.find(
      filter =>
        !found.dimensions.some(
          dimension =>
            dimension.toLowerCase() === filter.dimension.toLowerCase(),
        ),
    );
    if (stranger) {
      throw metricsErrors.unknownDimension({
        name: found.name,
        dimension: stranger.dimension.toLowerCase(),
        supported: found.dimensions.join(','),
      });
    }
    return found;
  });
}

function readResources(
  world: World,
  request: ServiceRequest,
  namespace: string,
): string[] {
  const { params, body } = request;
  const ids = stringsAt(body, 'resourceids') ?? [];
  if (ids.length === 0 || ids.length > mostResources) {
    throw metricsErrors.resourceCount({
      most: mostResources,
      count: ids.length,
    });
  }
  for (const id of ids) {
    const subscription = subscriptionIdOf(id)?.toLowerCase();
    if (
      subscription !== params.subscriptionId.toLowerCase() ||
      !idKey(id).includes(`/providers/${namespace.toLowerCase()}/`)
    ) {
      throw metricsErrors.mixedResources({
        subscriptionId: params.subscriptionId,
        namespace,
        id,
      });
    }
    const location = findResource(world, id)?.location;
    if (
      params.region &&
      location &&
      normalizeRegion(location) !== normalizeRegion(params.region)
    ) {
      throw metricsErrors.otherRegion({
        region: params.region,
        id,
        location,
      });
    }
  }
  return ids;
}

/** `metrics:getBatch`: metrics of up to 50 resources of one subscription, region and type. */
export function getBatch(
  world: World,
  request: ServiceRequest,
): ServiceResponse {
  const { params, query, caller, now } = request;
  const subscription =
    world.state.subscriptions[params.subscriptionId.toLowerCase()];
  if (
    !subscription ||
    !mayManage(
      world,
      caller.objectId,
      'Microsoft.Insights/metrics/read',
      `/subscriptions/${params.subscriptionId}`,
    )
  ) {
    throw metricsErrors.notAuthorized({
      objectId: caller.objectId,
      subscriptionId: params.subscriptionId,
    });
  }
  if (subscription.providers['microsoft.insights'] !== 'Registered') {
    throw metricsErrors.notRegistered({
      subscriptionId: params.subscriptionId,
    });
  }
  const namespace = query.get('metricnamespace') ?? '';
  const filters = parseMetricFilter(query.get('filter'));
  const metrics = readMetrics(namespace, query, filters);
  const ids = readResources(world, request, namespace);
  const grain = readGrain(query, now);
  const aggregations = readAggregations(query);
  const top = readTop(query);
  const countPoints = pointsCounter();
  return {
    status: 200,
    body: {
      values: ids.map(id => {
        const resource = findResource(world, id);
        return {
          starttime: toIso(grain.start),
          endtime: toIso(grain.end),
          interval: Duration.fromMillis(grain.interval).rescale().toISO(),
          value: metrics.map(definition => ({
            id: `${id}/providers/Microsoft.Insights/metrics/${definition.name}`,
            type: 'Microsoft.Insights/metrics',
            name: {
              value: definition.name,
              localizedValue: definition.displayName,
            },
            displayDescription: definition.description,
            unit: definition.unit,
            timeseries: resource
              ? timeseriesOf({
                  definition,
                  totals:
                    world.state.metrics[idKey(id)]?.[definition.name] ?? {},
                  known: resource.known(definition),
                  filters,
                  grain,
                  aggregations,
                  top,
                  countPoints,
                })
              : [],
            errorCode: resource ? 'Success' : 'ResourceNotFound',
            ...(resource
              ? {}
              : { errorMessage: `The resource '${id}' was not found.` }),
          })),
          namespace: namespace.toLowerCase(),
          resourceregion: resource
            ? normalizeRegion(resource.location)
            : params.region ?? '',
          resourceid: id,
        };
      }),
    },
  };
}
