import { Loss } from 'backstage-plugin-siem-forwarder-common';
import { Waiting } from './Backlog';

/** A tally of rows, of which the older part no series shows any more. */
export interface Tally {
  /** Rows until `through`. */
  settled: number;
  /** Rows that are older are counted, and those that are newer are read from the series (ISO 8601). */
  through: string;
}

/** The export does not take rows at all. */
export interface StopMemory extends Tally {
  reason: string;
  checkId: string;
  /** ISO 8601. */
  since: string;
  /** True when `since` is not the service's own word. */
  about: boolean;
  /** True when rows before the first count are missing in it. */
  partial: boolean;
}

/** The export takes rows and does not get rid of them. The tally is of those whose retries are over. */
export interface RetryMemory extends Tally {
  /** Time of the oldest row that was not exported (ISO 8601). */
  since: string;
  /** When it was first noticed (ISO 8601). */
  seen: string;
}

/** The reader is behind. */
export interface ReaderMemory {
  waiting: Waiting[];
  /** What entered and left until then is in `waiting` (ISO 8601). */
  through: string;
  /** When it was first noticed (ISO 8601). */
  seen: string;
  /** When the oldest row was exported that the SIEM has not indexed, by its own word (ISO 8601). */
  siemSince?: string;
  /** Events that outlived the retention unread. */
  lost: number;
  /** Time of the first of them (ISO 8601). */
  lostSince?: string;
}

/**
 * What the next look needs to know of losses, because the series reach back 24
 * hours only. Empty while rows flow, so that a forwarder without trouble does
 * not change.
 */
export interface LossMemory {
  stop?: StopMemory;
  retry?: RetryMemory;
  reader?: ReaderMemory;
  /** The last loss, after it was over. */
  past?: Loss;
}
