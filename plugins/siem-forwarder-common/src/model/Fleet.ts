import {
  ForwarderSummary,
  Transition,
  Uptime,
  UptimeShare,
} from './ForwarderHealth';
import { Health } from './Health';

/**
 * What a list of forwarders can be sorted by; `health` is worst first.
 *
 * @public
 */
export const forwarderSorts = [
  'health',
  'title',
  'owner',
  'siem',
  'region',
  'since',
  'lastEvent',
] as const;

/** @public */
export type ForwarderSort = (typeof forwarderSorts)[number];

/**
 * One page of the fleet.
 *
 * @public
 */
export interface ForwarderList {
  /** In the order that was asked for; worst first when none was. */
  items: ForwarderSummary[];
  /** How many match all filters. */
  total: number;
  /** How many match all filters but `health`, by health. */
  counts: Record<Health, number>;
  /** Rows before this page. */
  offset: number;
  /** For the next page; absent on the last. */
  nextCursor?: string;
  /** For the page before; absent on the first. */
  previousCursor?: string;
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
  /** Azure region of the workspace. */
  region?: string;
  /** Id of the subscription of the workspace. */
  subscription?: string;
  /** Part of a title, an entity ref or a headline. */
  search?: string;
  /** Only those that lose rows now. */
  losing?: boolean;
  /** `health` when absent. */
  sort?: ForwarderSort;
  /** `asc` when absent. */
  order?: 'asc' | 'desc';
  /** Page size, 1 to 500; 50 when absent. */
  limit?: number;
  /** Of another page of the same query; it carries the order. */
  cursor?: string;
}

/**
 * Forwarders that share an owner or a SIEM.
 *
 * @public
 */
export interface FleetShare {
  /** Entity ref of the owner, or id of the SIEM; absent for those without one. */
  id?: string;
  /** What people call it. */
  title?: string;
  total: number;
  /** How many of them are paused. */
  paused: number;
  counts: Record<Health, number>;
}

/**
 * Workspaces that the portal is configured to watch, and those without a
 * forwarder. Only workspaces that scopes name one by one are known here: what
 * lies in a subscription or a resource group, Azure alone could tell.
 *
 * @public
 */
export interface FleetCoverage {
  /** Workspaces of scopes that the user may know of. */
  workspaces: number;
  /** Those without a forwarder that the user may read. */
  uncovered: { id: string; name: string; owners: string[] }[];
  /** What scopes admit as a whole, so that its workspaces are not counted. */
  uncounted: { subscriptions: number; resourceGroups: number };
}

/**
 * The fleet in numbers.
 *
 * @public
 */
export interface FleetSummary {
  total: number;
  paused: number;
  /** How many lose rows now. */
  losing: number;
  counts: Record<Health, number>;
  /** Largest first. */
  owners: FleetShare[];
  /** Largest first. */
  siems: FleetShare[];
  /** Azure regions of the workspaces, sorted. */
  regions: string[];
  /** Ids of the subscriptions of the workspaces, sorted. */
  subscriptions: string[];
  coverage: FleetCoverage;
}

/**
 * A page of changes of health, newest first.
 *
 * @public
 */
export interface TransitionPage {
  items: Transition[];
  /** For older ones; absent on the last page. */
  nextCursor?: string;
}

/**
 * How long forwarding worked, over a day, 30 and 90 days.
 *
 * @public
 */
export interface UptimeHistory {
  /** The shortest period first; none for a forwarder of which nothing may be shown. */
  items: Uptime[];
}

/**
 * How long one forwarder of several worked.
 *
 * @public
 */
export interface ForwarderUptime extends UptimeShare {
  entityRef: string;
}

/**
 * How long several forwarders worked, over 30 days.
 *
 * @public
 */
export interface ForwarderUptimes {
  /** Those of which something is known, in the order in which they were asked for. */
  items: ForwarderUptime[];
}

/**
 * What passed each hop of a forwarder, in slots of equal length.
 *
 * @public
 */
export interface ForwarderSamples {
  /** Start of the first slot (ISO 8601 with zone). */
  from: string;
  /** Length of a slot in minutes. */
  minutes: number;
  /** Counts by hop, oldest first; null where it is not known. */
  hops: {
    /** Rows written to the exported tables. */
    rows: (number | null)[];
    exported: (number | null)[];
    /** Into the event hub. */
    incoming: (number | null)[];
    /** Out of the event hub. */
    outgoing: (number | null)[];
    /** Events that the SIEM indexed; not known throughout where it does not tell. */
    arrived: (number | null)[];
  };
}
