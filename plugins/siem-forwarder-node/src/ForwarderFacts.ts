/**
 * Counts in slots of equal length.
 *
 * @public
 */
export interface Series {
  /** Start of the first slot (ISO 8601 with zone). */
  from: string;
  /** Length of a slot in minutes. */
  minutes: number;
  /** One count a slot, oldest first. */
  counts: number[];
}

/**
 * What passed one hop in the last 24 hours.
 *
 * @public
 */
export interface HopCount {
  series: Series;
  total: number;
  /** End of the newest slot in which something passed, or the collection time while that slot runs (ISO 8601 with zone); null when nothing passed. */
  lastAt: string | null;
}

/**
 * The workspace that incidents come from.
 *
 * @public
 */
export interface WorkspaceFact {
  id: string;
  /** Azure's short form: `eastus2`. */
  region: string;
  /** GUID that queries name the workspace by. */
  customerId: string;
}

/**
 * A Defender for IoT connector of the workspace.
 *
 * @public
 */
export interface IotConnectorFact {
  subscriptionId: string;
  alertsEnabled: boolean;
}

/**
 * An enabled rule that makes incidents of Defender for IoT alerts.
 *
 * @public
 */
export interface IncidentCreatorFact {
  name: string;
  kind: 'incident-creation' | 'scheduled';
}

/**
 * Rows of one exported table.
 *
 * @public
 */
export interface TableProductionFact {
  table: string;
  /** Rows of the last 24 hours. */
  rows: number;
  series: Series;
  /** The newest row's time within the last 7 days (ISO 8601 with zone); null when there is none. */
  newestAt: string | null;
}

/**
 * Rows from Defender for IoT in the last 7 days.
 *
 * @public
 */
export interface IotRowsFact {
  /** In the last 24 hours. */
  recent: number;
  /** In the last 7 days. */
  total: number;
  newestAt: string | null;
}

/**
 * The data export rule.
 *
 * @public
 */
export interface ExportRuleFact {
  id: string;
  name: string;
  enabled: boolean;
  tableNames: string[];
  destinationId: string;
  destinationType: string;
  eventHubName: string | null;
  createdAt: string | null;
  lastModifiedAt: string | null;
}

/**
 * The Event Hubs namespace.
 *
 * @public
 */
export interface NamespaceFact {
  id: string;
  name: string;
  region: string;
  tier: string;
  status: string | null;
  provisioningState: string;
  /** Host name that the SIEM connects to. */
  hostName: string;
  /** Throughput units, or processing units of the Premium tier. */
  capacity: number;
  /** True when Event Hubs adds throughput units by itself. */
  autoInflate: boolean;
  /** Up to how many; null when it adds none. */
  maximumThroughputUnits: number | null;
  /** True when shared access keys are refused. */
  localAuthDisabled: boolean;
  /** `Enabled`, `Disabled` or `SecuredByPerimeter`; null when Azure does not tell. */
  publicNetworkAccess: string | null;
}

/**
 * Who may reach the namespace over the network.
 *
 * @public
 */
export interface NetworkRulesFact {
  /** `Allow` or `Deny`: what becomes of addresses that no rule names. */
  defaultAction: string;
  /** True when trusted Microsoft services, the export among them, may pass. */
  trustedServiceAccessEnabled: boolean;
}

/**
 * The event hub.
 *
 * @public
 */
export interface HubFact {
  id: string;
  name: string;
  status: string;
  partitionCount: number;
  retentionHours: number;
  /** `Delete`, or `Compact` for one that keeps the last event of each key; null when Azure does not tell. */
  cleanupPolicy: string | null;
}

/**
 * A secret of the application, without its value.
 *
 * @public
 */
export interface SecretFact {
  keyId: string;
  displayName: string | null;
  startsAt: string | null;
  endsAt: string | null;
}

/**
 * The registration of the application that the SIEM signs in with.
 *
 * @public
 */
export interface ApplicationFact {
  appId: string;
  displayName: string;
  secrets: SecretFact[];
  /** Ids of Microsoft Graph's app roles that the registration asks for. */
  requestedGraphRoles: string[];
}

