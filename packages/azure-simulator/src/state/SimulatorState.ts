import { ActivityLogEntry } from './ActivityLogState';
import { DirectoryState } from './DirectoryState';
import { EventHubNamespace } from './EventHubState';
import {
  AsyncOperation,
  ResourceGroup,
  RoleAssignment,
  Subscription,
  Vault,
} from './ResourceState';
import { ScenarioInForce } from './ScenarioState';
import { SplunkState } from './SplunkState';
import { Workspace } from './WorkspaceState';

/**
 * Minute totals of metrics:
 * lower-cased resource id -> metric name -> dimension values (joined by `|`) -> minute (epoch minutes) -> total.
 */
export type MetricTotals = Record<
  string,
  Record<string, Record<string, Record<string, number>>>
>;

/** Everything the simulator knows, as plain JSON: what `--state-dir` saves. */
export interface SimulatorState {
  /** Format of this document; a file of another format is not read. */
  format: 2;
  /** State of the random number generator of the traffic. */
  randomState: number;
  /** Traffic and flow have run up to this instant (epoch milliseconds). */
  flowedUntil: number;
  directory: DirectoryState;
  /** By lower-cased subscription id. */
  subscriptions: Record<string, Subscription>;
  /** By lower-cased ARM id. */
  resourceGroups: Record<string, ResourceGroup>;
  /** By lower-cased ARM id. */
  namespaces: Record<string, EventHubNamespace>;
  /** Namespace names that belong to other customers of Azure, lower-cased. */
  foreignNamespaceNames: string[];
  /** Lower-cased names of namespaces whose next creation fails. */
  failingNamespaceNames: string[];
  /** By lower-cased ARM id. */
  workspaces: Record<string, Workspace>;
  /** By lower-cased ARM id of the assignment; changed through rbac/RoleAssignmentIndex alone. */
  readonly roleAssignments: Readonly<Record<string, Readonly<RoleAssignment>>>;
  /** By lower-cased vault name. */
  vaults: Record<string, Vault>;
  /** By operation id. */
  operations: Record<string, AsyncOperation>;
  splunk: SplunkState;
  metrics: MetricTotals;
  /** Operations of the last 90 days, oldest first; absent: none. */
  activityLog?: ActivityLogEntry[];
  /** Scenarios in force, in the order in which they happened; absent: none. */
  scenarios?: ScenarioInForce[];
}
