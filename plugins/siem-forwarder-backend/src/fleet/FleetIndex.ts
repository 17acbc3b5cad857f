import { Health } from 'backstage-plugin-siem-forwarder-common';
import { HealthSpan, Judgement } from '../store/HealthStore';
import { HealthTime } from '../store/uptimeOf';
import { FleetDescription, FleetEntry } from './FleetEntry';
import { FleetFilter, FleetKey, FleetSlice } from './FleetQuery';

/** An entry with its place in the order that was asked for. */
export interface PlacedEntry {
  entry: FleetEntry;
  key: FleetKey;
}

/** All that a page of one forwarder shows. */
export interface FleetDetail {
  entry: FleetEntry;
  /** The last judgement, of whichever definition. */
  judgement?: Judgement;
  /** Time in which a health was seen while the forwarder was its present owner's, in any order. */
  spans: HealthSpan[];
  /** Where the secret lies, when the portal delivered it. */
  secretLocation?: string;
}

/** Forwarders that are alike in owner, SIEM and health. */
export interface FleetGroup {
  owner?: string;
  siemId?: string;
  health: Health;
  count: number;
  /** How many of them are paused. */
  paused: number;
}

/** When, and under which configuration, the catalog was last listed. */
export interface FleetListing {
  /** Digest of the configuration that decides what may be shown. */
  policy: string;
  /** ISO 8601 with zone. */
  listedAt: string;
}

/**
 * The forwarders of the catalog with the summary of their last judgement, in
 * a form that is filtered, sorted and counted without reading the states.
 */
export interface FleetIndex {
  /** Replaces the list by a whole listing of the catalog; unchanged forwarders are not written. */
  replace(
    descriptions: FleetDescription[],
    listing: FleetListing,
  ): Promise<void>;
  /** Adds or changes one forwarder. */
  put(description: FleetDescription, at: string): Promise<void>;
  remove(entityRef: string): Promise<void>;
  /**
   * Shows as unknown what has not been checked for too long. Call it before
   * the list is served.
   *
   * @param now - epoch milliseconds
   */
  lapse(now: number): Promise<void>;
  /** Undefined before the first listing. */
  listing(): Promise<FleetListing | undefined>;
  get(entityRef: string): Promise<FleetEntry | undefined>;
  /**
   * A forwarder with everything that its page shows, in as few reads as
   * possible.
   *
   * @param after - epoch milliseconds; spans that ended before are left out
   */
  detail(entityRef: string, after: number): Promise<FleetDetail | undefined>;
  /** Entries in the order of the slice, at most `limit`. */
  slice(filter: FleetFilter, slice: FleetSlice): Promise<PlacedEntry[]>;
  /** Entity refs of all entries that match, in an order, as they are at one time. */
  refs(
    filter: FleetFilter,
    order: Pick<FleetSlice, 'sort' | 'descending'>,
  ): Promise<string[]>;
  /** Entries in the order in which they are asked for, without those that are gone. */
  entries(entityRefs: string[]): Promise<FleetEntry[]>;
  /** How many match all filters but that of health. */
  counts(filter: FleetFilter): Promise<Record<Health, number>>;
  /** How many match and lose rows now. */
  losing(filter: FleetFilter): Promise<number>;
  /**
   * How long some forwarders were seen in each health while they were their
   * present owners', in one read for all of them; those that are not listed,
   * and those whose history may not be shown, are missing.
   *
   * @param entityRefs - at most some hundreds
   * @param after - epoch milliseconds; what was before does not count
   */
  healthTimes(
    entityRefs: string[],
    after: number,
  ): Promise<Map<string, HealthTime[]>>;
  groups(filter: FleetFilter): Promise<FleetGroup[]>;
  /** The regions and subscriptions of the forwarders that match, sorted. */
  places(
    filter: FleetFilter,
  ): Promise<{ regions: string[]; subscriptions: string[] }>;
  /** ARM ids (lower case) of the workspaces of the forwarders that match. */
  workspaces(filter: FleetFilter): Promise<string[]>;
}
