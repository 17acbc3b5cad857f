import { isError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import pLimit from 'p-limit';
import { isAzureError } from '../azure/AzureError';
import { AzureErrorKind } from '../azure/AzureErrorKind';
import { FailureLog } from './FailureLog';
import { Unavailability, UnavailableReason } from './Unavailability';

/** What a call brought: a value, or why there is none. */
export type Outcome<T> = { value: T } | { unavailable: Unavailability };

/** The one table from Azure's failures to reason codes. */
const reasonOfKind: Record<AzureErrorKind, UnavailableReason> = {
  forbidden: 'forbidden',
  unauthenticated: 'forbidden',
  throttled: 'throttled',
  'not-found': 'refused',
  conflict: 'refused',
  invalid: 'refused',
  timeout: 'timeout',
  unreachable: 'unreachable',
  failed: 'refused',
};

/**
 * Codes with which Azure Resource Manager says that a resource or its parent
 * does not exist. Any other 404 says nothing about the resource.
 */
const MISSING = new Set([
  'ResourceNotFound',
  'ParentResourceNotFound',
  'ResourceGroupNotFound',
  'NotFound',
]);

/** One call, as {@link BoundedCalls.run} makes it. */
export interface BoundedCall<T> {
  /** What is read, for the sentence: `the export rules of workspace law-ot-austin`. */
  reads: string;
  run(signal: AbortSignal): Promise<T>;
  /** The value that stands for 'the parent does not exist'. */
  whenMissing?: T;
}

/**
 * Runs calls at a bounded concurrency, each with an end of its own.
 *
 * @remarks
 * Never throws: a failed or hung call costs its own facts only. A call that
 * ignores its signal is left behind when its time is up.
 */
export class BoundedCalls {
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #timeout: number;
  readonly #signal: AbortSignal;
  readonly #failures: Pick<FailureLog, 'note'> | undefined;

  /**
   * @param options - `concurrency`: calls at one time; `timeout`: of one call
   *   with its retries; `signal`: ends all calls; `failures`: keeps the ids of
   *   calls that failed
   */
  constructor(options: {
    concurrency: number;
    timeout: HumanDuration;
    signal: AbortSignal;
    failures?: Pick<FailureLog, 'note'>;
  }) {
    this.#limit = pLimit(options.concurrency);
    this.#timeout = durationToMilliseconds(options.timeout);
    this.#signal = options.signal;
    this.#failures = options.failures;
  }

  /** Makes a call when its turn comes. */
  run<T>(call: BoundedCall<T>): Promise<Outcome<T>> {
    return this.#limit(() => this.#attempt(call));
  }

  /** Notes what a call threw, and says why there is no value. */
  unavailable(error: unknown, reads: string): Unavailability {
    this.#failures?.note(error, reads);
    return unavailabilityOf(error, reads);
  }

  async #attempt<T>(call: BoundedCall<T>): Promise<Outcome<T>> {
    const timeout = new AbortController();
    const signal = AbortSignal.any([timeout.signal, this.#signal]);
    const seconds = Math.round(this.#timeout / 1000);
    const timer = setTimeout(() => timeout.abort(), this.#timeout);
    try {
      return { value: await untilAborted(call.run(signal), signal) };
    } catch (error) {
      if (signal.aborted) {
        return {
          unavailable: {
            reason: 'timeout',
            message: this.#signal.aborted
              ? `The check was ended before ${call.reads} could be read.`
              : `Reading ${call.reads} took longer than ${seconds} seconds.`,
          },
        };
      }
      if (
        call.whenMissing !== undefined &&
        isAzureError(error) &&
        MISSING.has(error.code ?? '')
      ) {
        return { value: call.whenMissing };
      }
      return { unavailable: this.unavailable(error, call.reads) };
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * Turns what a call threw into a reason and a sentence, which is the same for
 * the same failure: states keep it.
 */
export function unavailabilityOf(
  error: unknown,
  reads: string,
): Unavailability {
  return {
    reason: isAzureError(error) ? reasonOfKind[error.kind] : 'refused',
    message: `Could not read ${reads}: ${sentenceOf(error)}`,
  };
}

function sentenceOf(error: unknown): string {
  if (isAzureError(error)) {
    return error.lastingMessage;
  }
  return isError(error) ? error.message : String(error);
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) {
      onAbort();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
