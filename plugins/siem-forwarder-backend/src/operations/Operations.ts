import { ConflictError } from '@backstage/errors';
import {
  ForwarderSpec,
  Operation,
  OperationStatus,
  OperationStep,
  Plan,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { checkBeforeReading } from './checkBeforeReading';
import { forwarderTarget } from './ForwarderTarget';
import { idleSince } from './idleSince';
import { noSuchOperation } from './noSuchOperation';
import { operationKindTable } from './kinds';
import { notedValues } from './notedValues';
import { OperationContexts } from './OperationContexts';
import {
  OpenForOptions,
  OpenOptions,
  OperationOpening,
} from './OperationOpening';
import { OperationsOptions } from './OperationsOptions';
import { OperationAudience, StoredOperation } from './OperationStore';
import { OperationTenant } from './OperationTenant';
import { costNotice } from './plan/costNotice';
import { estimateCost } from './plan/estimateCost';
import { planForwarder } from './plan/planForwarder';
import { RollBack } from './RollBack';
import { RollBackRunner } from './RollBackRunner';
import { Step } from './Step';
import { StepRunner } from './StepRunner';
import { resultsInOrder, stepOutputs } from './stepOutputs';
import { provisioningPlan } from './steps';
import { createCheckPrerequisites } from './steps/checkPrerequisites';

/** How long a plan may read. */
const PLAN_SECONDS = 45;

/**
 * Operations: opened for a user, then driven step by step until they are done
 * or rolled back.
 *
 * @remarks
 * Who may open one, go on with it or roll it back is decided by the API; here
 * it is only made sure that what was allowed is what is done: the
 * specification is fixed when the operation opens.
 */
export class Operations {
  readonly #options: OperationsOptions;
  readonly #now: () => Date;
  readonly #contexts: OperationContexts;
  readonly #provisioning: readonly Step[];
  readonly #opening: OperationOpening;
  readonly #rollBacks: RollBackRunner;
  readonly #runner: StepRunner;

  private constructor(options: OperationsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#contexts = new OperationContexts(options, this.#now);
    this.#provisioning = [
      createCheckPrerequisites(context =>
        planForwarder(this.#contexts.plan(context)),
      ),
      ...provisioningPlan,
    ];
    this.#opening = new OperationOpening(options, this.#now);
    const rollBack = new RollBack(options, this.#contexts, this.#now);
    this.#rollBacks = new RollBackRunner({ options, rollBack, now: this.#now });
    this.#runner = new StepRunner({
      options,
      contexts: this.#contexts,
      rollBack,
      now: this.#now,
      stepsOf: operation => this.#stepsOf(operation),
    });
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
  async open(options: OpenOptions): Promise<Operation> {
    return this.#present(await this.#opening.open(options));
  }

  /**
   * Opens an operation on a forwarder that exists. The portal itself drives it,
   * unless a scaffolder task does.
   *
   * @throws InputError, NotFoundError or ConflictError that names the remedy
   */
  async openFor(options: OpenForOptions): Promise<Operation> {
    return this.#present(await this.#opening.openFor(options));
  }

  /** Operations, the newest first. */
  async list(query: {
    entityRef?: string;
    status?: OperationStatus;
    /** Without dry runs. */
    real?: boolean;
    /** Only what this user may see, before the newest are taken. */
    seenBy?: OperationAudience;
    limit?: number;
  }): Promise<Operation[]> {
    const { status, ...rest } = query;
    const found = await this.#options.store.listOperations({
      ...rest,
      ...(status && { statuses: [status] }),
    });
    return Promise.all(found.map(operation => this.#present(operation)));
  }

  /**
   * Lets the portal go on with an open operation, from the step that failed or
   * at which its task was left.
   * One that is done answers itself.
   *
   * @throws ConflictError when it is or has been rolled back
   */
  async retry(id: string): Promise<Operation> {
    const operation = await this.#require(id);
    if (operation.status === 'done') {
      return this.#present(operation);
    }
    const taken = await this.#options.store.takeOver(
      id,
      this.#now().toISOString(),
    );
    if (!taken) {
      throw new ConflictError(
        `The operation '${id}' is ${operation.status} and cannot go on; start a new run`,
      );
    }
    return this.get(id);
  }

  /**
   * Lets the portal take back what an open operation wrote; one that is being
   * rolled back, or has been, answers itself.
   *
   * @param reason - one sentence
   * @throws ConflictError when it is done
   */
  async rollBack(id: string, reason: string): Promise<Operation> {
    const operation = await this.#require(id);
    if (operation.status === 'done') {
      throw new ConflictError(
        `The operation '${id}' is done and cannot be rolled back; decommission the forwarder to take it down`,
      );
    }
    await this.#options.store.beginRollBack(
      id,
      reason.replaceAll('\n', ' '),
      this.#now().toISOString(),
    );
    return this.get(id);
  }

  /**
   * Goes on with an operation that the portal drives: its next step, or one
   * pass of its roll back.
   *
   * @returns whether there may be more to do at once
   */
  async advance(id: string, stop?: AbortSignal): Promise<boolean> {
    const operation = await this.#require(id);
    if (operation.status === 'rolling-back') {
      await this.#rollBacks.run(operation, stop);
      return false;
    }
    if (operation.status !== 'open' || operation.driver !== 'portal') {
      return false;
    }
    const stored = await this.#options.store.listSteps(id);
    const next = this.#stepsOf(operation).find(
      ({ step }) =>
        !stored.some(
          ({ step: name, result }) =>
            name === step && result?.status === 'done',
        ),
    );
    if (!next) {
      // It was done when the process died before the operation was closed.
      const last = this.#stepsOf(operation).at(-1);
      return last
        ? (await this.runStep(id, last.step, stop)).status === 'done'
        : false;
    }
    return (await this.runStep(id, next.step, stop)).status === 'done';
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
        missingRights: [],
        exports: [],
        cost: estimateCost({
          spec,
          exports: [],
          namespaceExists: false,
          now: this.#now(),
        }),
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
   * @param stop - aborts when nobody waits for the answer any more
   * @throws InputError, ConflictError, NotFoundError or AzureError when the
   *   step cannot be done; the operation stays open
   */
  async runStep(
    id: string,
    name: OperationStep,
    stop?: AbortSignal,
  ): Promise<StepResult> {
    return this.#runner.run({
      operation: await this.#require(id),
      name,
      stop,
      refuse: async operation => {
        if (!operation.dryRun) {
          await this.#opening.refuseForeign(operation);
        }
      },
    });
  }

  #stepsOf({ kind }: Pick<StoredOperation, 'kind'>): readonly Step[] {
    return kind === 'provision'
      ? this.#provisioning
      : (this.#options.kinds ?? operationKindTable)[kind]?.steps ?? [];
  }

  async #require(id: string): Promise<StoredOperation> {
    const operation = await this.#options.store.getOperation(id);
    if (!operation) {
      throw noSuchOperation(id);
    }
    return operation;
  }

  async #present(stored: StoredOperation): Promise<Operation> {
    const { owner: _, dueAt, progressAt: __, ...operation } = stored;
    const steps = await this.#options.store.listSteps(stored.id);
    // What the portal goes on with has not failed: it is being tried again.
    const goesOn = stored.status === 'open' && dueAt !== undefined;
    const failures = steps.flatMap(({ step, failure, updatedAt }) =>
      failure && !goesOn ? [{ step, message: failure, at: updatedAt }] : [],
    );
    const idle = idleSince(stored, steps, this.#now());
    return {
      ...operation,
      steps: resultsInOrder(steps),
      ...(idle !== undefined && { idleSince: idle }),
      ...(failures.length > 0 && { failures }),
      values: notedValues(stepOutputs(steps), this.#tenantOf(stored)),
    };
  }

  #tenantOf({ spec }: StoredOperation): OperationTenant | undefined {
    return this.#options.tenants.forSubscription(
      forwarderTarget(spec).workspaceId.subscriptionId,
    );
  }
}
