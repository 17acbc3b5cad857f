import { isError, stringifyError, toError } from '@backstage/errors';
import { HeldClaim } from './HeldClaim';
import { ClaimLostError } from './ClaimLostError';
import { Journal, StoredJournal } from './Journal';
import { OperationContexts } from './OperationContexts';
import { OperationsOptions } from './OperationsOptions';
import { JournalEntry, ResourceKind, StoredOperation } from './OperationStore';
import { OtherUsers } from './undo/OtherUsers';
import { UndoResult, waiting } from './undo/Undo';
import { undoTable } from './undo/undoTable';

/**
 * How long a write may take effect, or stay unseen, after it was sent: what is
 * looked for and not found is gone for certain only then. Graph shows a new
 * application within a minute; a request whose connection was cut is through
 * by then.
 */
const SETTLE_SECONDS = 60;

const ASK_AGAIN_SECONDS = 5;
const AFTER_FAILURE_SECONDS = 30;

/** Kinds of which one line stands for several writes, or that take their time. */
const repeated: readonly ResourceKind[] = ['namespace', 'client-secret'];

/** What one pass came to. */
export interface RollBackPass {
  /** `gone`: everything is taken back, but for what is named as left in place. */
  status: 'gone' | 'waiting';
  /** What is left in place, and why, a sentence each. */
  left: string[];
  /** What is waited for, or failed, a sentence each. */
  pending: string[];
  retryAfterSeconds: number;
}

/** Takes back what operations wrote, the newest write first. */
export class RollBack {
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

  /**
   * One pass over the journals; safe to run again, and after a crash anywhere.
   *
   * @param run - `operations`: whose writes are taken back; `of`: the
   *   operation in whose journal that is noted; `entityRef`: a forwarder that
   *   goes as a whole
   * @throws ClaimLostError when another process goes on
   */
  async pass(run: {
    of: StoredOperation;
    operations: StoredOperation[];
    entityRef?: string;
    claim: HeldClaim;
    signal: AbortSignal;
  }): Promise<RollBackPass> {
    const { store } = this.#options;
    const { operations } = run;
    const others = await OtherUsers.read(store, {
      operationIds: operations.map(({ id }) => id),
      entityRef: run.entityRef,
    });
    const known = await this.#readLines(run.of.entityRef);
    const entries = operations
      .flatMap(operation =>
        known
          .filter(entry => entry.operationId === operation.id)
          .map(entry => ({ operation, entry })),
      )
      .filter(({ entry }) => isWrite(entry))
      .sort((a, b) => b.entry.id - a.entry.id);
    const left: string[] = [];
    const pending: string[] = [];
    const kept = new Set<string>();
    let failed = false;
    for (const { operation, entry } of entries) {
      const lines = known.filter(({ undoes }) => undoes === entry.id);
      const undone = lines.some(
        ({ action, outcome }) =>
          (action === 'delete' || action === 'restore') && outcome === 'done',
      );
      if (undone && entry.kind && !repeated.includes(entry.kind)) {
        continue;
      }
      let result: UndoResult;
      try {
        result = await this.#undo({
          ...run,
          operation,
          entry,
          others,
          undone,
          kept,
        });
      } catch (error) {
        if (error instanceof ClaimLostError || run.signal.aborted) {
          throw error;
        }
        this.#options.logger.warn(
          `Operation ${run.of.id}: ${
            entry.resource
          } could not be taken back: ${stringifyError(error)}`,
        );
        failed = true;
        result = waiting(
          isError(error) ? error.message : toError(error).message,
        );
      }
      if (result.status === 'waiting') {
        pending.push(`${entry.resource}: ${result.reason}`);
      }
      if (result.status === 'kept') {
        left.push(result.reason);
        if (entry.resourceId) {
          kept.add(entry.resourceId.toLowerCase());
        }
        await this.#noteKept(run, entry, lines, result.reason);
      }
    }
    return {
      status: pending.length > 0 ? 'waiting' : 'gone',
      left: [...new Set(left)],
      pending,
      retryAfterSeconds: failed ? AFTER_FAILURE_SECONDS : ASK_AGAIN_SECONDS,
    };
  }

  /** The lines of all operations of a forwarder: one may take back what another wrote. */
  async #readLines(entityRef: string): Promise<JournalEntry[]> {
    const { store } = this.#options;
    const all = await store.listOperations({ entityRef, real: true });
    const journals = await Promise.all(
      all.map(({ id }) => store.listJournal(id)),
    );
    return journals.flat();
  }

  async #undo(run: {
    of: StoredOperation;
    operation: StoredOperation;
    entry: JournalEntry;
    others: OtherUsers;
    undone: boolean;
    kept: ReadonlySet<string>;
    claim: HeldClaim;
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
    const journal = StoredJournal.create({
      store,
      operationId: run.of.id,
      step: entry.step,
      claim: run.claim,
      now: this.#now,
    });
    const watched: Journal = {
      write: (...write) => {
        wrote = true;
        return journal.write(...write);
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
      kept: run.kept,
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

  async #noteKept(
    { of, claim }: { of: StoredOperation; claim: HeldClaim },
    entry: JournalEntry,
    lines: JournalEntry[],
    reason: string,
  ): Promise<void> {
    const { store } = this.#options;
    const noted = lines.some(
      line =>
        line.operationId === of.id &&
        line.action === 'keep' &&
        line.reason === reason,
    );
    if (noted || !entry.kind) {
      return;
    }
    const at = this.#now().toISOString();
    const id = await store.insertIntent(
      {
        operationId: of.id,
        step: entry.step,
        action: 'keep',
        kind: entry.kind,
        resource: entry.resource,
        ...(entry.resourceId && { resourceId: entry.resourceId }),
        undoes: entry.id,
      },
      at,
      claim.fence,
    );
    await store.recordOutcome(id, { outcome: 'done', at, reason });
  }
}

/** A line of something that may be there because of it. */
function isWrite({ action, outcome }: JournalEntry): boolean {
  return (action === 'create' || action === 'change') && outcome !== 'refused';
}
