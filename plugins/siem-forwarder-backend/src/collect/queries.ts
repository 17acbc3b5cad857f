/**
 * All queries that are sent to Log Analytics. Time ranges are set beside the
 * query (the API's `timespan`), so that a query cannot scan more than that.
 */

/** Days of rows that the queries look at: as long as a proof counts by default. */
export const QUERY_DAYS = 7;

/**
 * The predicate for alerts of Defender for IoT, defined once.
 *
 * @see https://learn.microsoft.com/azure/defender-for-iot/organizations/iot-solution
 */
export const IOT_ALERTS = `SecurityAlert | where ProviderName == "IoTSecurity"`;

/** What a row of {@link productionQuery} counts: rows of a table, or of Defender for IoT. No table has a name with a space. */
export const IOT_ALERT_ROWS = 'IoT alerts';
/** See {@link IOT_ALERT_ROWS}. */
export const IOT_INCIDENT_ROWS = 'IoT incidents';

/** Columns of {@link productionQuery}. */
export interface ProductionRow {
  /** GUID of the workspace. */
  TenantId: string;
  /** A table's name, {@link IOT_ALERT_ROWS} or {@link IOT_INCIDENT_ROWS}. */
  What: string;
  /** Start of the slot; null for rows before the first slot, and for those of Defender for IoT. */
  Slot: string | null;
  Rows: number;
  /** Of Defender for IoT: rows of the last 24 hours. */
  Recent: number | null;
  Newest: string;
}

/** What one query asks of each of its workspaces. */
export interface ProductionQuestion {
  /** Names of tables, checked when the annotations were read. */
  tables: readonly string[];
  iotAlerts: boolean;
  iotIncidents: boolean;
}

/**
 * Rows of tables in slots, and those of Defender for IoT, of all workspaces
 * that the query is sent to. `TenantId` is the workspace's GUID in every table.
 *
 * @param slots - `from`: start of the oldest slot (ISO 8601); `minutes`: their length
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns
 */
export function productionQuery(
  question: ProductionQuestion,
  slots: { from: string; minutes: number },
): string {
  const slot = `iff(TimeGenerated < datetime(${slots.from}), datetime(null), bin(TimeGenerated, ${slots.minutes}m))`;
  const parts = [
    ...question.tables.map(
      table =>
        `${table} | summarize Rows = count(), Newest = max(TimeGenerated) by TenantId, Slot = ${slot} | extend What = "${table}"`,
    ),
    ...(question.iotAlerts ? [iotRows(IOT_ALERTS, IOT_ALERT_ROWS)] : []),
    ...(question.iotIncidents
      ? [iotRows(iotIncidents(), IOT_INCIDENT_ROWS)]
      : []),
  ];
  return `union ${parts.map(part => `(${part})`).join(', ')}`;
}

function iotRows(source: string, what: string): string {
  return `${source} | summarize Rows = count(), Recent = countif(TimeGenerated > ago(24h)), Newest = max(TimeGenerated) by TenantId | extend What = "${what}"`;
}

/**
 * Incidents that contain an alert of Defender for IoT, found through AlertIds:
 * an incident's own provider is Sentinel or Defender XDR.
 */
function iotIncidents(): string {
  return [
    'SecurityIncident',
    'mv-expand AlertId = AlertIds to typeof(string)',
    `join kind=inner (${IOT_ALERTS} | summarize by TenantId, SystemAlertId) on TenantId, $left.AlertId == $right.SystemAlertId`,
  ].join(' | ');
}

/** Columns of {@link lostRowsQuery}. */
export interface LostRow {
  Table: string;
  /** What people call the row by; empty where the table has nothing of the kind. */
  Id: string;
  Title: string;
  Severity: string;
  At: string;
}

/** How the rows of a table are told apart, and what they are called. A row a change: the newest stands for all. */
const named: Record<string, { by: string; title: string; severity: string }> = {
  SecurityIncident: {
    by: 'IncidentNumber',
    title: 'Title',
    severity: 'Severity',
  },
  SecurityAlert: {
    by: 'SystemAlertId',
    title: 'AlertName',
    severity: 'AlertSeverity',
  },
};

/**
 * The newest incidents and alerts of tables since an instant.
 *
 * @param tables - names of tables, checked when the annotations were read
 * @param options - `since`: ISO 8601; `most`: how many
 */
export function lostRowsQuery(
  tables: readonly string[],
  options: { since: string; most: number },
): string {
  const parts = tables.map(table => {
    const rows = `${table} | where TimeGenerated >= datetime(${options.since})`;
    const names = named[table];
    return names
      ? `${rows} | summarize arg_max(TimeGenerated, ${names.title}, ${names.severity}) by ${names.by} | project Table = "${table}", Id = tostring(${names.by}), Title = ${names.title}, Severity = ${names.severity}, At = TimeGenerated`
      : `${rows} | project Table = "${table}", Id = "", Title = "", Severity = "", At = TimeGenerated`;
  });
  return `union ${parts.map(part => `(${part})`).join(', ')} | top ${
    options.most
  } by At desc`;
}
