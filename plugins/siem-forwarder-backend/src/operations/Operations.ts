import { isDeepStrictEqual } from 'node:util';
import {
  ConflictError,
  InputError,
  stringifyError,
  toError,
} from '@backstage/errors';
import {
  ForwarderSpec,
  Operation,
  Plan,
  OperationStep,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { attemptStep } from './attemptStep';
import { checkBeforeReading } from './checkBeforeReading';
import { checkSpec } from './checkSpec';
import { forwarderTarget } from './ForwarderTarget';
import { noSuchOperation } from './noSuchOperation';
import { notedValues } from './notedValues';
import { Attempt, OperationContexts } from './OperationContexts';
import { OperationsOptions } from './OperationsOptions';
import { StoredOperation, StoredStep } from './OperationStore';
import { OperationTenant } from './OperationTenant';
import { costNotice } from './plan/costNotice';
import { planForwarder } from './plan/planForwarder';
import { refuseOnErrors } from './problems';
import { Step, StepOutcome } from './Step';
import { resultsInOrder, stepOutputs } from './stepOutputs';
import { provisioningPlan } from './steps';
import { createCheckPrerequisites } from './steps/checkPrerequisites';

/** How long one ensure may take before it answers `waiting`. */
const STEP_SECONDS = 55;
/** How long a plan may read. */
const PLAN_SECONDS = 45;
/** How long a process keeps an operation to itself: longer than any step. */
const CLAIM_SECONDS = 90;
const ASK_AGAIN_SECONDS = 5;

/**
 * Provisioning operations: opened for a user, then driven step by step until
 * the forwarder is registered.
 *
 * @remarks
 * Who may open one is decided by the API; here it is only made sure that what
 * was allowed is what is done: the specification is fixed when the operation
 * opens.
 */
export class Operations {
  readonly #options: OperationsOptions;
  readonly #now: () => Date;
  readonly #contexts: OperationContexts;
  readonly #steps: ReadonlyMap<OperationStep, Step>;

  private constructor(options: OperationsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#contexts = new OperationContexts(options, this.#now);
    const steps = [
      createCheckPrerequisites(context =>
        planForwarder(this.#contexts.plan(context)),
      ),
      ...provisioningPlan,
    ];
    this.#steps = new Map(steps.map(step => [step.step, step]));
  }

  static create(options: OperationsOptions): Operations {
    return new Operations(options);
  }

  /**
   * Opens an operation, or finds it.
   *
   * @throws InputError that lists what can be told from the specification alone
   * @throws ConflictError when the id is taken for another specification
   */
  async open(options: {
    id: string;
    spec: ForwarderSpec;
    dryRun: boolean;
    /** Entity ref of the user. */
    actor: string;
  }): Promise<Operation> {
    const { id, spec, dryRun, actor } = options;
    refuseOnErrors(spec.name, checkSpec(spec));
    const target = forwarderTarget(spec);
    await this.#refuseForeign({ ...target, spec });
    const stored = await this.#options.store.insertOperation({
      id,
      kind: 'provision',
      status: 'open',
      driver: 'task',
      actor,
      entityRef: target.entityRef,
      owner: target.owner,
      spec,
      dryRun,
      openedAt: this.#now().toISOString(),
    });
    if (
      stored.actor !== actor ||
      stored.dryRun !== dryRun ||
      !isDeepStrictEqual(stored.spec, plain(spec))
    ) {
      throw new ConflictError(
        `The operation '${id}' is open for another specification of '${stored.spec.name}'; start a new run`,
      );
    }
    return this.#present(stored);
  }

  /** @throws NotFoundError when there is no such operation */
  async get(id: string): Promise<Operation> {
    return this.#present(await this.#require(id));
  }

  /**
   * Plans a specification; reads only, and nothing outside the owner's scope.
   */
  async plan(spec: ForwarderSpec): Promise<Plan> {
    const problems = checkBeforeReading(
      spec,
      this.#options.scopes,
      this.#options.tenants,
    );
    if (problems !== undefined) {
      return {
        changes: [],
        problems,
        exports: [],
        costNotice: costNotice(spec, []),
      };
    }
    const signal = AbortSignal.timeout(PLAN_SECONDS * 1000);
    return planForwarder(
      this.#contexts.plan(this.#contexts.comparison(spec, signal)),
    );
  }

  /**
   * Runs one bounded ensure of an operation.
   *
   * @throws InputError, ConflictError, NotFoundError or AzureError when the
   *   step cannot be done; the operation stays open
   */
  async runStep(id: string, name: OperationStep): Promise<StepResult> {
    const { store } = this.#options;
    const now = this.#now();
    const before = await this.#require(id);
    const claim =
      before.status === 'open' &&
      (await store.claim(
        id,
        now.toISOString(),
        new Date(now.getTime() + CLAIM_SECONDS * 1000).toISOString(),
      ));
    if (before.status === 'open' && !claim) {
      return busy(name);
    }
    try {
      // Read with the claim in hand: another process may just have gone on.
      const operation = await this.#require(id);
      const steps = await store.listSteps(id);
      if (operation.status !== 'open') {
        return answerOfClosed(
          operation,
          steps.find(({ step }) => step === name),
          name,
        );
      }
      requirePrerequisites(steps, name);
      if (!operation.dryRun) {
        await this.#refuseForeign(operation);
      }
      const result = await this.#ensure(operation, steps, name, now);
      if (
        name === 'forwarder:register' &&
        result.status === 'done' &&
        !operation.dryRun
      ) {
        await store.closeOperation(id, 'done', this.#now().toISOString());
        this.#options.onRegistered?.(operation.entityRef);
      }
      return result;
    } finally {
      if (claim) {
        await store.release(id, claim);
      }
    }
  }

  /**
   * What an unfinished run made bears the forwarder's name, and would be
   * adopted: it must not pass from one owner to another.
   */
  async #refuseForeign({
    entityRef,
    owner,
    spec,
  }: Pick<StoredOperation, 'entityRef' | 'owner' | 'spec'>): Promise<void> {
    const foreign = await this.#options.store.findForeignOperation(
      entityRef,
      owner,
    );
    if (foreign) {
      throw new ConflictError(
        `name: '${spec.name}' is being made by another owner's run, which is not finished; choose another name`,
      );
    }
  }

  async #ensure(
    operation: StoredOperation,
    steps: StoredStep[],
    name: OperationStep,
    now: Date,
  ): Promise<StepResult> {
    const { store, logger } = this.#options;
    const stored = steps.find(({ step }) => step === name);
    // A step that waits goes on; one that was done, or failed, begins anew.
    const since =
      stored?.result?.status === 'waiting' ? stored.since : now.toISOString();
    const state = stored?.state ?? {};
    const put = (step: Pick<StoredStep, 'state'> & Partial<StoredStep>) =>
      store.putStep(operation.id, {
        step: name,
        since,
        updatedAt: this.#now().toISOString(),
        ...step,
      });
    try {
      const outcome = await this.#attempt({
        operation,
        steps,
        name,
        since: new Date(since),
        state,
      });
      const { state: remembered = state, ...answer } = outcome;
      const result: StepResult = { step: name, ...answer };
      await put({ state: remembered, result });
      return result;
    } catch (error) {
      logger.warn(
        `Operation ${operation.id}: ${name} failed: ${stringifyError(error)}`,
      );
      await put({ state, failure: toError(error).message });
      throw error;
    }
  }

  async #attempt(attempt: Omit<Attempt, 'signal'>): Promise<StepOutcome> {
    const step = this.#steps.get(attempt.name);
    if (!step) {
      throw new InputError(`There is no step '${attempt.name}'`);
    }
    const signal = AbortSignal.timeout(STEP_SECONDS * 1000);
    return attemptStep(
      step,
      this.#contexts.step({ ...attempt, signal }),
      attempt.operation.dryRun,
    );
  }

  async #require(id: string): Promise<StoredOperation> {
    const operation = await this.#options.store.getOperation(id);
    if (!operation) {
      throw noSuchOperation(id);
    }
    return operation;
  }

  async #present(stored: StoredOperation): Promise<Operation> {
    const { owner: _, dueAt: __, progressAt: ___, ...operation } = stored;
    const steps = await this.#options.store.listSteps(stored.id);
    return {
      ...operation,
      steps: resultsInOrder(steps),
      values: notedValues(stepOutputs(steps), this.#tenantOf(stored)),
    };
  }

  #tenantOf({ spec }: StoredOperation): OperationTenant | undefined {
    return this.#options.tenants.forSubscription(
      forwarderTarget(spec).workspaceId.subscriptionId,
    );
  }
}

/**
 * A template may go on after a failed step (`if: always()`), so that no step is
 * safe to run because those before it are in the template.
 */
function requirePrerequisites(steps: StoredStep[], name: OperationStep): void {
  const checked = steps.some(
    ({ step, result }) =>
      step === 'prerequisites:check' && result?.status === 'done',
  );
  if (name !== 'prerequisites:check' && !checked) {
    throw new ConflictError(
      `'${name}' cannot run before 'prerequisites:check' has found nothing against the forwarder; press Retry`,
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

/** What a value becomes in the database: undefined members are gone. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
