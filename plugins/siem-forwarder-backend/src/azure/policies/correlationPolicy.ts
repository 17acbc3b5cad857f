import { randomUUID } from 'crypto';
import { PipelinePolicy } from '@azure/core-rest-pipeline';

/**
 * Gives each call an id that Azure keeps in its activity log and answers with,
 * one for all attempts of a call, so that an error can be found again.
 *
 * See https://learn.microsoft.com/azure/azure-resource-manager/management/resource-manager-error-correlation-id
 */
export function correlationPolicy(): PipelinePolicy {
  return {
    name: 'siemForwarderCorrelationPolicy',
    sendRequest(request, next) {
      if (!request.headers.has('x-ms-correlation-request-id')) {
        request.headers.set('x-ms-correlation-request-id', randomUUID());
      }
      return next(request);
    },
  };
}
