import {
  PipelinePolicy,
  PipelineRequest,
  RestError,
} from '@azure/core-rest-pipeline';

/** Code of the error with which an attempt ends that was not answered in time. */
export const CALL_TIMEOUT = 'CALL_TIMEOUT';

/** Name of the policy, for its place in a pipeline. */
export const CALL_TIMEOUT_POLICY = 'siemForwarderCallTimeoutPolicy';

/** Milliseconds in which an aborted attempt may end by itself. */
const GRACE = 1_000;

/**
 * Ends an attempt that is not answered in time, tokens included: the SDKs have
 * no time limit of their own, so a hung server would hang us for ever, and
 * their `timeout` option cannot be told from a cancellation.
 *
 * @param options - `milliseconds` for one attempt
 */
export function callTimeoutPolicy(options: {
  milliseconds: number;
}): PipelinePolicy {
  return {
    name: CALL_TIMEOUT_POLICY,
    async sendRequest(request, next) {
      const callersSignal = request.abortSignal;
      const ours = new AbortController();
      const forward = () => ours.abort();
      if (callersSignal?.aborted) {
        ours.abort();
      }
      callersSignal?.addEventListener('abort', forward);
      request.abortSignal = ours.signal;

      let timedOut = false;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          timedOut = true;
          ours.abort();
          // What ends by the abort cleans up first; what ignores it is left.
          timer = setTimeout(
            () => reject(timeoutError(request, options.milliseconds)),
            GRACE,
          );
        }, options.milliseconds);
      });
      const answer = next(request);
      // An answer that is left behind is nobody's any more.
      answer.catch(() => {});
      try {
        return await Promise.race([answer, late]);
      } catch (error) {
        throw timedOut ? timeoutError(request, options.milliseconds) : error;
      } finally {
        clearTimeout(timer);
        callersSignal?.removeEventListener('abort', forward);
        request.abortSignal = callersSignal;
      }
    },
  };
}

function timeoutError(request: PipelineRequest, milliseconds: number) {
  const { host, pathname } = new URL(request.url);
  return new RestError(
    `${request.method} ${host}${pathname} was not answered within ${
      milliseconds / 1000
    } seconds`,
    { code: CALL_TIMEOUT, request },
  );
}
