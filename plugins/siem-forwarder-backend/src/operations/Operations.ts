import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  ForwarderSpec,
  Operation,
  OperationKind,
  OperationStatus,
  OperationStep,
  Plan,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { checkBeforeReading } from './checkBeforeReading';
import { checkSpec } from './checkSpec';
import { ClaimLostError } from './ClaimLostError';
import { forwarderTarget } from './ForwarderTarget';
import { noSuchOperation } from './noSuchOperation';
import { HeldClaim } from './HeldClaim';
import { adoptedSpec } from './life/adoptedSpec';
import { operationKindTable } from './kinds';
import { notedValues } from './notedValues';
import { OperationContexts } from './OperationContexts';
import { OperationsOptions } from './OperationsOptions';
import { StoredOperation } from './OperationStore';
import { OperationTenant } from './OperationTenant';
import { costNotice } from './plan/costNotice';
import { estimateCost } from './plan/estimateCost';
import { planForwarder } from './plan/planForwarder';
import { refuseOnErrors } from './problems';
import { RollBack } from './RollBack';
import { Step } from './Step';
import { StepRunner } from './StepRunner';
import { resultsInOrder, stepOutputs } from './stepOutputs';
import { provisioningPlan } from './steps';
import { createCheckPrerequisites } from './steps/checkPrerequisites';

