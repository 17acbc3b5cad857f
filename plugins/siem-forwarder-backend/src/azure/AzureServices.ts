import {
  ActivityLog,
  DataExports,
  Entra,
  EventHubs,
  KeyVaults,
  Logs,
  Metrics,
  ResourceGraph,
  ResourceProviders,
  RoleAssignments,
  Sentinel,
  Workspaces,
} from './services';

export * from './services';

/**
 * What the rest of the backend may ask of Azure, one interface a service: one
 * identity's view of one tenant, the sweeper's (reads only) or the
 * provisioner's. Implementations stand beside this file, over the official
 * SDKs; nothing outside of this folder knows Azure's wire.
 *
 * @remarks
 * All methods throw an `AzureError` where Azure refuses, cannot be reached or
 * does not answer in time; `undefined` means that the resource does not exist
 * (404). All take an abort signal.
 */
export interface AzureServices {
  readonly tenantId: string;
  readonly identity: 'sweeper' | 'provisioner';
  workspaces: Workspaces;
  dataExports: DataExports;
  eventHubs: EventHubs;
  roleAssignments: RoleAssignments;
  sentinel: Sentinel;
  entra: Entra;
  keyVaults: KeyVaults;
  metrics: Metrics;
  logs: Logs;
  resourceGraph: ResourceGraph;
  resourceProviders: ResourceProviders;
  activityLog: ActivityLog;
}
