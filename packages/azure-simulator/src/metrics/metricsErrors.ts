import { defineErrors } from '../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'metrics',
    title: 'Azure Monitor metrics, data plane',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/metrics/migrate-to-batch-api',
  },
  {
    unauthenticated: {
      status: 401,
      code: 'InvalidAuthenticationToken',
      message:
        'The access token is missing, invalid, expired or for another audience.',
      when: 'A request has no valid token for metrics.',
      ownWords: true,
      headers: {
        'www-authenticate':
          'Bearer authorization_uri="https://login.microsoftonline.com", resource="https://metrics.monitor.azure.com"',
      },
    },
    notAuthorized: {
      status: 401,
      code: 'AuthorizationFailed',
      message:
        "The client with object id '{objectId}' does not have authorization to perform action 'Microsoft.Insights/metrics/read' over scope '/subscriptions/{subscriptionId}'.",
      when: 'The caller may not read metrics at the subscription; a right at the resource is not enough.',
    },
    notRegistered: {
      status: 403,
      code: 'SubscriptionNotRegistered',
      message:
        "The subscription '{subscriptionId}' is not registered to use namespace 'Microsoft.Insights'.",
      when: 'Microsoft.Insights is not registered in the subscription.',
      ownWords: true,
    },
    invalidTime: {
      status: 400,
      code: 'BadRequest',
      message: "Invalid {parameter}: '{value}'.",
      when: 'starttime or endtime is no ISO 8601 date and time.',
      ownWords: true,
    },
    invalidTimeRange: {
      status: 400,
      code: 'BadRequest',
      message: 'Detected invalid time range: starttime must be before endtime.',
      when: 'The start is not before the end.',
      ownWords: true,
    },
    outOfRetention: {
      status: 400,
      code: 'BadRequest',
      message:
        'Query endTime: {end} is out of the Max metrics retention period: {days}.00:00:00',
      when: 'The time range ends before the 93 days that metrics are kept.',
      source: 'https://github.com/Azure/azure-sdk-for-python/issues/13547',
    },
    tooManyPoints: {
      status: 400,
      code: 'BadRequest',
      message:
        'The query asks for more than {most} data points: ask for fewer resources, a shorter time or a longer interval.',
      when: 'The answer would have more than 500,000 data points.',
      ownWords: true,
    },
    invalidTop: {
      status: 400,
      code: 'BadRequest',
      message: "Invalid top: '{value}'. It must be a whole number above 0.",
      when: 'top is no whole number above 0.',
      ownWords: true,
    },
    invalidTimeGrain: {
      status: 400,
      code: 'BadRequest',
      message:
        'Invalid time grain duration: {interval}, supported ones are: 00:01:00,00:05:00,00:15:00,00:30:00,01:00:00,06:00:00,12:00:00,1.00:00:00',
      when: 'interval is none of the grains of the metrics.',
      source: 'https://github.com/Azure/azure-libraries-for-net/issues/495',
    },
    invalidAggregation: {
      status: 400,
      code: 'BadRequest',
      message: "Invalid aggregation: '{aggregation}'.",
      when: 'aggregation is none of total, count, average, minimum and maximum.',
      ownWords: true,
    },
    invalidFilter: {
      status: 400,
      code: 'BadRequest',
      message: "Invalid filter: '{filter}'.",
      when: 'filter is malformed.',
      ownWords: true,
    },
    unknownNamespace: {
      status: 400,
      code: 'BadRequest',
      message: "The metric namespace '{namespace}' is not supported.",
      when: 'metricnamespace is none that is simulated.',
      ownWords: true,
    },
    missingNames: {
      status: 400,
      code: 'BadRequest',
      message: 'The metricnames parameter is required.',
      when: 'No metric is named.',
      ownWords: true,
    },
    unknownMetric: {
      status: 400,
      code: 'BadRequest',
      message:
        'Failed to find metric configuration for provider: {provider}, resource Type: {type}, metric: {name}, Valid metrics: {valid}',
      when: 'The namespace has no such metric.',
    },
    unknownDimension: {
      status: 400,
      code: 'BadRequest',
      message:
        'Metric: {name} does not support requested dimension combination: {dimension}, supported ones are: {supported}',
      when: 'filter names a dimension that the metric does not have.',
    },
    resourceCount: {
      status: 400,
      code: 'BadRequest',
      message: 'The request needs 1 to {most} resourceids, it has {count}.',
      when: 'A batch names no resource, or more than 50.',
      ownWords: true,
    },
    mixedResources: {
      status: 400,
      code: 'BadRequest',
      message:
        "All resources must be of subscription '{subscriptionId}' and type '{namespace}': '{id}' is not.",
      when: 'A resource of the batch is of another subscription or type.',
      ownWords: true,
    },
    otherRegion: {
      status: 400,
      code: 'BadRequest',
      message:
        "All resources must be in region '{region}': '{id}' is in '{location}'.",
      when: 'A resource of the batch is in another region than the host.',
      ownWords: true,
    },
    notFound: {
      status: 404,
      code: 'NotFound',
      message: "No operation at '{path}'.",
      when: 'No operation that is simulated has this path.',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const metricsErrorGroup = group;

/** Refusals of metrics:getBatch. */
export const metricsErrors = builders;
