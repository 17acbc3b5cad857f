import {
  ConflictError,
  InputError,
  stringifyError,
  toError,
} from '@backstage/errors';
import {
  OperationStep,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { attemptStep } from './attemptStep';
import { ClaimLostError } from './ClaimLostError';
import { HeldClaim } from './HeldClaim';
import { Attempt, OperationContexts } from './OperationContexts';
import { OperationsOptions } from './OperationsOptions';
import { StoredOperation, StoredStep } from './OperationStore';
import { RollBack } from './RollBack';
import { Step, StepOutcome } from './Step';

/** How long one ensure may take before it answers `waiting`. */
const STEP_SECONDS = 55;
const ASK_AGAIN_SECONDS = 5;

/** Runs steps of operations, one process at a time. */
export class StepRunner {
  readonly #options: OperationsOptions;
  readonly #contexts: OperationContexts;
  readonly #now: () => Date;
  readonly #rollBack: RollBack;
  readonly #stepsOf: (operation: StoredOperation) => readonly Step[];

  constructor(options: {
    options: OperationsOptions;
    contexts: OperationContexts;
    rollBack: RollBack;
    now: () => Date;
    stepsOf: (operation: StoredOperation) => readonly Step[];
  }) {
    this.#options = options.options;
    this.#contexts = options.contexts;
    this.#rollBack = options.rollBack;
    this.#now = options.now;
    this.#stepsOf = options.stepsOf;
  }

  /**
   * Runs one bounded ensure.
   *
   * @param run - `stop`: aborts when nobody waits for the answer any more
   * @throws InputError, ConflictError or AzureError when the step cannot be
   *   done; the operation stays open
   */
  async run(run: {
    operation: StoredOperation;
    name: OperationStep;
    stop?: AbortSignal;
    /** Asked with the claim in hand; throws when it may not go on. */
    refuse: (operation: StoredOperation) => Promise<void>;
  }): Promise<StepResult> {
    const { name, stop, refuse } = run;
    const { store, logger } = this.#options;
    const { id } = run.operation;
    const claim =
      run.operation.status === 'open'
        ? await HeldClaim.take({
            store,
            operationId: id,
            status: 'open',
            logger,
            now: this.#now,
          })
        : undefined;
    if (run.operation.status === 'open' && !claim) {
      return busy(name);
    }
    try {
      // Read with the claim in hand: another process may just have gone on.
      const operation = (await store.getOperation(id)) ?? run.operation;
      const steps = await store.listSteps(id);
      if (operation.status !== 'open' || !claim) {
        return answerOfClosed(
          operation,
          steps.find(({ step }) => step === name),
          name,
        );
      }
      requireOrder(operation, this.#stepsOf(operation), steps, name);
      const result = await this.#ensure({
        operation,
        steps,
        name,
        claim,
        stop,
        refuse,
      });
      const last = this.#stepsOf(operation).at(-1);
      if (name === last?.step && result.status === 'done') {
        await store.closeOperation(
          id,
          'done',
          this.#now().toISOString(),
          claim.fence,
        );
        this.#tell(operation);
      }
      return result;
    } catch (error) {
      if (error instanceof ClaimLostError) {
        return busy(name);
      }
      throw error;
    } finally {
      await claim?.release();
    }
  }

  async #ensure(run: {
    operation: StoredOperation;
    steps: StoredStep[];
    name: OperationStep;
    claim: HeldClaim;
    stop: AbortSignal | undefined;
    refuse: (operation: StoredOperation) => Promise<void>;
  }): Promise<StepResult> {
    const { operation, steps, name, claim } = run;
    const { store, logger } = this.#options;
    const stored = steps.find(({ step }) => step === name);
    const now = this.#now();
    // A step that waits goes on; one that was done, or failed, begins anew.
    const since =
      stored?.result?.status === 'waiting' ? stored.since : now.toISOString();
    const state = stored?.state ?? {};
    const put = (step: Pick<StoredStep, 'state'> & Partial<StoredStep>) =>
      store.putStep(
        operation.id,
        {
          step: name,
          since,
          updatedAt: this.#now().toISOString(),
          ...step,
        },
        claim.fence,
      );
    try {
      await run.refuse(operation);
      const outcome = await this.#attempt(
        { operation, steps, name, since: new Date(since), state, claim },
        run.stop,
      );
      const { state: remembered = state, ...answer } = outcome;
      const result: StepResult = { step: name, ...answer };
      await put({ state: remembered, result });
      await this.#scheduleNext(operation, claim, result);
      return result;
    } catch (error) {
      if (
        error instanceof ClaimLostError ||
        // The backend shuts down: another replica, or the next start, goes on.
        (run.stop?.aborted && operation.driver === 'portal')
      ) {
        throw error;
      }
      if (run.stop?.aborted) {
        logger.info(`Operation ${operation.id}: ${name} was cancelled`);
      } else {
        logger.warn(
          `Operation ${operation.id}: ${name} failed: ${stringifyError(error)}`,
        );
      }
      await put({ state, failure: toError(error).message });
      if (operation.dryRun) {
        // It has told what it can: there is nothing to go on with, or to take back.
        await store.closeOperation(
          operation.id,
          'done',
          this.#now().toISOString(),
          claim.fence,
        );
        throw error;
      }
      await this.#stopAfterFailure(operation, claim, name, error, run.stop);
      throw error;
    }
  }

  async #attempt(
    attempt: Omit<Attempt, 'signal' | 'stop' | 'takeBack' | 'planTakeBack'>,
    stop: AbortSignal | undefined,
  ): Promise<StepOutcome> {
    const { claim, name, operation } = attempt;
    const step = this.#stepsOf(operation).find(({ step: own }) => own === name);
    if (!step) {
      throw new InputError(
        `A ${operation.kind} operation has no step '${name}'`,
      );
    }
    const stopped = AbortSignal.any([claim.lost, ...(stop ? [stop] : [])]);
    const signal = AbortSignal.any([
      stopped,
      AbortSignal.timeout(STEP_SECONDS * 1000),
    ]);
    try {
      return await attemptStep(
        step,
        this.#contexts.step({
          ...attempt,
          signal,
          stop: stopped,
          takeBack: () => this.#takeBack(operation, claim, signal),
          planTakeBack: () => this.#planTakeBack(operation, signal),
        }),
        operation.dryRun,
      );
    } catch (error) {
      if (claim.lost.aborted) {
        throw claim.lost.reason;
      }
      if (stop?.aborted) {
        throw new ConflictError(
          `The run was cancelled while '${name}' was under way; press Retry or Roll back`,
          error,
        );
      }
      throw error;
    }
  }

  async #takeBack(of: StoredOperation, claim: HeldClaim, signal: AbortSignal) {
    const { entityRef } = of;
    const operations = await this.#options.store.listOperations({
      entityRef,
      real: true,
    });
    return this.#rollBack.pass({ of, operations, entityRef, claim, signal });
  }

  #tell({ dryRun, entityRef, kind }: StoredOperation): void {
    if (dryRun) {
      return;
    }
    if (kind === 'decommission') {
      this.#options.onRolledBack?.(entityRef);
    } else {
      this.#options.onRegistered?.(entityRef);
    }
  }

  async #planTakeBack(of: StoredOperation, signal: AbortSignal) {
    const { entityRef } = of;
    const operations = await this.#options.store.listOperations({
      entityRef,
      real: true,
    });
    return this.#rollBack.plan({ of, operations, entityRef, signal });
  }

  /** The portal goes on by itself with what it drives. */
  async #scheduleNext(
    { id, driver }: StoredOperation,
    claim: HeldClaim,
    result: StepResult,
  ): Promise<void> {
    if (driver !== 'portal') {
      return;
    }
    const seconds =
      result.status === 'waiting'
        ? result.retryAfterSeconds ?? ASK_AGAIN_SECONDS
        : 0;
    const dueAt = new Date(this.#now().getTime() + seconds * 1000);
    await this.#options.store.schedule(
      id,
      { dueAt: dueAt.toISOString() },
      claim.fence,
    );
  }

  async #stopAfterFailure(
    operation: StoredOperation,
    claim: HeldClaim,
    name: OperationStep,
    error: unknown,
    stop: AbortSignal | undefined,
  ): Promise<void> {
    const { store } = this.#options;
    await store.schedule(operation.id, {}, claim.fence);
    // A client that has left may come back: a scaffolder that restarts does.
    if (operation.rollBackOnFailure && !stop?.aborted) {
      await store.beginRollBack(
        operation.id,
        `'${name}' failed: ${toError(error).message.replaceAll('\n', ' ')}`,
        this.#now().toISOString(),
      );
    }
  }
}

