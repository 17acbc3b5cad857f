import { AsyncLocalStorage } from 'node:async_hooks';

/** Statuses that are a refusal by their class, and say nothing of the effect. */
const uncertainStatuses = [408, 409, 412, 429];

/** What the requests of one write came to. */
export class WriteWatch {
  #mayHaveHappened = false;
  #underWay = 0;
  #sawAny = false;
  #sawMissing = false;
  #stoppedBy: unknown;
  readonly #assertMaySend: (() => void) | undefined;

  /**
   * @param options - `assertMaySend`: throws when no request may be sent any
   *   more; asked before each attempt, since a client may wait a minute before
   *   it sends one again
   */
  constructor(options: { assertMaySend?: () => void } = {}) {
    this.#assertMaySend = options.assertMaySend;
  }

  /**
   * True once a request that changes something was sent and was not refused for
   * certain; also while its answer is out, since a caller that is cancelled
   * does not wait for it.
   */
  get mayHaveHappened(): boolean {
    return this.#mayHaveHappened || this.#underWay > 0;
  }

  /** Whether any request that changes something was told of. */
  get sawAny(): boolean {
    return this.#sawAny;
  }

  /** Whether any of them was told that what it wants to change is not there. */
  get sawMissing(): boolean {
    return this.#sawMissing;
  }

  /** What kept a request from being sent, if anything has. */
  get stoppedBy(): unknown {
    return this.#stoppedBy;
  }

  /**
   * Tells that a request that changes something is about to be sent.
   *
   * @throws what `assertMaySend` throws: it must not be sent
   */
  begin(): void {
    this.#sawAny = true;
    try {
      this.#assertMaySend?.();
    } catch (error) {
      this.#stoppedBy = error;
      throw error;
    }
    this.#underWay += 1;
  }

  /**
   * Tells how a request that changes something ended.
   *
   * @param status - HTTP status of the answer; undefined when there was none
   */
  end(status: number | undefined): void {
    this.#underWay -= 1;
    const refused =
      status !== undefined &&
      status >= 400 &&
      status < 500 &&
      !uncertainStatuses.includes(status);
    this.#mayHaveHappened ||= !refused;
    this.#sawMissing ||= status === 404;
  }
}

const present = new AsyncLocalStorage<WriteWatch>();

/**
 * Runs a write whose requests, those of retries among them, are watched: an
 * error alone does not tell whether the request that changes something
 * happened, since it may come of a question that was asked after it.
 */
export function watchWrites<T>(
  watch: WriteWatch,
  write: () => Promise<T>,
): Promise<T> {
  return present.run(watch, write);
}

/** The watch of the write that is under way, if any. */
export function presentWatch(): WriteWatch | undefined {
  return present.getStore();
}
