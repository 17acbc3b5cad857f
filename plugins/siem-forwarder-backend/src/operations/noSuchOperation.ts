import { NotFoundError } from '@backstage/errors';

/** What is said of an operation that does not exist, or may not be seen. */
export function noSuchOperation(id: string): NotFoundError {
  return new NotFoundError(
    `There is no operation '${id}'; 'siem-forwarder:prerequisites:check' opens it`,
  );
}
