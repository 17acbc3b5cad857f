import { PipelineRequest, RestError } from '@azure/core-rest-pipeline';

/** Code of the errors of {@link callHeldBack}. */
export const CALL_HELD_BACK = 'CALL_HELD_BACK';

/**
 * The error of a call that was not sent, because Azure asked to wait for
 * longer than a call may. (`RestError` cannot be extended: it takes its
 * prototype back.)
 *
 * @param seconds - until Azure may be asked again
 */
export function callHeldBack(
  request: PipelineRequest,
  seconds: number,
): RestError {
  const { host, pathname } = new URL(request.url);
  return Object.assign(
    new RestError(
      `${request.method} ${host}${pathname} was not sent: Azure asked not to be called for another ${seconds} seconds`,
      { code: CALL_HELD_BACK, request },
    ),
    { retryAfterSeconds: seconds },
  );
}

/** Seconds that the error of {@link callHeldBack} tells; undefined of any other. */
export function heldBackSeconds(error: RestError): number | undefined {
  return 'retryAfterSeconds' in error &&
    typeof error.retryAfterSeconds === 'number'
    ? error.retryAfterSeconds
    : undefined;
}
