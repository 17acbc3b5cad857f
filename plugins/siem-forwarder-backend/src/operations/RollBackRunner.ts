import { ClaimLostError } from './ClaimLostError';
import { HeldClaim } from './HeldClaim';
import { OperationsOptions } from './OperationsOptions';
import { StoredOperation } from './OperationStore';
import { RollBack, RollBackPass } from './RollBack';

/** How long one pass of a roll back may take. */
const ROLL_BACK_SECONDS = 120;

/** Rolls operations back, one process at a time, pass by pass. */
export class RollBackRunner {
  readonly #options: OperationsOptions;
  readonly #rollBack: RollBack;
  readonly #now: () => Date;

  constructor(options: {
    options: OperationsOptions;
    rollBack: RollBack;
    now: () => Date;
  }) {
    this.#options = options.options;
    this.#rollBack = options.rollBack;
    this.#now = options.now;
  }

  /** Runs one pass; does nothing when another process is at it. */
  async run(
    operation: StoredOperation,
    stop: AbortSignal | undefined,
  ): Promise<void> {
    const { store, logger } = this.#options;
    const claim = await HeldClaim.take({
      store,
      operationId: operation.id,
      status: 'rolling-back',
      logger,
      now: this.#now,
    });
    if (!claim) {
      return;
    }
    try {
      const pass = await this.#rollBack.pass({
        of: operation,
        operations: await this.#takenBackWith(operation),
        claim,
        signal: AbortSignal.any([
          claim.lost,
          ...(stop ? [stop] : []),
          AbortSignal.timeout(ROLL_BACK_SECONDS * 1000),
        ]),
      });
      await this.#note(operation, claim, pass);
    } catch (error) {
      if (!(error instanceof ClaimLostError)) {
        throw error;
      }
    } finally {
      await claim.release();
    }
  }

  /**
   * A forwarder that is not made after all takes with it what its earlier runs
   * left in place for it. What is done with one that lives takes its own writes
   * back and nothing else: the forwarder may rest on those earlier ones.
   */
  async #takenBackWith(operation: StoredOperation): Promise<StoredOperation[]> {
    if (operation.kind !== 'provision') {
      return [operation];
    }
    const before = await this.#options.store.listOperations({
      entityRef: operation.entityRef,
      statuses: ['rolled-back'],
      real: true,
    });
    return [operation, ...before];
  }

  async #note(
    { id, entityRef, rollBack }: StoredOperation,
    { fence }: HeldClaim,
    pass: RollBackPass,
  ): Promise<void> {
    const { store } = this.#options;
    const at = this.#now();
    // Its first line is the reason that was given when it began.
    const [reason = ''] = rollBack?.split('\n') ?? [];
    if (pass.status === 'waiting') {
      const dueAt = new Date(at.getTime() + pass.retryAfterSeconds * 1000);
      const next = {
        dueAt: dueAt.toISOString(),
        rollBack: [reason, ...pass.pending].join('\n'),
      };
      await store.schedule(id, next, fence);
      return;
    }
    const left =
      pass.left.length > 0 ? [`Left in place: ${pass.left.join(' ')}`] : [];
    await store.schedule(id, { rollBack: [reason, ...left].join('\n') }, fence);
    await store.closeOperation(id, 'rolled-back', at.toISOString(), fence);
    this.#options.onRolledBack?.(entityRef);
  }
}
