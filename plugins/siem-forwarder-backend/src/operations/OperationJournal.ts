import {
  OperationStep,
  WriteOutcome,
} from 'backstage-plugin-siem-forwarder-common';

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

/** What operations were about to write, and what came of it. */
export interface OperationJournal {
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

  /**
   * Whether an operation of this owner may have created what a step makes for
   * the forwarder, and none has deleted it since.
   */
  hasMade(made: {
    entityRef: string;
    owner: string;
    step: OperationStep;
  }): Promise<boolean>;
}
