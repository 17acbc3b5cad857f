import { NotAllowedError, NotFoundError } from '@backstage/errors';

/** What a page must tell apart when a request fails. */
export type ErrorKind = 'forbidden' | 'not-found' | 'other';

/** Reads the kind of an error from the backend's own error, which a `ResponseError` carries as its cause. */
export function errorKind(error: Error & { cause?: unknown }): ErrorKind {
  for (const candidate of [error, error.cause]) {
    if (NotAllowedError.is(candidate)) {
      return 'forbidden';
    }
    if (NotFoundError.is(candidate)) {
      return 'not-found';
    }
  }
  return 'other';
}
