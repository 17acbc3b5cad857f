import {
  ForwarderSummary,
  Health,
} from 'backstage-plugin-siem-forwarder-common';

/**
 * One page of the fleet.
 *
 * @public
 */
export interface ForwarderList {
  /** Worst first. */
  items: ForwarderSummary[];
  /** How many match all filters. */
  total: number;
  /** How many match all filters but `health`, by health. */
  counts: Record<Health, number>;
}

/**
 * What narrows a list of forwarders.
 *
 * @public
 */
export interface ForwarderListQuery {
  /** Any of these; all when empty or absent. */
  health?: Health[];
  /** Entity ref of the owner. */
  owner?: string;
  /** Id of a SIEM instance. */
  siem?: string;
  /** Part of a name, title or headline. */
  search?: string;
  /** Page size, 1 to 500; the backend's default is 50. */
  limit?: number;
  /** Rows to skip; 0 when absent. */
  offset?: number;
}
