import { LoggerService } from '@backstage/backend-plugin-api';
import { isAzureError } from '../azure/AzureError';

/** How long one example of a failure is enough, in milliseconds. */
const ONCE_IN = 60 * 60_000;

/**
 * Logs what Azure refused or failed to tell, with the ids of the call, which
 * Microsoft's support asks for: facts do not keep them, since they are others
 * at each call. The same failure strikes many resources: one call an hour
 * stands for them.
 */
export class FailureLog {
  readonly #logger: Pick<LoggerService, 'warn'>;
  readonly #now: () => number;
  /** When a failure was logged last, by service, kind and code. */
  readonly #logged = new Map<string, number>();

  /** @param options - `now`: the present in epoch milliseconds */
  constructor(options: {
    logger: Pick<LoggerService, 'warn'>;
    now: () => number;
  }) {
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** @param reads - what could not be read, for the sentence */
  note(error: unknown, reads: string): void {
    if (!isAzureError(error)) {
      return;
    }
    const failure = [error.service, error.kind, error.code].join(' ');
    const last = this.#logged.get(failure);
    if (last !== undefined && this.#now() - last < ONCE_IN) {
      return;
    }
    this.#logged.set(failure, this.#now());
    this.#logger.warn(
      `Could not read ${reads}, and perhaps more: ${error.message}`,
    );
  }
}
