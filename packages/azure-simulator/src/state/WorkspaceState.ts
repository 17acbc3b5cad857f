/** A value of a Log Analytics column: dynamic columns hold JSON values. */
export type ColumnValue =
  | string
  | number
  | boolean
  | null
  | ColumnValue[]
  | { [key: string]: ColumnValue };

/** One row of a Log Analytics table. `TimeGenerated` is an ISO 8601 string. */
export interface LogRow {
  /** Column values by name. */
  columns: Record<string, ColumnValue>;
  /** Epoch milliseconds of ingestion; rows are kept in this order. */
  ingestedAt: number;
  /** Rows are numbered in order of ingestion, so that an export resumes where it stopped. */
  ordinal: number;
}

/** A table of a workspace. */
export interface LogTable {
  name: string;
  plan: 'Analytics' | 'Basic' | 'Auxiliary';
  retentionInDays: number;
  /** Ordinal that the next row gets. */
  nextOrdinal: number;
  rows: LogRow[];
}

/** A data export rule. */
export interface DataExportRule {
  dataExportId: string;
  /** Lower-cased, as the service returns it. */
  id: string;
  name: string;
  tableNames: string[];
  /** Namespace id as the caller wrote it. */
  destinationId: string;
  eventHubName: string | null;
  enable: boolean;
  createdAt: string;
  lastModifiedAt: string;
  /** A GET answers 404 before this instant (Azure/azure-rest-api-specs#31399). */
  visibleFrom: string;
  /** Rows move only from this instant on: provisioning takes about half an hour. */
  exportsFrom: string;
  /** Next ordinal to export by table name: rows before the rule was enabled are never exported. */
  cursors: Record<string, number>;
  /** Epoch milliseconds before which a failed delivery is not tried again. */
  retryAt: number;
}

/** A Sentinel data connector. */
export interface DataConnector {
  name: string;
  kind: string;
  etag: string;
  /** Body `properties`, as given. */
  properties: Record<string, ColumnValue>;
}

/** A Sentinel analytics rule. */
export interface AlertRule {
  name: string;
  kind: string;
  etag: string;
  lastModifiedAt: string;
  /** Body `properties`, as given. */
  properties: Record<string, ColumnValue>;
}

/** A change that somebody will make to an incident later: each is a new row. */
export interface PlannedIncidentUpdate {
  at: number;
  incidentName: string;
  change: 'assign' | 'close';
}

/** What the plant behind a workspace produces. */
export interface TrafficProfile {
  /** Mean number of Defender for IoT alerts an hour. */
  iotAlertsPerHour: number;
  /** Mean number of incidents of other products an hour. */
  otherIncidentsPerHour: number;
}

/** Microsoft Sentinel in a workspace. */
export interface SentinelState {
  /** Instant from which the onboarding state can be read; null: not onboarded. */
  onboardedFrom: string | null;
  /** By lower-cased name. */
  dataConnectors: Record<string, DataConnector>;
  /** By lower-cased name. */
  alertRules: Record<string, AlertRule>;
  lastIncidentNumber: number;
  plannedUpdates: PlannedIncidentUpdate[];
}

/** A Log Analytics workspace. */
export interface Workspace {
  id: string;
  name: string;
  location: string;
  customerId: string;
  createdAt: string;
  tags: Record<string, string>;
  traffic: TrafficProfile;
  /** By lower-cased name. */
  tables: Record<string, LogTable>;
  /** By lower-cased name. */
  dataExports: Record<string, DataExportRule>;
  sentinel: SentinelState;
}
