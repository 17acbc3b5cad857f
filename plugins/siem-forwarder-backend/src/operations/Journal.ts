import { stringifyError } from '@backstage/errors';
import { Fence, JournalIntent, OperationStore } from './OperationStore';

/**
 * Writes down what is about to be done before it is done, and what came of it
 * after: whatever a run has made can be found again, however it ended.
 */
export interface Journal {
  /**
   * Runs one write.
   *
   * @param intent - what is about to be written
   * @param write - sends it; not called when the intent cannot be stored
   * @param resourceIdOf - the id of what was made, where the answer tells it
   */
  write<T>(
    intent: Omit<JournalIntent, 'operationId' | 'step'>,
    write: () => Promise<T>,
    resourceIdOf?: (result: T) => string,
  ): Promise<T>;
}

/** {@link Journal} of one step of one operation in the store. */
export class StoredJournal implements Journal {
  readonly #store: OperationStore;
  readonly #operationId: string;
  readonly #step: JournalIntent['step'];
  readonly #fence: Fence | undefined;
  readonly #now: () => Date;

  private constructor(options: {
    store: OperationStore;
    operationId: string;
    step: JournalIntent['step'];
    fence?: Fence;
    now: () => Date;
  }) {
    this.#store = options.store;
    this.#operationId = options.operationId;
    this.#step = options.step;
    this.#fence = options.fence;
    this.#now = options.now;
  }

  static create(options: {
    store: OperationStore;
    operationId: string;
    step: JournalIntent['step'];
    /** The claim of the process; without it no write is sent. */
    fence?: Fence;
    now: () => Date;
  }): StoredJournal {
    return new StoredJournal(options);
  }

  async write<T>(
    intent: Omit<JournalIntent, 'operationId' | 'step'>,
    write: () => Promise<T>,
    resourceIdOf?: (result: T) => string,
  ): Promise<T> {
    const id = await this.#store.insertIntent(
      { ...intent, operationId: this.#operationId, step: this.#step },
      this.#now().toISOString(),
      this.#fence,
    );
    let result: T;
    try {
      result = await write();
    } catch (error) {
      await this.#store.recordOutcome(id, {
        outcome: 'unknown',
        at: this.#now().toISOString(),
        reason: stringifyError(error),
      });
      throw error;
    }
    await this.#store.recordOutcome(id, {
      outcome: 'done',
      at: this.#now().toISOString(),
      resourceId: resourceIdOf?.(result),
    });
    return result;
  }
}
