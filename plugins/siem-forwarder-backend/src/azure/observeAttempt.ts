import { PipelineResponse } from '@azure/core-rest-pipeline';
import { CallObserver, outcomeOf } from '../calls';
import { readRetryAfterSeconds } from './policies/readRetryAfterSeconds';

/**
 * Tells an observer how an attempt ends.
 *
 * @param service - as metrics name it
 */
export async function observeAttempt(
  attempt: Promise<PipelineResponse>,
  service: string,
  observer: CallObserver,
): Promise<PipelineResponse> {
  let response;
  try {
    response = await attempt;
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
}
