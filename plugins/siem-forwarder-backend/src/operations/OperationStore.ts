import { Entity } from '@backstage/catalog-model';
import {
  ForwarderSpec,
  OperationDriver,
  OperationKind,
  OperationStatus,
  OperationStep,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { Fence, OperationJournal } from './OperationJournal';

export * from './OperationJournal';

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

/** Whose operations are listed: those that he opened, and those of his owners. */
export interface OperationAudience {
  /** Entity ref of the user. */
  actor: string;
  /** Full entity refs, lower case. */
  owners: readonly string[];
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
export interface OperationStore extends OperationJournal {
  getOperation(id: string): Promise<StoredOperation | undefined>;
  /** Stores a new operation; answers with the one that is there when the id is taken. */
  insertOperation(operation: StoredOperation): Promise<StoredOperation>;
  /** An open operation that has begun to make the same forwarder for another owner. */
  findForeignOperation(
    entityRef: string,
    owner: string,
  ): Promise<StoredOperation | undefined>;
  /** Operations, the newest first. */
  listOperations(query: {
    entityRef?: string;
    statuses?: OperationStatus[];
    /** Without dry runs. */
    real?: boolean;
    /** Only what this user may see, before the newest are taken. */
    seenBy?: OperationAudience;
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
   * it is not open. The patience of a step that waits begins anew then: it may
   * have been left for long.
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

  /**
   * The credentials that were last delivered for a forwarder.
   *
   * @param isIt - which of them are looked for; all when absent
   */
  findDelivery(
    entityRef: string,
    isIt?: (delivery: SecretDelivery) => boolean,
  ): Promise<SecretDelivery | undefined>;

  putRegistration(registration: Registration): Promise<void>;
  getRegistration(entityRef: string): Promise<Registration | undefined>;
  deleteRegistration(entityRef: string): Promise<void>;
  listRegistrations(): Promise<Registration[]>;
}
