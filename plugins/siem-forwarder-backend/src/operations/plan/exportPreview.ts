import { ExportPreview } from 'backstage-plugin-siem-forwarder-common';
import { Logs } from '../../azure/AzureServices';
import { IOT_ALERTS } from '../../collect/queries';

/** Days that a preview looks back. */
export const PREVIEW_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

const SINCE = `where TimeGenerated > ago(${PREVIEW_DAYS}d)`;

/** Rows of a table, and how large they are. */
const rowsQuery = (table: string) =>
  `${table} | ${SINCE} | summarize Rows = count(), Bytes = sum(_BilledSize)`;

/**
 * Rows from Defender for IoT. An incident carries no product of its own, so
 * its rows are found through their alerts, each once however many it has.
 */
const iotRowsQueries: Record<string, string> = {
  SecurityAlert: `${IOT_ALERTS} | ${SINCE} | summarize Rows = count()`,
  SecurityIncident: [
    'SecurityIncident',
    SINCE,
    'mv-expand AlertId = AlertIds to typeof(string)',
    `join kind=inner (${IOT_ALERTS} | summarize by SystemAlertId) on $left.AlertId == $right.SystemAlertId`,
    'summarize by IncidentName, TimeGenerated',
    'summarize Rows = count()',
  ].join(' | '),
};

/**
 * Counts what a table of the workspace held in the last 30 days.
 *
 * @param customerId - the workspace's GUID
 */
export async function countRows(
  logs: Logs,
  customerId: string,
  table: string,
  options: { now: Date; signal?: AbortSignal },
): Promise<Required<ExportPreview>> {
  const timespan = {
    from: new Date(options.now.getTime() - PREVIEW_DAYS * DAY_MS).toISOString(),
    to: options.now.toISOString(),
  };
  const count = async (query: string) => {
    const [row] = await logs.query(customerId, query, timespan, {
      signal: options.signal,
    });
    return {
      rows: Number(row?.Rows ?? 0),
      bytes: Math.round(Number(row?.Bytes ?? 0)),
    };
  };
  const [all, iot] = await Promise.all([
    count(rowsQuery(table)),
    count(iotRowsQueries[table]),
  ]);
  return { table, rows: all.rows, iotRows: iot.rows, bytes: all.bytes };
}
