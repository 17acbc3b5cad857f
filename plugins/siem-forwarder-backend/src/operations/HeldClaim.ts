import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { ClaimLostError } from './ClaimLostError';
import { Fence, OperationStore } from './OperationStore';

/**
 * How long a process that stands still, or has died, keeps an operation from
 * the others.
 */
const CLAIM_SECONDS = 30;
const BEATS_PER_CLAIM = 4;

/** The claim of one process on one operation, held by a heartbeat. */
export class HeldClaim {
  readonly fence: Fence;
  readonly #operationId: string;
  readonly #store: OperationStore;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #lost = new AbortController();
  readonly #beat: NodeJS.Timeout;
  #until: number;

  private constructor(
    options: Parameters<typeof HeldClaim.take>[0],
    token: string,
    until: number,
  ) {
    this.fence = { token, status: options.status };
    this.#operationId = options.operationId;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#now = options.now;
    this.#until = until;
    this.#beat = setInterval(
      () => this.#extend(),
      (CLAIM_SECONDS / BEATS_PER_CLAIM) * 1000,
    );
    this.#beat.unref();
  }

  /** @returns undefined when another process works at the forwarder */
  static async take(options: {
    store: OperationStore;
    operationId: string;
    /** The status in which the operation is to be worked at. */
    status: Fence['status'];
    logger: LoggerService;
    now: () => Date;
  }): Promise<HeldClaim | undefined> {
    const now = options.now().getTime();
    const until = now + CLAIM_SECONDS * 1000;
    const token = await options.store.claim(
      options.operationId,
      new Date(now).toISOString(),
      new Date(until).toISOString(),
    );
    return token === undefined
      ? undefined
      : new HeldClaim(options, token, until);
  }

  /** Aborts when another process goes on, or when the operation is to be rolled back. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /**
   * Makes sure, by this process's own clock, that nobody else can have taken
   * the operation over meanwhile.
   *
   * @throws ClaimLostError after a standstill
   */
  assertHeld(): void {
    if (this.#lost.signal.aborted || this.#now().getTime() >= this.#until) {
      throw new ClaimLostError(this.#operationId);
    }
  }

  /**
   * As {@link HeldClaim.assertHeld}, by the database.
   *
   * @throws ClaimLostError when another process goes on
   */
  async confirm(): Promise<void> {
    const until = this.#now().getTime() + CLAIM_SECONDS * 1000;
    const held = await this.#store.extend(
      this.#operationId,
      this.fence,
      new Date(until).toISOString(),
    );
    if (!held) {
      const error = new ClaimLostError(this.#operationId);
      this.#lost.abort(error);
      throw error;
    }
    this.#until = until;
  }

  async release(): Promise<void> {
    clearInterval(this.#beat);
    await this.#store.release(this.#operationId, this.fence.token);
  }

  async #extend(): Promise<void> {
    try {
      await this.confirm();
    } catch (error) {
      if (!(error instanceof ClaimLostError)) {
        this.#logger.warn(
          `Could not hold the operation ${
            this.#operationId
          } for longer: ${stringifyError(error)}`,
        );
      }
    }
  }
}
