import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotFoundError,
  stringifyError,
  toError,
} from '@backstage/errors';
import {
  ForwarderSpec,
  KeyVaultOption,
  Operation,
  Plan,
  Problem,
  ProvisioningStep,
  provisioningSteps,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { isDeepStrictEqual } from 'node:util';
import { isAzureError } from '../azure/AzureError';
import { Scopes } from '../scopes';
import { checkScope } from './checkScope';
import { checkSpec } from './checkSpec';
import { forwarderTarget } from './ForwarderTarget';
import { StoredJournal } from './Journal';
import { notedValues } from './notedValues';
import { OperationStore, StoredOperation, StoredStep } from './OperationStore';
import { OperationTenant, OperationTenants } from './OperationTenant';
import { PendingSecrets } from './PendingSecrets';
import { PlanContext } from './plan/PlanContext';
import { costNotice } from './plan/costNotice';
import { planForwarder } from './plan/planForwarder';
import { describeProblem, problem, refuseOnErrors } from './problems';
import { RegistrationDesk } from './RegistrationDesk';
import { SiemDirectory } from './SiemDirectory';
import { ComparisonContext, Step, StepContext, StepOutcome } from './Step';
import { createCheckPrerequisites } from './steps/checkPrerequisites';
import { provisioningPlan } from './steps';

/** How long one ensure may take before it answers `waiting`. */
const STEP_SECONDS = 55;
/** How long a plan may read. */
const PLAN_SECONDS = 45;
/** How long a process keeps an operation to itself: longer than any step. */
const CLAIM_SECONDS = 90;
const ASK_AGAIN_SECONDS = 5;
/** How long a step keeps trying while Azure throttles or fails. */
const UPSTREAM_PATIENCE_MINUTES = 10;

/** What {@link Operations} works with. */
export interface OperationsOptions {
  store: OperationStore;
  tenants: OperationTenants;
  siems: SiemDirectory;
  keyVaults: KeyVaultOption[];
  scopes: Scopes;
  registrations: RegistrationDesk;
  logger: LoggerService;
  /** Called once a forwarder is registered: check its health now. */
  onRegistered?: (entityRef: string) => void;
  /** The time; the system's when absent. */
  now?: () => Date;
}

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
  readonly #pendingSecrets = new PendingSecrets();
  readonly #steps: ReadonlyMap<ProvisioningStep, Step>;

  private constructor(options: OperationsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    const steps = [
      createCheckPrerequisites(context => this.#planOf(context)),
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
    const stored = await this.#options.store.insertOperation({
      id,
      kind: 'provision',
      status: 'open',
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
    const problems = this.#problemsBeforeReading(spec);
    if (problems !== undefined) {
      return {
        changes: [],
        problems,
        exports: [],
        costNotice: costNotice(spec, []),
      };
    }
    return this.#planOf(
      this.#comparisonContext(spec, AbortSignal.timeout(PLAN_SECONDS * 1000)),
    );
  }

  /** Without sound ids inside the owner's scope there is nothing that may be read. */
  #problemsBeforeReading(spec: ForwarderSpec): Problem[] | undefined {
    const problems = checkSpec(spec);
    if (problems.some(({ field }) => fieldsOfIds.includes(field))) {
      return problems;
    }
    const target = forwarderTarget(spec);
    const outside = checkScope(target, this.#options.scopes);
    if (outside.length > 0) {
      return [...problems, ...outside];
    }
    const { subscriptionId } = target.workspaceId;
    return this.#options.tenants.forSubscription(subscriptionId)
      ? undefined
      : [...problems, unknownSubscription(subscriptionId)];
  }

  /**
   * Runs one bounded ensure of an operation.
   *
   * @throws InputError, ConflictError, NotFoundError or AzureError when the
   *   step cannot be done; the operation stays open
   */
  async runStep(id: string, name: ProvisioningStep): Promise<StepResult> {
    const { store } = this.#options;
    const operation = await this.#require(id);
    const steps = await store.listSteps(id);
    const stored = steps.find(({ step }) => step === name);
    if (operation.status !== 'open') {
      return answerOfClosed(operation, stored, name);
    }
    const now = this.#now();
    const claim = await store.claim(
      id,
      now.toISOString(),
      new Date(now.getTime() + CLAIM_SECONDS * 1000).toISOString(),
    );
    if (!claim) {
      return busy(name);
    }
    try {
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
      await store.release(id, claim);
    }
  }

  async #ensure(
    operation: StoredOperation,
    steps: StoredStep[],
    name: ProvisioningStep,
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
      const outcome = await this.#attempt(operation, steps, name, {
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

  async #attempt(
    operation: StoredOperation,
    steps: StoredStep[],
    name: ProvisioningStep,
    attempt: { since: Date; state: Record<string, string> },
  ): Promise<StepOutcome> {
    const signal = AbortSignal.timeout(STEP_SECONDS * 1000);
    const context = this.#stepContext(operation, steps, name, {
      ...attempt,
      signal,
    });
    const step = this.#steps.get(name);
    if (!step) {
      throw new InputError(`There is no step '${name}'`);
    }
    if (operation.dryRun) {
      return dryRun(step, context);
    }
    try {
      return await step.run(context);
    } catch (error) {
      const minutes =
        (this.#now().getTime() - attempt.since.getTime()) / 60_000;
      if (
        minutes < UPSTREAM_PATIENCE_MINUTES &&
        (signal.aborted || (isAzureError(error) && error.retryable))
      ) {
        return {
          status: 'waiting',
          message: `Trying again: ${toError(error).message}`,
          retryAfterSeconds:
            (isAzureError(error) && error.retryAfterSeconds) ||
            ASK_AGAIN_SECONDS,
          changes: [],
          outputs: {},
        };
      }
      throw error;
    }
  }

  async #planOf(context: ComparisonContext): Promise<Plan> {
    const { siems, keyVaults, scopes, registrations } = this.#options;
    const { spec, target, tenant } = context;
    const planContext: PlanContext = {
      ...context,
      reader: tenant.sweeper,
      provisioner: tenant.provisioner,
      keyVaults,
      registrations,
      scopes,
      siemAllowed: siems.mayUse(spec.siem, target.owner),
    };
    return planForwarder(planContext);
  }

  #stepContext(
    operation: StoredOperation,
    steps: StoredStep[],
    name: ProvisioningStep,
    attempt: {
      since: Date;
      state: Record<string, string>;
      signal: AbortSignal;
    },
  ): StepContext {
    const { store, registrations, logger } = this.#options;
    const comparison = this.#comparisonContext(operation.spec, attempt.signal);
    const { siem, tenant } = comparison;
    if (!siem) {
      throw new InputError(
        `siem: there is no SIEM instance '${operation.spec.siem}'; choose another and start a new run`,
      );
    }
    const azure = tenant.provisioner ?? tenant.sweeper;
    return {
      ...comparison,
      ...attempt,
      siem,
      reader: azure,
      azure,
      operationId: operation.id,
      journal: StoredJournal.create({
        store,
        operationId: operation.id,
        step: name,
        now: this.#now,
      }),
      outputs: outputsOf(steps),
      pendingSecrets: this.#pendingSecrets,
      registrations,
      logger,
    };
  }

  #comparisonContext(
    spec: ForwarderSpec,
    signal: AbortSignal,
  ): ComparisonContext {
    const { tenants, siems, keyVaults, store } = this.#options;
    const target = forwarderTarget(spec);
    const tenant = tenants.forSubscription(target.workspaceId.subscriptionId);
    if (!tenant) {
      throw new InputError(
        describeProblem(unknownSubscription(target.workspaceId.subscriptionId)),
      );
    }
    return {
      spec,
      target,
      tenant,
      reader: tenant.sweeper,
      siem: siems.get(spec.siem),
      keyVault: keyVaults.find(({ id }) => id === spec.secret.keyVault),
      store,
      now: this.#now,
      signal,
    };
  }

  async #require(id: string): Promise<StoredOperation> {
    const operation = await this.#options.store.getOperation(id);
    if (!operation) {
      throw new NotFoundError(
        `There is no operation '${id}'; 'siem-forwarder:prerequisites:check' opens it`,
      );
    }
    return operation;
  }

  async #present(stored: StoredOperation): Promise<Operation> {
    const { owner: _, ...operation } = stored;
    const steps = await this.#options.store.listSteps(stored.id);
    const results = inOrder(
      steps.flatMap(({ result }) => (result ? [result] : [])),
    );
    return {
      ...operation,
      steps: results,
      values: notedValues(
        Object.assign({}, ...results.map(({ outputs }) => outputs)),
        this.#tenantOf(stored),
      ),
    };
  }

  #tenantOf({ spec }: StoredOperation): OperationTenant | undefined {
    return this.#options.tenants.forSubscription(
      forwarderTarget(spec).workspaceId.subscriptionId,
    );
  }
}

