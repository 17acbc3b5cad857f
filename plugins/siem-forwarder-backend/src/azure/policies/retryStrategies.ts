import {
  PipelineRequest,
  PipelineResponse,
  RetryStrategy,
} from '@azure/core-rest-pipeline';
import { isIdempotent } from './requestSafety';
import { readRetryAfterSeconds } from './readRetryAfterSeconds';

const throttled = new Set([429, 503, 529]);
const transient = new Set([408, 500, 502, 503, 504]);

/** Errors of the connection, before any answer. */
const connectionErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Waits as long as Azure asks for, if that is worth it: the SDKs wait any
 * time, an hour included, and a step or a sweep cannot. Without `Retry-After`
 * a 429 is not sent again.
 *
 * @param options - `maximumSeconds`: the most that one call may wait in all
 */
export function throttlingStrategy(options: {
  maximumSeconds: number;
}): RetryStrategy {
  const waited = new WeakMap<PipelineRequest, number>();
  return {
    name: 'siemForwarderThrottlingStrategy',
    retry({ response }) {
      const seconds = response && secondsToWait(response);
      if (response === undefined || seconds === undefined) {
        return { skipStrategy: true };
      }
      const total = (waited.get(response.request) ?? 0) + seconds;
      if (total > options.maximumSeconds) {
        return { skipStrategy: true };
      }
      waited.set(response.request, total);
      return { retryAfterInMs: seconds * 1000 };
    },
  };
}

function secondsToWait(response: PipelineResponse): number | undefined {
  return throttled.has(response.status)
    ? readRetryAfterSeconds(response.headers)
    : undefined;
}

/**
 * Sends again after a failure that passes, with growing pauses, but never what
 * might take effect twice. An attempt that timed out is not repeated: its
 * caller has waited long enough.
 *
 * @param options - `delayMilliseconds`: the first pause; each next is twice as long, with jitter
 */
export function transientStrategy(options: {
  delayMilliseconds: number;
}): RetryStrategy {
  return {
    name: 'siemForwarderTransientStrategy',
    retry({ retryCount, response, responseError }) {
      const request = response?.request ?? responseError?.request;
      const passes = response
        ? transient.has(response.status) &&
          readRetryAfterSeconds(response.headers) === undefined
        : connectionErrors.has(responseError?.code ?? '');
      if (!passes || !request || !isIdempotent(request)) {
        return { skipStrategy: true };
      }
      const pause = options.delayMilliseconds * 2 ** retryCount;
      return { retryAfterInMs: pause * (0.75 + Math.random() / 2) };
    },
  };
}
