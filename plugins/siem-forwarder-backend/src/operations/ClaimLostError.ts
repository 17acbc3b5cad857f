import { CustomErrorBase } from '@backstage/errors';

/**
 * The process has lost its claim of an operation: it stood still for too long
 * and another goes on, or the operation is being rolled back. What it was
 * about to write is not written.
 */
export class ClaimLostError extends CustomErrorBase {
  name = 'ClaimLostError' as const;

  constructor(operation: string) {
    super(
      `Another process goes on with the operation '${operation}', or rolls it back; this one writes nothing any more`,
    );
  }
}