/**
 * A template may go on after a failed step (`if: always()`), so that no step is
 * safe to run because those before it are in the template. The first one finds
 * what stands against the whole.
 */
function requireOrder(
  { kind }: StoredOperation,
  steps: readonly Step[],
  stored: StoredStep[],
  name: OperationStep,
): void {
  const first = steps[0]?.step;
  const checked = stored.some(
    ({ step, result }) => step === first && result?.status === 'done',
  );
  if (!steps.some(({ step }) => step === name)) {
    throw new InputError(`A ${kind} operation has no step '${name}'`);
  }
  if (name !== first && !checked) {
    throw new ConflictError(
      `'${name}' cannot run before '${first}' has found nothing against the forwarder; press Retry`,
    );
  }
}

/** A closed operation repeats what it answered; it does nothing any more. */
function answerOfClosed(
  operation: StoredOperation,
  stored: StoredStep | undefined,
  name: OperationStep,
): StepResult {
  if (operation.status === 'done' && stored?.result) {
    return stored.result;
  }
  throw new ConflictError(
    `The operation '${operation.id}' is ${operation.status}, so '${name}' cannot run; start a new run`,
  );
}

function busy(step: OperationStep): StepResult {
  return {
    step,
    status: 'waiting',
    message: 'Another process is working at this operation.',
    retryAfterSeconds: ASK_AGAIN_SECONDS,
    changes: [],
    outputs: {},
  };
}
