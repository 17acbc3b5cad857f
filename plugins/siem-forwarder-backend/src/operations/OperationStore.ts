import { Entity } from '@backstage/catalog-model';
import {
  ForwarderSpec,
  OperationDriver,
  OperationKind,
  OperationStatus,
  OperationStep,
  StepResult,
  WriteOutcome,
} from 'backstage-plugin-siem-forwarder-common';

/** An operation as it is stored, without its steps. */
export interface StoredOperation {
  id: string;
  kind: OperationKind;
  status: OperationStatus;
  driver: OperationDriver;
  /** Entity ref of the user who opened it. */
  actor: string;
  entityRef: string;
  /** Full entity ref, lower case. */
  owner: string;
  spec: ForwarderSpec;
  /** What the kind asks for besides the specification. */
  input?: Record<string, unknown>;
  dryRun: boolean;
  rollBackOnFailure?: boolean;
  /** ISO 8601, UTC. */
  openedAt: string;
  closedAt?: string;
  /** When the portal goes on with it; absent when a task drives it. */
  dueAt?: string;
  /** When a step last succeeded. */
  progressAt?: string;
  /** Why it is rolled back, or why that does not go on. */
  rollBack?: string;
}

/** A step of an operation as it is stored. */
export interface StoredStep {
  step: OperationStep;
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

/**
 * Kinds of what is written, by which what takes it back is chosen.
 */
export type ResourceKind =
  | 'namespace'
  | 'event-hub'
  | 'consumer-group'
  | 'application'
  | 'service-principal'
  | 'role-assignment'
  | 'client-secret'
  | 'vault-secret'
  | 'siem-reader'
  | 'export-rule'
  | 'iot-connector'
  | 'incident-rule'
  | 'registration';

/** What is done with a resource. `restore` and `keep` take back, or do not. */
export type JournalAction = 'create' | 'change' | 'delete' | 'restore' | 'keep';

/** A write that is about to be sent. */
export interface JournalIntent {
  operationId: string;
  step: OperationStep;
  action: JournalAction;
  kind: ResourceKind;
  /** `event hub defender-iot in evhns-ot-austin`. */
  resource: string;
  /** Id of the resource, where it is known before the write. */
  resourceId?: string;
  /** What a change replaces, to put it back; never a secret. */
  previous?: Record<string, unknown>;
  /** Number of the line that this one takes back. */
  undoes?: number;
}

/** A line of the journal. */
export interface JournalEntry extends Omit<JournalIntent, 'kind'> {
  id: number;
  /** Absent in lines from before kinds were noted. */
  kind?: ResourceKind;
  intendedAt: string;
  /** Absent while the answer is out, or when the process died before it. */
  outcome?: WriteOutcome;
  endedAt?: string;
  /** Why it was refused or is not known. */
  reason?: string;
}

/**
 * What a process shows with every write of state: the claim that it holds,
 * and the status that it believes the operation to have.
 */
export interface Fence {
  token: string;
  status: 'open' | 'rolling-back';
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
  /** Made elsewhere: the catalog has its entity from its owner. */
  adopted?: boolean;
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
  /**
   * Whether an operation of this owner may have created what a step makes for
   * the forwarder, and none has deleted it since.
   */
  hasMade(made: {
    entityRef: string;
    owner: string;
    step: OperationStep;
  }): Promise<boolean>;
  /** Operations, the newest first. */
  listOperations(query: {
    entityRef?: string;
    statuses?: OperationStatus[];
    /** Without dry runs. */
    real?: boolean;
    limit?: number;
  }): Promise<StoredOperation[]>;
  /** Those that the portal has to go on with: due, and claimed by nobody. */
  findDue(now: string, limit: number): Promise<StoredOperation[]>;
  /** Open ones in which no step has succeeded since a time. */
  findStalled(since: string, limit: number): Promise<StoredOperation[]>;

  /**
   * @throws ClaimLostError when the fence does not hold any more
   */
  closeOperation(
    id: string,
    status: 'done' | 'rolled-back',
    at: string,
    fence?: Fence,
  ): Promise<void>;
  /**
   * Lets the portal go on with an open operation at a time; answers false when
   * it is not open.
   */
  takeOver(id: string, dueAt: string): Promise<boolean>;
  /** Turns an open operation into one that is rolled back; answers false when it is not open. */
  beginRollBack(id: string, reason: string, at: string): Promise<boolean>;
  /**
   * When the portal goes on with it; undefined: not by itself.
   *
   * @throws ClaimLostError when the fence does not hold any more
   */
  schedule(
    id: string,
    next: { dueAt?: string; rollBack?: string },
    fence: Fence,
  ): Promise<void>;

  /**
   * Claims the forwarder of an operation, so that one process at a time works
   * at one operation of it. A claim that has ended is taken away.
   *
   * @returns a token; undefined when another holds it
   */
  claim(id: string, now: string, until: string): Promise<string | undefined>;
  /** Holds a claim for longer; false when it is lost, or the status is another. */
  extend(id: string, fence: Fence, until: string): Promise<boolean>;
  release(id: string, token: string): Promise<void>;

  listSteps(operationId: string): Promise<StoredStep[]>;
  /** @throws ClaimLostError when the fence does not hold any more */
  putStep(operationId: string, step: StoredStep, fence?: Fence): Promise<void>;

  /** The credentials that were last delivered for a forwarder. */
  findDelivery(entityRef: string): Promise<SecretDelivery | undefined>;

  /**
   * Writes an intent; answers with its number.
   *
   * @throws ClaimLostError when the fence does not hold any more
   */
  insertIntent(
    intent: JournalIntent,
    at: string,
    fence?: Fence,
  ): Promise<number>;
  /** What is known of a write; also told by a process that has lost its claim, since it is so all the same. */
  recordOutcome(
    id: number,
    outcome: {
      outcome: WriteOutcome;
      at: string;
      resourceId?: string;
      reason?: string;
    },
  ): Promise<void>;
  listJournal(operationId: string): Promise<JournalEntry[]>;
  /** The lines that take a line back, or say why it stays. */
  listUndoing(id: number): Promise<JournalEntry[]>;
  /** The creates of resources that were left in place when they were to be taken back. */
  listLeft(resourceIds: string[]): Promise<JournalEntry[]>;
  /**
   * Whether the journal of any operation says that we may have made a resource
   * and have not deleted it since: what bears its id then is another's.
   *
   * @param options - `orDeleted`: also what we have deleted
   */
  hasCreated(
    resourceId: string,
    options?: { orDeleted?: boolean },
  ): Promise<boolean>;

  putRegistration(registration: Registration): Promise<void>;
  getRegistration(entityRef: string): Promise<Registration | undefined>;
  deleteRegistration(entityRef: string): Promise<void>;
  listRegistrations(): Promise<Registration[]>;
}
