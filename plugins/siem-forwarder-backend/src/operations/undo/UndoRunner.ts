import { presentWatch } from '../../calls';
import { Journal } from '../Journal';
import { OperationContexts } from '../OperationContexts';
import { OperationsOptions } from '../OperationsOptions';
import { JournalEntry, StoredOperation } from '../OperationStore';
import { OtherUsers } from './OtherUsers';
import { UndoContext, UndoResult, waiting } from './Undo';
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
    let missed = false;
    const watched: Journal = {
      write: (intent, write, resourceIdOf) => {
        wrote = true;
        return run.journal.write(
          intent,
          async () => {
            const result = await write();
            missed ||= presentWatch()?.sawMissing === true;
            return result;
          },
          resourceIdOf,
        );
      },
    };
    const comparison = this.#contexts.comparison(operation.spec, signal);
    const azure = comparison.tenant.provisioner ?? comparison.tenant.sweeper;
    const undo = undoTable[entry.kind];
    const context: UndoContext = {
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
    };
    const result = await undo(entry, context);
    if (result.status !== 'gone' || run.undone) {
      return result;
    }
    if (!wrote && !settled) {
      return waiting('It is not to be seen yet.');
    }
    if (wrote && !missed) {
      return result;
    }
    // A replica that does not know it yet says so of what is there.
    wrote = false;
    const again = await undo(entry, context);
    return wrote
      ? waiting('It was there, though it was said not to be.')
      : again;
  }

  #isSettled(entry: JournalEntry): boolean {
    const { settleSeconds = SETTLE_SECONDS } = this.#options;
    const since = new Date(entry.endedAt ?? entry.intendedAt).getTime();
    return this.#now().getTime() - since >= settleSeconds * 1000;
  }
}
