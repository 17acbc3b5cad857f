import { PipelinePolicy } from '@azure/core-rest-pipeline';
import { CallObserver, outcomeOf } from '../../calls';
import { AzureCloud } from '../AzureCloud';
import { serviceOf } from '../serviceOf';
import { readRetryAfterSeconds } from './readRetryAfterSeconds';

/** Tells an observer of each attempt that is really sent. */
export function observePolicy(
  cloud: AzureCloud,
  observer: CallObserver,
): PipelinePolicy {
  return {
    name: 'siemForwarderObservePolicy',
    async sendRequest(request, next) {
      const service = serviceOf(request.url, cloud);
      let response;
      try {
        response = await next(request);
      } catch (error) {
        observer.onCall(service, 'unanswered');
        throw error;
      }
      const { status, headers } = response;
      // A 503 that asks to wait is Azure's other way to throttle.
      const throttled =
        status === 503 && readRetryAfterSeconds(headers) !== undefined;
      observer.onCall(service, throttled ? 'throttled' : outcomeOf(status));
      return response;
    },
  };
}
