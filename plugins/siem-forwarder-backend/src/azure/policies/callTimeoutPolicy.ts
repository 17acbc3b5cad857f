import { PipelinePolicy, RestError } from '@azure/core-rest-pipeline';

/** Code of the error with which an attempt ends that was not answered in time. */
export const CALL_TIMEOUT = 'CALL_TIMEOUT';

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
    name: 'siemForwarderCallTimeoutPolicy',
    async sendRequest(request, next) {
      const callersSignal = request.abortSignal;
      const ours = new AbortController();
      const forward = () => ours.abort();
      if (callersSignal?.aborted) {
        ours.abort();
      }
      callersSignal?.addEventListener('abort', forward);
      request.abortSignal = ours.signal;

      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(
            new RestError(
              `${request.method} ${new URL(request.url).host}${
                new URL(request.url).pathname
              } was not answered within ${options.milliseconds / 1000} seconds`,
              { code: CALL_TIMEOUT, request },
            ),
          );
          ours.abort();
        }, options.milliseconds);
      });
      const answer = next(request);
      // The loser of the race is settled by our abort; nobody waits for it.
      answer.catch(() => {});
      try {
        return await Promise.race([answer, timeout]);
      } finally {
        clearTimeout(timer);
        callersSignal?.removeEventListener('abort', forward);
        request.abortSignal = callersSignal;
      }
    },
  };
}
