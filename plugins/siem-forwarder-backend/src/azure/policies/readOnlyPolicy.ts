import { PipelinePolicy } from '@azure/core-rest-pipeline';
import { CustomErrorBase } from '@backstage/errors';
import { isReading } from './requestSafety';

/** A mistake in our own code: something asked the sweeper to write. */
export class ReadOnlyIdentityError extends CustomErrorBase {
  name = 'ReadOnlyIdentityError' as const;
}

/**
 * Refuses every request of the sweeper that would change something, before it
 * is sent: a mistake in our code must not become a write, whatever roles the
 * identity happens to have.
 */
export function readOnlyPolicy(): PipelinePolicy {
  return {
    name: 'siemForwarderReadOnlyPolicy',
    async sendRequest(request, next) {
      if (!isReading(request)) {
        throw new ReadOnlyIdentityError(
          `The sweeper's identity only reads: ${request.method} ${
            new URL(request.url).pathname
          } was not sent; use the provisioner`,
        );
      }
      return next(request);
    },
  };
}
