import { Journal } from '../Journal';
import { OperationContexts } from '../OperationContexts';
import { OperationsOptions } from '../OperationsOptions';
import { JournalEntry, StoredOperation } from '../OperationStore';
import { OtherUsers } from './OtherUsers';
import { UndoResult, waiting } from './Undo';
import { undoTable } from './undoTable';

/**
 * How long a write may take effect, or stay unseen, after it was sent: what is
 * looked for and not found is gone for certain only then. Graph shows a new
 * application within a minute; a request whose connection was cut is through
 * by then.
 */
const SETTLE_SECONDS = 60;

/** Takes back one write after another. */
export class UndoRunner {
  readonly #options: OperationsOptions;
  readonly #contexts: OperationContexts;
  readonly #now: () => Date;

  constructor(
    options: OperationsOptions,
    contexts: OperationContexts,
    now: () => Date,
  ) {
    this.#options = options;
    this.#contexts = contexts;
    this.#now = now;
  }

  /** What taking back one write comes to. */
  async run(run: {
    of: StoredOperation;
    operation: StoredOperation;
    entry: JournalEntry;
    others: OtherUsers;
    undone: boolean;
    going: ReadonlySet<string>;
    kept: ReadonlySet<string>;
    takenBack: readonly string[];
    entityRef?: string;
    journal: Journal;
    signal: AbortSignal;
  }): Promise<UndoResult> {
    const { entry, operation, signal } = run;
    if (!entry.kind) {
      return {
        status: 'kept',
        reason: `What was written of ${entry.resource} is from before the portal could take it back.`,
      };
    }
    const settled = this.#isSettled(entry);
    if (!settled && entry.outcome !== 'done') {
      return waiting('Whether it was made is not known yet.');
    }
    const { registrations, store } = this.#options;
    let wrote = false;
    const watched: Journal = {
      write: (...write) => {
        wrote = true;
        return run.journal.write(...write);
      },
    };
    const comparison = this.#contexts.comparison(operation.spec, signal);
    const azure = comparison.tenant.provisioner ?? comparison.tenant.sweeper;
    const result = await undoTable[entry.kind](entry, {
      ...comparison,
      reader: azure,
      azure,
      store,
      registrations,
      others: run.others,
      undone: run.undone,
      going: run.going,
      kept: run.kept,
      takenBack: run.takenBack,
      whole: run.entityRef !== undefined,
      journal: watched,
    });
    return result.status === 'gone' && !wrote && !run.undone && !settled
      ? waiting('It is not to be seen yet.')
      : result;
  }

  #isSettled(entry: JournalEntry): boolean {
    const { settleSeconds = SETTLE_SECONDS } = this.#options;
    const since = new Date(entry.endedAt ?? entry.intendedAt).getTime();
    return this.#now().getTime() - since >= settleSeconds * 1000;
  }
}
