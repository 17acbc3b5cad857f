import { ServiceError } from '../http/ServiceError';

/** Refusals of metrics:getBatch. Source: https://learn.microsoft.com/azure/azure-monitor/metrics/migrate-to-batch-api */
export const metricsErrors = {
  unauthenticated: () =>
    new ServiceError(
      401,
      'InvalidAuthenticationToken',
      'The access token is missing, invalid, expired or for another audience.',
      {
        headers: {
          'www-authenticate':
            'Bearer authorization_uri="https://login.microsoftonline.com", resource="https://metrics.monitor.azure.com"',
        },
      },
    ),
  notAuthorized: (objectId: string, subscriptionId: string) =>
    new ServiceError(
      401,
      'AuthorizationFailed',
      `The client with object id '${objectId}' does not have authorization to perform action 'Microsoft.Insights/metrics/read' over scope '/subscriptions/${subscriptionId}'.`,
    ),
  notRegistered: (subscriptionId: string) =>
    new ServiceError(
      403,
      'SubscriptionNotRegistered',
      `The subscription '${subscriptionId}' is not registered to use namespace 'Microsoft.Insights'.`,
    ),
  badRequest: (message: string) => new ServiceError(400, 'BadRequest', message),
  unknownMetric: (namespace: string, name: string, valid: string[]) =>
    new ServiceError(
      400,
      'BadRequest',
      `Failed to find metric configuration for provider: ${
        namespace.split('/')[0]
      }, resource Type: ${
        namespace.split('/')[1]
      }, metric: ${name}, Valid metrics: ${valid.join(',')}`,
    ),
  notFound: (path: string) =>
    new ServiceError(404, 'NotFound', `No operation at '${path}'.`),
};
