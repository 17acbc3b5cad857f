import { isError, stringifyError, toError } from '@backstage/errors';
import { HeldClaim } from './HeldClaim';
import { ClaimLostError } from './ClaimLostError';
import { Journal, StoredJournal } from './Journal';
import { OperationContexts } from './OperationContexts';
import { OperationsOptions } from './OperationsOptions';
import { JournalEntry, ResourceKind, StoredOperation } from './OperationStore';
import { takingBack, UndoResult, waiting } from './undo/Undo';
import { UndoRunner } from './undo/UndoRunner';
import { readWrites, Write } from './undo/readWrites';

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

/** What taking a forwarder down would do with one resource. */
export interface TakeBackPlan {
  deleted: string[];
  kept: { resource: string; reason: string }[];
}

/** What one pass is about. */
interface PassOptions {
  /** The operation in whose journal it is noted. */
  of: StoredOperation;
  /** Whose writes are taken back. */
  operations: StoredOperation[];
  /** A forwarder that goes as a whole. */
  entityRef?: string;
  claim: HeldClaim;
  signal: AbortSignal;
}

/** Takes back what operations wrote, the newest write first. */
export class RollBack {
  readonly #options: OperationsOptions;
  readonly #undos: UndoRunner;
  readonly #now: () => Date;

  constructor(
    options: OperationsOptions,
    contexts: OperationContexts,
    now: () => Date,
  ) {
    this.#options = options;
    this.#undos = new UndoRunner(options, contexts, now);
    this.#now = now;
  }

  /**
   * One pass over the journals; safe to run again, and after a crash anywhere.
   *
   * @throws ClaimLostError when another process goes on
   */
  async pass(run: PassOptions): Promise<RollBackPass> {
    const { others, known, entries } = await readWrites(
      this.#options.store,
      run,
    );
    const left: string[] = [];
    const pending: string[] = [];
    const kept = new Set<string>();
    let failed = false;
    for (const { operation, entry } of entries) {
      const lines = known.filter(({ undoes }) => undoes === entry.id);
      const undone = isUndone(lines);
      if (run.entityRef && entry.kind === 'registration') {
        // While anything is left to do, people must find the forwarder.
        if (pending.length === 0) {
          await this.#unregister(run, entry);
        }
        break;
      }
      if (undone && entry.kind && !repeated.includes(entry.kind)) {
        // An earlier pass may have left a part of it.
        left.push(
          ...lines.flatMap(({ action, operationId, reason }) =>
            action === 'keep' && operationId === run.of.id && reason
              ? [reason]
              : [],
          ),
        );
        continue;
      }
      let result: UndoResult;
      try {
        result = await this.#undos.run({
          ...run,
          operation,
          entry,
          others,
          undone,
          going: idsOf(entries),
          kept,
          takenBack: run.operations.map(({ id }) => id),
          journal: this.#journal(run, entry),
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
        if (entry.kind === 'role-assignment') {
          // Once its hub is gone a role is an orphan that is not listed any more.
          break;
        }
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

  /** What {@link RollBack.pass} would do with a forwarder that goes as a whole; writes nothing. */
  async plan(run: Omit<PassOptions, 'claim'>): Promise<TakeBackPlan> {
    const { others, known, entries } = await readWrites(
      this.#options.store,
      run,
    );
    const plan: TakeBackPlan = { deleted: [], kept: [] };
    const kept = new Set<string>();
    const named = new Set<string>();
    for (const { operation, entry } of entries) {
      const lines = known.filter(({ undoes }) => undoes === entry.id);
      let writes = entry.kind === 'registration';
      if (!isUndone(lines) && !writes) {
        const result = await this.#undos.run({
          ...run,
          operation,
          entry,
          others,
          undone: false,
          going: idsOf(entries),
          kept,
          takenBack: run.operations.map(({ id }) => id),
          // What is made of an answer is not looked at.
          journal: {
            write: async <T>() => {
              writes = true;
              return undefined as T;
            },
          },
        });
        if (result.status === 'kept') {
          writes = false;
          kept.add(`${entry.resourceId}`.toLowerCase());
          plan.kept.push({ resource: entry.resource, reason: result.reason });
        }
        // A namespace whose hub is to go waits for that.
        writes ||= result.status === 'waiting';
      }
      // A resource may have been made, or described, more than once.
      const names = [entry.resource, `${entry.resourceId}`];
      if (
        writes &&
        entry.action === 'create' &&
        !names.some(name => named.has(name))
      ) {
        names.forEach(name => named.add(name));
        plan.deleted.push(entry.resource);
      }
    }
    return plan;
  }

  #journal(
    { of, claim }: Pick<PassOptions, 'of' | 'claim'>,
    entry: JournalEntry,
  ): Journal {
    return StoredJournal.create({
      store: this.#options.store,
      operationId: of.id,
      step: entry.step,
      claim,
      now: this.#now,
    });
  }

  async #unregister(run: PassOptions, entry: JournalEntry): Promise<void> {
    const { registrations } = this.#options;
    const { entityRef } = run.of;
    if (await registrations.get(entityRef)) {
      await this.#journal(run, entry).write(takingBack(entry, 'delete'), () =>
        registrations.remove(entityRef),
      );
    }
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

function idsOf(writes: Write[]): Set<string> {
  return new Set(
    writes.flatMap(({ entry }) => entry.resourceId?.toLowerCase() ?? []),
  );
}

function isUndone(lines: JournalEntry[]): boolean {
  return lines.some(
    ({ action, outcome }) =>
      (action === 'delete' || action === 'restore') && outcome === 'done',
  );
}
