import { Entity } from '@backstage/catalog-model';
import {
  ForwarderSpec,
  OperationStatus,
  PlannedChange,
  ProvisioningStep,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';

/** An operation as it is stored, without its steps. */
export interface StoredOperation {
  id: string;
  kind: 'provision';
  status: OperationStatus;
  /** Entity ref of the user who opened it. */
  actor: string;
  entityRef: string;
  /** Full entity ref, lower case. */
  owner: string;
  spec: ForwarderSpec;
  dryRun: boolean;
  /** ISO 8601, UTC. */
  openedAt: string;
  closedAt?: string;
}

/** A step of an operation as it is stored. */
export interface StoredStep {
  step: ProvisioningStep;
  /** When the present attempt began (ISO 8601, UTC); patience is counted from here. */
  since: string;
  /** Absent while the first answer is out, or after a failure. */
  result?: StepResult;
  /** What the last attempt failed with. */
  failure?: string;
  /** What the step must remember between its answers: ids and times, never a secret. */
  state: Record<string, string>;
  /** When this was stored (ISO 8601, UTC). */
  updatedAt: string;
}

/** A write that is about to be sent. */
export interface JournalIntent {
  operationId: string;
  step: ProvisioningStep;
  action: Exclude<PlannedChange['action'], 'adopt' | 'refuse'> | 'delete';
  /** `event hub defender-iot in evhns-ot-austin`. */
  resource: string;
  /** Id of the resource, where it is known before the write. */
  resourceId?: string;
}

/** A line of the journal. */
export interface JournalEntry extends JournalIntent {
  id: number;
  intendedAt: string;
  /** Absent while the outcome is not known: the process died, or the answer is still out. */
  outcome?: 'done' | 'failed';
  endedAt?: string;
  /** Why it failed. */
  reason?: string;
}

/** A forwarder that the portal made. */
export interface Registration {
  entityRef: string;
  owner: string;
  operationId: string;
  /** The catalog entity. */
  entity: Entity;
  /** Outputs of the operation: ids and names that pages and handovers need. */
  outputs: Record<string, string>;
  registeredAt: string;
}

/** A client secret that reached every place that it was meant for. */
export interface SecretDelivery {
  keyId: string;
  clientId: string;
  /** When it ends (ISO 8601). */
  endsAt: string;
}

/**
 * Operations, their steps, their journal, and the forwarders that came of
 * them.
 */
export interface OperationStore {
  getOperation(id: string): Promise<StoredOperation | undefined>;
  /** Stores a new operation; answers with the one that is there when the id is taken. */
  insertOperation(operation: StoredOperation): Promise<StoredOperation>;
  /** An open operation that has begun to make the same forwarder for another owner. */
  findForeignOperation(
    entityRef: string,
    owner: string,
  ): Promise<StoredOperation | undefined>;
  /** Whether an operation of this owner set out to create what a step makes for the forwarder. */
  hasMade(made: {
    entityRef: string;
    owner: string;
    step: ProvisioningStep;
  }): Promise<boolean>;
  closeOperation(
    id: string,
    status: Exclude<OperationStatus, 'open'>,
    at: string,
  ): Promise<void>;

  /**
   * Claims the forwarder of an operation, so that one process at a time works
   * at one operation of it.
   *
   * @returns a token for {@link OperationStore.release}; undefined when
   *   another holds it
   */
  claim(id: string, now: string, until: string): Promise<string | undefined>;
  release(id: string, token: string): Promise<void>;

  listSteps(operationId: string): Promise<StoredStep[]>;
  putStep(operationId: string, step: StoredStep): Promise<void>;

  /** The credentials that `siem:connect` last delivered for a forwarder. */
  findDelivery(entityRef: string): Promise<SecretDelivery | undefined>;

  /** Writes an intent; answers with its number. */
  insertIntent(intent: JournalIntent, at: string): Promise<number>;
  recordOutcome(
    id: number,
    outcome: {
      outcome: 'done' | 'failed';
      at: string;
      resourceId?: string;
      reason?: string;
    },
  ): Promise<void>;
  listJournal(operationId: string): Promise<JournalEntry[]>;
  /** Whether the journal of any operation says that we made a resource. */
  hasCreated(resourceId: string): Promise<boolean>;

  putRegistration(registration: Registration): Promise<void>;
  getRegistration(entityRef: string): Promise<Registration | undefined>;
  listRegistrations(): Promise<Registration[]>;
}