/** Fields without which no id can be built. */
const fieldsOfIds = [
  'owner',
  'workspaceId',
  'namespace.name',
  'namespace.resourceGroup',
  'eventHub.name',
  'name',
];

function unknownSubscription(subscriptionId: string): Problem {
  return problem(
    'workspaceId',
    'subscription-unknown',
    `The portal does not know the subscription ${subscriptionId}.`,
    'Choose a workspace from the list, or ask the platform team to add it to siemForwarder.azure.tenants[].subscriptions.',
  );
}

/** A step of a dry run answers from its comparison, and with the ids that are known before a write. */
async function dryRun(step: Step, context: StepContext): Promise<StepOutcome> {
  const plan = await step.compare(context);
  if (step.step === 'prerequisites:check') {
    return step.run(context);
  }
  refuseOnErrors(context.spec.name, plan.problems);
  const { target, tenant, spec } = context;
  return {
    status: 'done',
    message: plan.changes.length
      ? plan.changes
          .map(({ action, resource }) => `Would ${action} ${resource}.`)
          .join('\n')
      : 'Nothing to do.',
    changes: plan.changes,
    outputs: {
      entityRef: target.entityRef,
      namespaceId: `${target.namespaceId}`,
      eventHubId: `${target.hubId}`,
      eventHubName: target.hubId.name,
      consumerGroup: spec.eventHub.consumerGroup,
      exportRuleId: `${target.ruleId}`,
      exportRuleName: target.ruleId.name,
      tenantId: tenant.id,
    },
  };
}

/** A closed operation repeats what it answered; it does nothing any more. */
function answerOfClosed(
  operation: StoredOperation,
  stored: StoredStep | undefined,
  name: ProvisioningStep,
): StepResult {
  if (operation.status === 'done' && stored?.result) {
    return stored.result;
  }
  throw new ConflictError(
    `The operation '${operation.id}' is ${operation.status}, so '${name}' cannot run; start a new run`,
  );
}

function busy(step: ProvisioningStep): StepResult {
  return {
    step,
    status: 'waiting',
    message: 'Another process is working at this operation.',
    retryAfterSeconds: ASK_AGAIN_SECONDS,
    changes: [],
    outputs: {},
  };
}

function outputsOf(steps: StoredStep[]): Record<string, string> {
  const results = inOrder(
    steps.flatMap(({ result }) => (result ? [result] : [])),
  );
  return Object.assign({}, ...results.map(({ outputs }) => outputs));
}

function inOrder(results: StepResult[]): StepResult[] {
  return [...results].sort(
    (a, b) =>
      provisioningSteps.indexOf(a.step) - provisioningSteps.indexOf(b.step),
  );
}

/** What a value becomes in the database: undefined members are gone. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
