import { ActivityLog } from './ActivityLog';
import { ArmResourceId } from './ArmResourceId';

/**
 * What the rest of the backend may ask of Azure, one interface a service.
 * Implementations stand beside this file, over the official SDKs; nothing
 * outside of this folder knows Azure's wire.
 *
 * All methods throw an `AzureError` where Azure refuses, cannot be
 * reached or does not answer in time; `undefined` means that the resource does
 * not exist (404). All take an abort signal.
 */
export interface CallOptions {
  signal?: AbortSignal;
}

/** A Log Analytics workspace. */
export interface Workspace {
  id: ArmResourceId;
  /** Region in Azure's short form: `eastus2`. */
  region: string;
  /** The workspace's GUID, which queries need. */
  customerId: string;
  provisioningState: string;
}

/** A table of a workspace. */
export interface WorkspaceTable {
  name: string;
  /** `Analytics`, `Basic` or `Auxiliary` (which cannot be exported). */
  plan: string;
}

export interface Workspaces {
  get(id: ArmResourceId, options?: CallOptions): Promise<Workspace | undefined>;
  /** All workspaces of a subscription that the identity may see. */
  list(subscriptionId: string, options?: CallOptions): Promise<Workspace[]>;
  getTable(
    workspaceId: ArmResourceId,
    table: string,
    options?: CallOptions,
  ): Promise<WorkspaceTable | undefined>;
}

/** A data export rule. */
export interface DataExportRule {
  id: ArmResourceId;
  enabled: boolean;
  tableNames: string[];
  /** Id of the event hub namespace (or of a storage account, when people chose one). */
  destinationId: string;
  destinationType: 'EventHub' | 'StorageAccount' | string;
  /** Absent when the rule lets Azure make one hub a table. */
  eventHubName?: string;
  createdAt?: string;
  lastModifiedAt?: string;
}

