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

/** Columns of {@link productionQuery}. */
export interface ProductionRow {
  Slot: string;
  Rows: number;
  Newest: string;
}

/**
 * Rows of one table in slots of 5 minutes.
 *
 * @param table - a name of a table, checked when the annotation was read
 */
export function productionQuery(table: string): string {
  return `${table} | summarize Rows = count(), Newest = max(TimeGenerated) by Slot = bin(TimeGenerated, 5m)`;
}

/** Columns of {@link iotAlertsQuery} and {@link iotIncidentsQuery}. */
export interface IotRow {
  Total: number;
  Recent: number;
  Newest: string;
}

/** Alerts of Defender for IoT: all, and those of the last 24 hours. */
export function iotAlertsQuery(): string {
  return `${IOT_ALERTS} | summarize Total = count(), Recent = countif(TimeGenerated > ago(24h)), Newest = max(TimeGenerated)`;
}

/**
 * Incidents that contain an alert of Defender for IoT, found through AlertIds:
 * an incident's own provider is Sentinel or Defender XDR.
 */
export function iotIncidentsQuery(): string {
  return [
    'SecurityIncident',
    'mv-expand AlertId = AlertIds to typeof(string)',
    `join kind=inner (${IOT_ALERTS} | summarize by SystemAlertId) on $left.AlertId == $right.SystemAlertId`,
    'summarize Total = count(), Recent = countif(TimeGenerated > ago(24h)), Newest = max(TimeGenerated)',
  ].join(' | ');
}
