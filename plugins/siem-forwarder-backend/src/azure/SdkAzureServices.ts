import { AzureConnection } from './AzureConnection';
import { AzureServices } from './AzureServices';
import { GraphEntra } from './GraphEntra';
import { ResourceManagerRest } from './ResourceManagerRest';
import { SdkActivityLog } from './SdkActivityLog';
import { SdkDataExports } from './SdkDataExports';
import { SdkEventHubs } from './SdkEventHubs';
import { SdkKeyVaults } from './SdkKeyVaults';
import { SdkLogs } from './SdkLogs';
import { SdkMetrics } from './SdkMetrics';
import { SdkResourceGraph } from './SdkResourceGraph';
import { SdkResourceProviders } from './SdkResourceProviders';
import { SdkRoleAssignments } from './SdkRoleAssignments';
import { SdkSentinel } from './SdkSentinel';
import { SdkWorkspaces } from './SdkWorkspaces';

/** {@link AzureServices} over the official SDKs. */
export class SdkAzureServices implements AzureServices {
  readonly tenantId: string;
  readonly identity: 'sweeper' | 'provisioner';
  readonly workspaces: SdkWorkspaces;
  readonly dataExports: SdkDataExports;
  readonly eventHubs: SdkEventHubs;
  readonly roleAssignments: SdkRoleAssignments;
  readonly sentinel: SdkSentinel;
  readonly entra: GraphEntra;
  readonly keyVaults: SdkKeyVaults;
  readonly metrics: SdkMetrics;
  readonly logs: SdkLogs;
  readonly resourceGraph: SdkResourceGraph;
  readonly resourceProviders: SdkResourceProviders;
  readonly activityLog: SdkActivityLog;

  constructor(connection: AzureConnection) {
    const rest = new ResourceManagerRest(connection);
    this.tenantId = connection.tenantId;
    this.identity = connection.identity;
    this.workspaces = new SdkWorkspaces(connection);
    this.dataExports = new SdkDataExports(connection);
    this.eventHubs = new SdkEventHubs(connection);
    this.roleAssignments = new SdkRoleAssignments(connection, rest);
    this.sentinel = new SdkSentinel(connection);
    this.entra = new GraphEntra(connection);
    this.keyVaults = new SdkKeyVaults(connection);
    this.metrics = new SdkMetrics(connection);
    this.logs = new SdkLogs(connection);
    this.resourceGraph = new SdkResourceGraph(connection);
    this.resourceProviders = new SdkResourceProviders(connection, rest);
    this.activityLog = new SdkActivityLog(connection);
  }
}
