import { PipelinePolicy } from '@azure/core-rest-pipeline';
import { CallObserver } from '../../calls';
import { AzureCloud } from '../AzureCloud';
import { observeAttempt } from '../observeAttempt';
import { serviceOf } from '../serviceOf';

/** Tells an observer of each attempt that is really sent. */
export function observePolicy(
  cloud: AzureCloud,
  observer: CallObserver,
): PipelinePolicy {
  return {
    name: 'siemForwarderObservePolicy',
    sendRequest: (request, next) =>
      observeAttempt(next(request), serviceOf(request.url, cloud), observer),
  };
}
