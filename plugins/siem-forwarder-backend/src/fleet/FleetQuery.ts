import { ForwarderSort, Health } from 'backstage-plugin-siem-forwarder-common';

/** What narrows a list; all must hold. */
export interface FleetFilter {
  /** One of these; any when absent or empty. */
  health?: Health[];
  /** Entity ref, lower case. */
  owner?: string;
  /** Id of a SIEM instance. */
  siem?: string;
  /** Azure region, as the workspace names it. */
  region?: string;
  subscription?: string;
  /** Part of the title, the entity ref or the headline, in any case. */
  search?: string;
  /** Only those that lose rows now. */
  losing?: boolean;
  /** Entity refs that the caller may read; all when absent. */
  readable?: string[];
}

/** The values by which an entry is found in an order; the last is its entity ref. */
export type FleetKey = (string | number)[];

/** Which part of a list is wanted. */
export interface FleetSlice {
  sort: ForwarderSort;
  descending: boolean;
  limit: number;
  /** Begins behind this entry. */
  after?: FleetKey;
  /** Ends before this entry. */
  before?: FleetKey;
}
