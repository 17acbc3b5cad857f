import { stringifyError } from '@backstage/errors';
import { WriteOutcome } from 'backstage-plugin-siem-forwarder-common';
import { watchWrites, WriteWatch } from '../calls';
import { HeldClaim } from './HeldClaim';
import { JournalIntent, OperationStore, ResourceKind } from './OperationStore';

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
   * @throws ClaimLostError when another process goes on with the operation
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
  readonly #claim: Pick<HeldClaim, 'fence' | 'assertHeld'> | undefined;
  readonly #now: () => Date;

  private constructor(options: {
    store: OperationStore;
    operationId: string;
    step: JournalIntent['step'];
    claim?: Pick<HeldClaim, 'fence' | 'assertHeld'>;
    now: () => Date;
  }) {
    this.#store = options.store;
    this.#operationId = options.operationId;
    this.#step = options.step;
    this.#claim = options.claim;
    this.#now = options.now;
  }

  static create(options: {
    store: OperationStore;
    operationId: string;
    step: JournalIntent['step'];
    /** The claim of the process: no write is sent without it. */
    claim?: Pick<HeldClaim, 'fence' | 'assertHeld'>;
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
      this.#claim?.fence,
    );
    const assertMaySend = () => this.#claim?.assertHeld();
    const watch = new WriteWatch({ assertMaySend });
    let result: T;
    try {
      assertMaySend();
      result = await watchWrites(watch, write);
    } catch (error) {
      await this.#store.recordOutcome(id, {
        outcome: outcomeOf(intent.kind, watch),
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

/**
 * Kinds whose writes need not pass a client that tells the watch: the portal's
 * own database, and connectors that others have added.
 */
const seldomWatched: readonly ResourceKind[] = ['siem-reader', 'registration'];

function outcomeOf(kind: ResourceKind, watch: WriteWatch): WriteOutcome {
  const unwatched = !watch.sawAny && seldomWatched.includes(kind);
  return unwatched || watch.mayHaveHappened ? 'unknown' : 'refused';
}
