import { AuditEntry } from 'backstage-plugin-siem-forwarder-common';
import { Ownership } from './shownTransition';

/** A place in the time line: that of one line. */
export interface AuditPlace {
  /** ISO 8601, UTC. */
  at: string;
  kind: AuditEntry['kind'];
  /** Tells lines of one kind and time apart: the id of the transition or operation. */
  key: string;
}

/** What narrows the time line; all must hold. */
export interface AuditFilter {
  /** Not before (ISO 8601, UTC). */
  from?: string;
  /** Before (ISO 8601, UTC). */
  to?: string;
  kind?: AuditEntry['kind'];
  /** Entity ref, lower case. */
  owner?: string;
  /** Entity ref of a forwarder, lower case. */
  forwarder?: string;
  /** Entity refs that the caller may read; all when absent. */
  readable?: string[];
}

/** A line with its place. */
export interface PlacedAuditEntry {
  entry: AuditEntry;
  place: AuditPlace;
}

/**
 * Transitions and operations as one time line, newest first.
 *
 * @remarks
 * An owner is the present one of a forwarder's entity, and of an operation the
 * one that it was opened for, where he may be told. Lines of forwarders that the catalog no longer
 * has are kept. Lines of forwarders whose resources lie outside of their
 * owner's scope are left out: they name those resources. Of changes of health
 * under another owner only health and time are told, unless all resources lie
 * in the present owner's scope.
 */
export interface AuditLog {
  /**
   * @param options - `after`: begins behind this place; `present`: whose
   *   forwarders are by entity ref, where that is known better than the list
   *   does
   */
  list(
    filter: AuditFilter,
    options: {
      limit: number;
      after?: AuditPlace;
      present?: ReadonlyMap<string, Ownership>;
    },
  ): Promise<PlacedAuditEntry[]>;
}
