import { InputError, NotAllowedError } from '@backstage/errors';
import {
  ForwarderSpec,
  OperationStep,
} from 'backstage-plugin-siem-forwarder-common';
import { unknownSubscription } from './checkBeforeReading';
import { checkScope } from './checkScope';
import { forwarderTarget } from './ForwarderTarget';
import { HeldClaim } from './HeldClaim';
import { StoredJournal } from './Journal';
import { OperationsOptions } from './OperationsOptions';
import { StoredOperation, StoredStep } from './OperationStore';
import { PendingSecrets } from './PendingSecrets';
import { PlanContext } from './plan/PlanContext';
import { describeProblem } from './problems';
import { ComparisonContext, StepContext } from './Step';
import { stepOutputs } from './stepOutputs';

/** One attempt at a step. */
export interface Attempt {
  operation: StoredOperation;
  /** All steps of the operation as they are stored. */
  steps: StoredStep[];
  name: OperationStep;
  since: Date;
  /** What the step remembered. */
  state: Record<string, string>;
  claim: HeldClaim;
  signal: AbortSignal;
  /** Aborts when the process is to stop: nobody waits, or it has lost its claim. */
  stop: AbortSignal;
  takeBack: StepContext['takeBack'];
  planTakeBack: StepContext['planTakeBack'];
}

/** Makes what comparisons, plans and steps work with. */
export class OperationContexts {
  readonly #options: OperationsOptions;
  readonly #now: () => Date;
  readonly #pendingSecrets = new PendingSecrets();

  constructor(options: OperationsOptions, now: () => Date) {
    this.#options = options;
    this.#now = now;
  }

  /** @throws InputError when the specification names an unknown subscription */
  comparison(spec: ForwarderSpec, signal: AbortSignal): ComparisonContext {
    const { tenants, siems, keyVaults, store } = this.#options;
    const target = forwarderTarget(spec);
    const { subscriptionId } = target.workspaceId;
    const tenant = tenants.forSubscription(subscriptionId);
    if (!tenant) {
      throw new InputError(
        describeProblem(unknownSubscription(subscriptionId)),
      );
    }
    return {
      spec,
      target,
      tenant,
      reader: tenant.sweeper,
      vaults: (tenant.provisioner ?? tenant.sweeper).keyVaults,
      siem: siems.get(spec.siem),
      keyVault: keyVaults.find(({ id }) => id === spec.secret.keyVault),
      store,
      now: this.#now,
      signal,
    };
  }

  plan(comparison: ComparisonContext): PlanContext {
    const { siems, keyVaults, scopes, registrations } = this.#options;
    const { spec, target, tenant } = comparison;
    return {
      ...comparison,
      reader: tenant.sweeper,
      provisioner: tenant.provisioner,
      keyVaults,
      registrations,
      scopes,
      siemAllowed: siems.mayUse(spec.siem, target.owner),
    };
  }

  /**
   * @throws NotAllowedError when the scopes have been changed since the
   *   operation opened
   */
  step({ operation, steps, name, ...rest }: Attempt): StepContext {
    const { claim, ...attempt } = rest;
    const { store, registrations, scopes, siems, logger } = this.#options;
    const comparison = this.comparison(operation.spec, attempt.signal);
    const { siem, target, tenant } = comparison;
    const outside = checkScope(target, scopes);
    if (outside.length > 0) {
      throw new NotAllowedError(outside.map(describeProblem).join('\n'));
    }
    if (!siem) {
      throw new InputError(
        `siem: there is no SIEM instance '${operation.spec.siem}'; choose another and start a new run`,
      );
    }
    if (!siems.mayUse(siem.id, target.owner)) {
      throw new NotAllowedError(
        `siem: ${target.owner} may not forward to '${siem.id}' any more; choose another SIEM and start a new run`,
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
      confirmClaim: () => claim.confirm(),
      input: operation.input ?? {},
      journal: StoredJournal.create({
        store,
        operationId: operation.id,
        step: name,
        claim,
        now: this.#now,
      }),
      outputs: stepOutputs(steps),
      pendingSecrets: this.#pendingSecrets,
      registrations,
      logger,
    };
  }
}