/** How long a plan may read. */
const PLAN_SECONDS = 45;
/** How long one pass of a roll back may take. */
const ROLL_BACK_SECONDS = 120;

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
  readonly #rollBack: RollBack;
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
    this.#rollBack = new RollBack(options, this.#contexts, this.#now);
    this.#runner = new StepRunner({
      options,
      contexts: this.#contexts,
      rollBack: this.#rollBack,
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
  async open(options: {
    id: string;
    spec: ForwarderSpec;
    dryRun: boolean;
    /** A failed step rolls it back at once. */
    rollBackOnFailure?: boolean;
    /** Entity ref of the user. */
    actor: string;
  }): Promise<Operation> {
    const { id, spec, dryRun, actor, rollBackOnFailure = false } = options;
    refuseOnErrors(spec.name, checkSpec(spec));
    if (spec.adopted) {
      throw new InputError(
        'adopted: a forwarder that was made elsewhere is adopted, not made',
      );
    }
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
      ...(rollBackOnFailure && { rollBackOnFailure }),
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

  /**
   * Opens an operation on a forwarder that exists. The portal itself drives it,
   * unless a scaffolder task does.
   *
   * @throws InputError, NotFoundError or ConflictError that names the remedy
   */
  async openFor(options: {
    entityRef: string;
    kind: Exclude<OperationKind, 'provision'>;
    input: unknown;
    /** Id of the scaffolder task that drives it. */
    task?: string;
    dryRun?: boolean;
    /** Entity ref of the user. */
    actor: string;
    /** Asked before anything is opened; throws when the actor may not. */
    allow?: (spec: ForwarderSpec) => void;
  }): Promise<Operation> {
    const { store } = this.#options;
    const { actor, dryRun = false, entityRef, kind, task } = options;
    const definition = this.#kinds()[kind];
    if (!definition) {
      throw new InputError(
        `kind: this portal does not know operations of the kind '${kind}'`,
      );
    }
    const input = definition.input.safeParse(options.input ?? {});
    if (!input.success) {
      throw new InputError(
        input.error.issues
          .map(({ path, message }) => `input.${path.join('.')}: ${message}`)
          .join('\n'),
      );
    }
    const now =
      kind === 'adopt'
        ? await this.#specToAdopt(entityRef, input.data, options.allow)
        : await this.#specOf(entityRef);
    options.allow?.(now);
    const known =
      task === undefined ? undefined : await store.getOperation(task);
    if (known) {
      return this.#presentSame(known, { ...options, input: input.data });
    }
    const [open] = await store.listOperations({
      entityRef,
      statuses: ['open', 'rolling-back'],
      real: true,
      limit: 1,
    });
    if (open && !dryRun) {
      throw new ConflictError(
        `The operation '${open.id}' (${open.kind}) of '${entityRef}' is ${open.status}; wait for its end, or press Retry or Roll back there`,
      );
    }
    const spec = definition.specWith?.(now, input.data) ?? now;
    refuseOnErrors(spec.name, checkSpec(spec));
    const { owner } = forwarderTarget(spec);
    const at = this.#now().toISOString();
    return this.#present(
      await store.insertOperation({
        id: task ?? randomUUID(),
        kind,
        status: 'open',
        driver: task === undefined ? 'portal' : 'task',
        actor,
        entityRef,
        owner,
        spec,
        input: input.data,
        dryRun,
        openedAt: at,
        ...(task === undefined && { dueAt: at }),
      }),
    );
  }

  /** @throws NotFoundError when the portal does not write to the forwarder */
  async #specOf(entityRef: string): Promise<ForwarderSpec> {
    const { store } = this.#options;
    const registration = await store.getRegistration(entityRef);
    const made =
      registration && (await store.getOperation(registration.operationId));
    if (!made) {
      throw new NotFoundError(
        `The portal has not made '${entityRef}', so it does not write to it; adopt it first`,
      );
    }
    return made.spec;
  }

  async #specToAdopt(
    entityRef: string,
    { keyVault }: { keyVault?: unknown },
    allow?: (spec: ForwarderSpec) => void,
  ): Promise<ForwarderSpec> {
    const { registrations, scopes, store, tenants } = this.#options;
    if (await store.getRegistration(entityRef)) {
      throw new ConflictError(`The portal writes to '${entityRef}' already`);
    }
    const entity = await registrations.findEntity(entityRef);
    if (!entity) {
      throw new NotFoundError(`The catalog has no entity '${entityRef}'`);
    }
    return adoptedSpec({
      entity,
      ...(typeof keyVault === 'string' && { keyVault }),
      scopes,
      tenants,
      allow,
    });
  }

  /** A task that asks again for what it has opened is answered with that. */
  #presentSame(
    known: StoredOperation,
    asked: { actor: string; entityRef: string; kind: string; input: unknown },
  ): Promise<Operation> {
    if (
      known.actor !== asked.actor ||
      known.entityRef !== asked.entityRef ||
      known.kind !== asked.kind ||
      !isDeepStrictEqual(known.input, plain(asked.input))
    ) {
      throw new ConflictError(
        `The operation '${known.id}' is open for something else; start a new run`,
      );
    }
    return this.#present(known);
  }

  /** Operations, the newest first. */
  async list(query: {
    entityRef?: string;
    status?: OperationStatus;
    /** Without dry runs. */
    real?: boolean;
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
   * Lets the portal go on with an open operation, from the step that failed.
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
      await this.#takeBack(operation, stop);
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
          await this.#refuseForeign(operation);
        }
      },
    });
  }

  async #takeBack(
    operation: StoredOperation,
    stop: AbortSignal | undefined,
  ): Promise<void> {
    const { store, logger } = this.#options;
    const { id, entityRef } = operation;
    const claim = await HeldClaim.take({
      store,
      operationId: id,
      status: 'rolling-back',
      logger,
      now: this.#now,
    });
    if (!claim) {
      return;
    }
    try {
      const before = await store.listOperations({
        entityRef,
        statuses: ['rolled-back'],
        real: true,
      });
      const pass = await this.#rollBack.pass({
        of: operation,
        // What others left in place for this one is not used any more.
        operations: [operation, ...before],
        claim,
        signal: AbortSignal.any([
          claim.lost,
          ...(stop ? [stop] : []),
          AbortSignal.timeout(ROLL_BACK_SECONDS * 1000),
        ]),
      });
      const at = this.#now();
      // Its first line is the reason that was given when it began.
      const [reason = ''] = operation.rollBack?.split('\n') ?? [];
      const left =
        pass.left.length > 0 && `Left in place: ${pass.left.join(' ')}`;
      if (pass.status === 'waiting') {
        const dueAt = new Date(at.getTime() + pass.retryAfterSeconds * 1000);
        await store.schedule(
          id,
          {
            dueAt: dueAt.toISOString(),
            rollBack: [reason, ...pass.pending].join('\n'),
          },
          claim.fence,
        );
        return;
      }
      await store.schedule(
        id,
        { rollBack: [reason, ...(left ? [left] : [])].join('\n') },
        claim.fence,
      );
      await store.closeOperation(
        id,
        'rolled-back',
        at.toISOString(),
        claim.fence,
      );
      this.#options.onRolledBack?.(operation.entityRef);
    } catch (error) {
      if (!(error instanceof ClaimLostError)) {
        throw error;
      }
    } finally {
      await claim.release();
    }
  }

  #kinds() {
    return this.#options.kinds ?? operationKindTable;
  }

  #stepsOf({ kind }: Pick<StoredOperation, 'kind'>): readonly Step[] {
    return kind === 'provision'
      ? this.#provisioning
      : this.#kinds()[kind]?.steps ?? [];
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
    const failures = steps.flatMap(({ step, failure, updatedAt }) =>
      failure ? [{ step, message: failure, at: updatedAt }] : [],
    );
    return {
      ...operation,
      steps: resultsInOrder(steps),
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

/** What a value becomes in the database: undefined members are gone. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
