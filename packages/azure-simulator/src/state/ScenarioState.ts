import type { FaultRequest } from '../faults/Fault';
import { RoleAssignment } from './ResourceState';
import { SplunkEvent } from './SplunkState';
import { LogRow } from './WorkspaceState';

/** A step into the state: the name of a member, or the entry of a list of client secrets with a key id. */
export type PathSegment = string | { keyId: string };

/** The way from the root of the state to one of its values. */
export type StatePath = readonly PathSegment[];

/** One change that a scenario made, with what it takes to take it back. */
export type StateChange =
  | {
      kind: 'memberSet';
      path: StatePath;
      /** Absent: there was none. */
      before?: unknown;
      after: unknown;
    }
  | {
      kind: 'memberRemoved';
      path: StatePath;
      before: unknown;
      /** Name of the member that stood behind it; absent: it was the last. */
      followedBy?: string;
    }
  /** The path ends with the key id. */
  | { kind: 'secretAdded'; path: StatePath }
  /** The path is that of the assignment. */
  | { kind: 'roleRemoved'; path: StatePath; assignment: RoleAssignment }
  /** The path is that of the table's rows. */
  | { kind: 'rowsHidden'; path: StatePath; rows: LogRow[] }
  /** The path is that of totals by minute. */
  | {
      kind: 'minutesHidden';
      path: StatePath;
      totals: Record<string, number>;
    }
  /** The path is that of the indexed events. */
  | { kind: 'eventsHidden'; path: StatePath; events: SplunkEvent[] }
  | { kind: 'faultRaised'; request: FaultRequest };

/** A scenario that happened to a forwarder and was not undone. */
export interface ScenarioInForce {
  name: string;
  /** Name of the forwarder's Splunk input; null: the scenario needs none, and there is none. */
  forwarder: string | null;
  /** One sentence: what was changed. */
  changed: string;
  /** Sentences: where a portal shows it. */
  lookFor: string;
  /** One sentence: what it takes, once undone, until a portal shows health again; absent: another look. */
  thereafter?: string;
  /** In the order in which they were made. */
  changes: StateChange[];
}
