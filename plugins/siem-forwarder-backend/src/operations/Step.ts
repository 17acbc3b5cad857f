import {
  ForwarderSpec,
  KeyVaultOption,
  OperationStep,
  Plan,
  PlannedChange,
  Problem,
} from 'backstage-plugin-siem-forwarder-common';
import { SiemInstance } from 'backstage-plugin-siem-forwarder-node';
import { LoggerService } from '@backstage/backend-plugin-api';
import { AzureServices, KeyVaults } from '../azure/AzureServices';
import { ForwarderTarget } from './ForwarderTarget';
import { Journal } from './Journal';
import { OperationTenant } from './OperationTenant';
import { PendingSecrets } from './PendingSecrets';
import { RegistrationDesk } from './RegistrationDesk';
import { OperationStore } from './OperationStore';
import type { RollBackPass, TakeBackPlan } from './RollBack';

/** What a comparison may ask; it can only read. */
export interface ComparisonContext {
  spec: ForwarderSpec;
  target: ForwarderTarget;
  tenant: OperationTenant;
  /** The identity to read with. */
  reader: AzureServices;
  /** The vaults, with the identity that has rights there: the sweeper has none. */
  vaults: KeyVaults;
  /** Absent in the plan of a specification that names an unknown instance. */
  siem: SiemInstance | undefined;
  /** The vault that keeps the secret, when one was chosen. */
  keyVault: KeyVaultOption | undefined;
  store: Pick<
    OperationStore,
    | 'findDelivery'
    | 'findForeignOperation'
    | 'hasCreated'
    | 'hasMade'
    | 'getRegistration'
    | 'getOperation'
    | 'listJournal'
    | 'listOperations'
  >;
  now: () => Date;
  signal: AbortSignal;
  /** Puts back also where somebody has pointed elsewhere what the portal made. */
  repairs?: boolean;
}

/** What a step may use to bring about what its comparison promises. */
export interface StepContext extends ComparisonContext {
  operationId: string;
  /** What the kind of the operation asks for besides the specification; read with the kind's own schema. */
  input: Record<string, unknown>;
  siem: SiemInstance;
  /** The identity that writes. */
  azure: AzureServices;
  journal: Journal;
  /** Outputs of the steps before. */
  outputs: Record<string, string>;
  /** When the present attempt at this step began. */
  since: Date;
  /** Aborts when the process is to stop at once; what is under way is not waited for. */
  stop: AbortSignal;
  /**
   * Makes sure that this process still works at the operation alone.
   *
   * @throws ClaimLostError when another process goes on
   */
  confirmClaim(): Promise<void>;
  /**
   * Takes back what all operations of the forwarder wrote and nobody else
   * uses; one pass, to be repeated while it is `waiting`.
   */
  takeBack(): Promise<RollBackPass>;
  /** What {@link StepContext.takeBack} would do now; writes nothing. */
  planTakeBack(): Promise<TakeBackPlan>;
  /** What this step remembered in its last answer: ids and times. */
  state: Record<string, string>;
  pendingSecrets: PendingSecrets;
  registrations: RegistrationDesk;
  logger: LoggerService;
}

/** What stands against a step, and what it would do. */
export interface StepPlan {
  changes: PlannedChange[];
  problems: Problem[];
}

/** The answer of one bounded ensure. */
export interface StepOutcome {
  status: 'done' | 'waiting';
  /** One sentence of progress. */
  message: string;
  /** While waiting: when to ask again. */
  retryAfterSeconds?: number;
  changes: PlannedChange[];
  /** Ids and names; never a secret. */
  outputs: Record<string, string>;
  /** What was planned; only of the step that plans the whole. */
  plan?: Plan;
  /** What to remember until the next answer: ids and times, never a secret. */
  state?: Record<string, string>;
}

/** One step of an operation. */
export interface Step<Name extends OperationStep = OperationStep> {
  readonly step: Name;
  /** Compares what is there with what was asked for; writes nothing. */
  compare(context: ComparisonContext): Promise<StepPlan>;
  /** As `compare`, for a dry run that must know the operation; `compare` when absent. */
  planDryRun?(context: StepContext): Promise<StepPlan>;
  /**
   * Finds, compares, then creates, adopts or changes; at most a minute of it.
   *
   * @throws ConflictError that names the difference and the remedy
   */
  run(context: StepContext): Promise<StepOutcome>;
}
