import { Cause } from './Cause';
import { Health } from './Health';
import { OperationKind, OperationStatus, WriteOutcome } from './Operation';

/**
 * A resource that a line of the audit is about.
 *
 * @public
 */
export interface AuditResource {
  /** For people: `event hub defender-iot in evhns-ot-austin`, or the ARM id where no other name is known. */
  name: string;
  /** The ARM id, or the id in the directory or SIEM, where it is known. */
  id?: string;
  /** What an operation did, or set out to do, with it; absent in a transition. */
  action?: 'create' | 'change' | 'delete' | 'restore' | 'keep';
  /** How that ended; absent while nobody knows. */
  outcome?: WriteOutcome;
}

/**
 * What every line of the audit says.
 *
 * @public
 */
export interface AuditEntryBase {
  /** Unique among all lines; `<kind>:<id of the transition or operation>`. */
  id: string;
  /** When (ISO 8601 with zone); an operation counts from its opening. */
  at: string;
  /** The forwarder. */
  entityRef: string;
  /** Title of the forwarder; its name where the catalog has none. */
  title: string;
  /** Entity ref of the owner, where there is one. */
  owner?: string;
  /**
   * Who: the entity ref of a user of the portal (operations), or the caller
   * that the Activity Log names (transitions); absent when nobody can be named.
   */
  who?: string;
  /** What happened, one sentence: `Healthy became failing`. */
  what: string;
  /** Why, one sentence: the headline at that time, or what an operation failed with. */
  why?: string;
  /** Which resources. */
  resources: AuditResource[];
}

/**
 * A change of health, as the audit tells it.
 *
 * @public
 */
export interface AuditTransition extends AuditEntryBase {
  kind: 'transition';
  from?: Health;
  to: Health;
  /** Reason codes of the findings behind it. */
  reasons: string[];
  cause?: Cause;
}

/**
 * An operation of the portal, as the audit tells it.
 *
 * @public
 */
export interface AuditOperation extends AuditEntryBase {
  kind: 'operation';
  /** Id of the operation, which is that of its scaffolder task. */
  operationId: string;
  operation: OperationKind;
  status: OperationStatus;
  dryRun: boolean;
  /** When it was closed (ISO 8601 with zone). */
  closedAt?: string;
}

/**
 * A line of the audit: who did what to which resources, when and why.
 *
 * @public
 */
export type AuditEntry = AuditTransition | AuditOperation;

/** @public */
export const auditKinds = ['transition', 'operation'] as const;

/**
 * What the audit is narrowed to.
 *
 * @public
 */
export interface AuditQuery {
  /** Not before (ISO 8601 with zone). */
  from?: string;
  /** Before (ISO 8601 with zone). */
  to?: string;
  /** Only of this kind. */
  kind?: AuditEntry['kind'];
  /** Entity ref of an owner. */
  owner?: string;
  /** Entity ref of a forwarder. */
  forwarder?: string;
  /** Goes on where the page that answered with it ended. */
  cursor?: string;
  /** Most lines of one page; 50 when absent. */
  limit?: number;
}

/**
 * A page of the audit, newest first.
 *
 * @public
 */
export interface AuditPage {
  items: AuditEntry[];
  /** For the next page; absent when this is the last. */
  nextCursor?: string;
}