export interface DataExports {
  get(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<DataExportRule | undefined>;
  /** All rules of a workspace; Azure does not page them. */
  list(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<DataExportRule[]>;
  /** A full replace, and only eventually consistent: resolves when a GET shows the rule. */
  put(
    id: ArmResourceId,
    rule: {
      tableNames: string[];
      namespaceId: ArmResourceId;
      eventHubName: string;
      enabled: boolean;
    },
    options?: CallOptions,
  ): Promise<DataExportRule>;
  delete(id: ArmResourceId, options?: CallOptions): Promise<void>;
}

/** An Event Hubs namespace. */
export interface EventHubNamespace {
  id: ArmResourceId;
  region: string;
  tier: 'Basic' | 'Standard' | 'Premium' | string;
  capacity: number;
  autoInflate: boolean;
  maximumThroughputUnits?: number;
  /** `Active`, `Creating`, ... */
  status?: string;
  provisioningState: string;
  localAuthDisabled: boolean;
  publicNetworkAccess?: string;
  minimumTlsVersion?: string;
  /** Host name that the SIEM connects to. */
  hostName: string;
  tags: Record<string, string>;
}

export interface NetworkRuleSet {
  defaultAction: 'Allow' | 'Deny' | string;
  trustedServiceAccessEnabled: boolean;
  publicNetworkAccess?: string;
}

export interface EventHub {
  id: ArmResourceId;
  partitionCount: number;
  retentionHours: number;
  cleanupPolicy?: string;
  /** `Active`, `Disabled`, `SendDisabled`, `ReceiveDisabled`, ... */
  status: string;
}

export interface EventHubs {
  checkName(
    subscriptionId: string,
    name: string,
    options?: CallOptions,
  ): Promise<{ available: boolean; reason?: string; message?: string }>;
  getNamespace(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHubNamespace | undefined>;
  listNamespaces(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<EventHubNamespace[]>;
  /**
   * Sends the creation and returns once Azure has accepted it; the namespace
   * is ready when `getNamespace` shows `provisioningState: Succeeded`.
   */
  beginNamespace(
    id: ArmResourceId,
    namespace: {
      region: string;
      tier: string;
      capacity: number;
      tags: Record<string, string>;
    },
    options?: CallOptions,
  ): Promise<void>;
  deleteNamespace(id: ArmResourceId, options?: CallOptions): Promise<void>;
  getNetworkRuleSet(
    namespaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<NetworkRuleSet | undefined>;
  getHub(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHub | undefined>;
  listHubs(
    namespaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHub[]>;
  putHub(
    id: ArmResourceId,
    hub: { partitionCount: number; retentionHours: number },
    options?: CallOptions,
  ): Promise<EventHub>;
  deleteHub(id: ArmResourceId, options?: CallOptions): Promise<void>;
  /** Names of the consumer groups of a hub, `$Default` among them. */
  listConsumerGroups(
    hubId: ArmResourceId,
    options?: CallOptions,
  ): Promise<string[]>;
  putConsumerGroup(
    hubId: ArmResourceId,
    name: string,
    userMetadata: string,
    options?: CallOptions,
  ): Promise<void>;
  deleteConsumerGroup(
    hubId: ArmResourceId,
    name: string,
    options?: CallOptions,
  ): Promise<void>;
}

export interface RoleAssignment {
  id: string;
  /** ARM id of the scope. */
  scope: string;
  /** GUID of the role definition. */
  roleId: string;
  principalId: string;
  principalType?: string;
}

export interface RoleAssignments {
  /** Assignments at, above and below a subscription. */
  listInSubscription(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<RoleAssignment[]>;
  /** Assignments at, above and (for a scope that is a resource) not below the scope. */
  listAtScope(scope: string, options?: CallOptions): Promise<RoleAssignment[]>;
  /** Deterministic name: UUIDv5 of scope, principal and role; waits out directory replication. */
  assign(
    assignment: {
      scope: string;
      roleId: string;
      principalId: string;
      description: string;
    },
    options?: CallOptions,
  ): Promise<RoleAssignment>;
  /** The id that {@link RoleAssignments.assign} gives. */
  idOf(assignment: {
    scope: string;
    roleId: string;
    principalId: string;
  }): string;
  delete(id: string, options?: CallOptions): Promise<void>;
  /** The actions, with wildcards, that this identity has at a scope, less those taken away. */
  permissions(
    scope: string,
    options?: CallOptions,
  ): Promise<{ actions: string[]; notActions: string[] }[]>;
}

export interface IotConnector {
  id: string;
  subscriptionId: string;
  alertsEnabled: boolean;
}

export interface AnalyticsRule {
  id: string;
  kind: string;
  displayName: string;
  enabled: boolean;
  /** Only of rules that create incidents from the alerts of one product. */
  productFilter?: string;
  /** The query of a scheduled rule. */
  query?: string;
}

export interface Sentinel {
  isOnboarded(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<boolean>;
  listIotConnectors(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<IotConnector[]>;
  connectIot(
    workspaceId: ArmResourceId,
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<IotConnector>;
  /** The id that {@link Sentinel.connectIot} gives to a new connector. */
  iotConnectorId(workspaceId: ArmResourceId, subscriptionId: string): string;
  /** Switches the alerts of a connector off again; what does not exist is off. */
  disconnectIot(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void>;
  deleteIotConnector(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void>;
  listAnalyticsRules(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<AnalyticsRule[]>;
  /** The incident creation rule for Defender for IoT alerts, all severities. */
  enableIncidentCreation(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<AnalyticsRule>;
  /** The id that {@link Sentinel.enableIncidentCreation} gives to a new rule. */
  incidentRuleId(workspaceId: ArmResourceId): string;
  /** Switches an incident creation rule off again; what does not exist is off. */
  disableIncidentCreation(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void>;
  deleteAnalyticsRule(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void>;
}

export interface PasswordCredential {
  keyId: string;
  displayName?: string;
  startsAt?: string;
  endsAt?: string;
}

export interface Application {
  /** Object id. */
  id: string;
  appId: string;
  displayName: string;
  uniqueName?: string;
  passwords: PasswordCredential[];
  /** App role ids that the registration requests of Microsoft Graph. */
  requestedGraphRoles: string[];
}

export interface ServicePrincipal {
  /** Object id: the principal of role assignments. */
  id: string;
  appId: string;
  accountEnabled: boolean;
}

/** An app role of Microsoft Graph that was granted to somebody. */
export interface GraphRoleGrant {
  /** Object id of the service principal that has it. */
  principalId: string;
  roleId: string;
}

/** A new secret; the text exists only here. */
export interface IssuedSecret {
  keyId: string;
  endsAt: string;
  secretText: string;
}

export interface Entra {
  readonly tenantId: string;
  /** Client id of the application or managed identity that calls. */
  ownClientId(options?: CallOptions): Promise<string>;
  getApplication(
    appId: string,
    options?: CallOptions,
  ): Promise<Application | undefined>;
  getApplicationByUniqueName(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<Application | undefined>;
  /** All applications of the tenant that the identity may read, by page. */
  listApplications(options?: CallOptions): Promise<Application[]>;
  listServicePrincipals(options?: CallOptions): Promise<ServicePrincipal[]>;
  /** Create-if-missing by unique name. */
  upsertApplication(
    application: {
      uniqueName: string;
      displayName: string;
      requestGraphPermission: boolean;
      notes: string;
    },
    options?: CallOptions,
  ): Promise<Application>;
  /**
   * The application of a unique name with its notes, which tell who made it;
   * also where it lies in the recycle bin.
   */
  findWithNotes(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<
    { id: string; appId: string; notes: string; deleted: boolean } | undefined
  >;
  /** Into the directory's recycle bin, with its service principal. */
  deleteApplication(id: string, options?: CallOptions): Promise<void>;
  /**
   * Out of the recycle bin, with the service principal that went with it: its
   * `uniqueName` is free again only then.
   */
  purgeApplication(
    application: { id: string; appId: string },
    options?: CallOptions,
  ): Promise<void>;
  /** Takes the request of the article's Graph permission away again. */
  withdrawGraphPermission(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<void>;
  /** Deletes it for good. */
  deleteServicePrincipal(id: string, options?: CallOptions): Promise<void>;
  getServicePrincipal(
    appId: string,
    options?: CallOptions,
  ): Promise<ServicePrincipal | undefined>;
  /** Creates it, or finds it; waits out replication. */
  ensureServicePrincipal(
    appId: string,
    options?: CallOptions,
  ): Promise<ServicePrincipal>;
  /** Roles of Microsoft Graph that are granted to a service principal (ids of app roles). */
  listGrantedGraphRoles(
    servicePrincipalId: string,
    options?: CallOptions,
  ): Promise<string[]>;
  /** All that was granted of Microsoft Graph in the tenant, to anybody. */
  listGraphRoleGrants(options?: CallOptions): Promise<GraphRoleGrant[]>;
  addPassword(
    applicationId: string,
    password: { displayName: string; endsAt: string },
    options?: CallOptions,
  ): Promise<IssuedSecret>;
  removePassword(
    applicationId: string,
    keyId: string,
    options?: CallOptions,
  ): Promise<void>;
  /** The longest life that the tenant's policy allows a secret; undefined when there is no limit or the policy may not be read. */
  maximumSecretLifetimeDays(options?: CallOptions): Promise<number | undefined>;
  /** The page on which an administrator consents to what the application requests. */
  adminConsentUrl(appId: string): string;
}

export interface KeyVaults {
  /** Stores a secret with its end and tags; answers with the version's id (no value). */
  set(
    vaultUrl: string,
    name: string,
    secret: {
      value: string;
      contentType: string;
      expiresAt: string;
      tags: Record<string, string>;
    },
    options?: CallOptions,
  ): Promise<{ id: string; version: string }>;
  /** Properties of the newest version, without its value. */
  getProperties(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<
    | {
        id: string;
        version: string;
        tags: Record<string, string>;
        expiresAt?: string;
      }
    | undefined
  >;
  /** Tags of all versions by version, the newest first, those that are switched off too. */
  listVersions(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<
    {
      version: string;
      tags: Record<string, string>;
      contentType?: string;
      expiresAt?: string;
    }[]
  >;
  /** The value, for delivery to a SIEM on re-entry; never to be kept. */
  getValue(
    vaultUrl: string,
    name: string,
    options?: CallOptions & {
      /** The newest when absent. */
      version?: string;
    },
  ): Promise<string | undefined>;
  /** Into the vault's recycle bin, where it keeps its name. */
  delete(vaultUrl: string, name: string, options?: CallOptions): Promise<void>;
  /** Out of the recycle bin; answers false where the vault does not allow that. */
  purge(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<boolean>;
  /** True when the identity can list secrets of the vault; the check before the first write. */
  canReach(vaultUrl: string, options?: CallOptions): Promise<boolean>;
}

/** A metric's totals in slots of time; slots in which nothing happened are left out. */
export interface MetricSeries {
  /** Lower-cased ARM id of the resource. */
  resourceId: string;
  metric: string;
  /** Value of the dimension that was asked for: a hub's or a rule's name. */
  dimension?: string;
  points: { at: string; total: number }[];
}

export interface Metrics {
  /**
   * Metrics of resources of one subscription, region and type; split in batches of 50.
   *
   * @returns at least one series for each metric of each resource that was
   *   answered, without points where nothing happened; one that has none was
   *   left out of the answer, and is not known
   */
  query(
    query: {
      subscriptionId: string;
      region: string;
      resourceIds: ArmResourceId[];
      metricNamespace: string;
      metrics: string[];
      dimension?: string;
      /** ISO 8601 duration of a slot: `PT5M`. */
      interval: string;
      from: string;
      to: string;
    },
    options?: CallOptions,
  ): Promise<MetricSeries[]>;
}

export interface Logs {
  /**
   * Rows of the first table of the answer, as records by column name.
   *
   * @param customerIds - GUID of a workspace, or of up to 100, whose tables of
   *   one name are then asked together; when one of them refuses, all do
   */
  query(
    customerIds: string | readonly string[],
    query: string,
    timespan: { from: string; to: string },
    options?: CallOptions,
  ): Promise<Record<string, unknown>[]>;
}

/** What Resource Graph lists. */
export interface ListedResources {
  workspaces: Workspace[];
  namespaces: EventHubNamespace[];
}

/**
 * Lists over many subscriptions at once. They leave out what the identity may
 * not see, and are some seconds behind: that something is not listed proves
 * nothing.
 */
export interface ResourceGraph {
  listResources(
    subscriptionIds: readonly string[],
    options?: CallOptions,
  ): Promise<ListedResources>;
  /** Assignments of certain roles (GUIDs) at, above and below the subscriptions. */
  listRoleAssignments(
    subscriptionIds: readonly string[],
    roleIds: readonly string[],
    options?: CallOptions,
  ): Promise<RoleAssignment[]>;
}

export interface ResourceProviders {
  /** `Registered`, `NotRegistered`, ... */
  registrationState(
    subscriptionId: string,
    provider: string,
    options?: CallOptions,
  ): Promise<string>;
  resourceGroupExists(
    subscriptionId: string,
    resourceGroup: string,
    options?: CallOptions,
  ): Promise<boolean>;
  subscriptionName(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<string | undefined>;
}

/**
 * One identity's view of one tenant: the sweeper's (reads only) or the
 * provisioner's.
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