/**
 * App roles of Microsoft Graph that the application asks for, and that an administrator granted.
 *
 * @public
 */
export interface GraphRolesFact {
  /** Ids of app roles. */
  requested: string[];
  granted: string[];
}

/**
 * The application's service principal.
 *
 * @public
 */
export interface ServicePrincipalFact {
  /** Object id: the principal of role assignments. */
  id: string;
  appId: string;
  enabled: boolean;
  /** False when it had a role on the hub, and the directory no longer knows it. */
  exists: boolean;
}

/**
 * An assignment that lets the application receive from the hub.
 *
 * @public
 */
export interface ReceiverRoleFact {
  /** ARM id of the scope. */
  scope: string;
  /** `Azure Event Hubs Data Receiver`. */
  role: string;
}

/**
 * Who may receive from the hub.
 *
 * @public
 */
export interface ReceiverRolesFact {
  /** Assignments to the application itself. */
  assignments: ReceiverRoleFact[];
  /** Groups that may receive; whether the application is a member is not looked at. */
  groups: number;
}

/**
 * Something that stands against using the SIEM.
 *
 * @public
 */
export interface SiemProblemFact {
  code: string;
  message: string;
  remedy: string;
}

/**
 * The SIEM's account that holds the application's credentials.
 *
 * @public
 */
export interface SiemAccountFact {
  name: string;
  clientId: string;
  tenantId: string;
}

/**
 * The SIEM's input that reads the hub.
 *
 * @public
 */
export interface SiemInputFact {
  name: string;
  enabled: boolean;
  account: string;
  fullyQualifiedNamespace: string;
  eventHubName: string;
  consumerGroup: string;
  sourcetype: string;
  index: string;
}

/**
 * Errors that the SIEM's reader logged in the last hour.
 *
 * @public
 */
export interface ReaderErrorsFact {
  count: number;
  lastAt: string | null;
  sample: string | null;
}

/**
 * A token with which the portal talks to the SIEM.
 *
 * @public
 */
export interface SiemTokenFact {
  /** What it is for: `management token`. */
  name: string;
  /** ISO 8601 with zone; null when the token does not tell. */
  endsAt: string | null;
}

/**
 * Rows that the SIEM indexed.
 *
 * @public
 */
export interface ArrivalsFact {
  count: number;
  windowHours: number;
  lastIndexedAt: string | null;
  lastEventAt: string | null;
  /** By the time of indexing; absent when the SIEM does not tell. */
  series?: Series;
}

/**
 * Everything that is asked about one forwarder, by name. `null`: looked, and it does not exist.
 *
 * @public
 */
export interface ForwarderFacts {
  workspace: WorkspaceFact | null;
  sentinelOnboarded: boolean;
  iotConnectors: IotConnectorFact[];
  incidentCreators: IncidentCreatorFact[];
  production: TableProductionFact[];
  iotAlerts: IotRowsFact;
  iotIncidents: IotRowsFact;
  exportRule: ExportRuleFact | null;
  exported: HopCount;
  /** Tries to export that failed; each is tried again for 12 hours. */
  exportFailures: HopCount;
  namespace: NamespaceFact | null;
  networkRules: NetworkRulesFact | null;
  hub: HubFact | null;
  /** Names of the hub's consumer groups; null when there is no hub. */
  consumerGroups: string[] | null;
  incoming: HopCount;
  outgoing: HopCount;
  /** Requests that the namespace refused for want of throughput units. */
  throttled: HopCount;
  application: ApplicationFact | null;
  servicePrincipal: ServicePrincipalFact | null;
  receiverRoles: ReceiverRolesFact;
  graphRoles: GraphRolesFact;
  siemProblems: SiemProblemFact[];
  siemTokens: SiemTokenFact[];
  siemAccount: SiemAccountFact | null;
  siemInput: SiemInputFact | null;
  readerErrors: ReaderErrorsFact;
  arrivals: ArrivalsFact;
}
