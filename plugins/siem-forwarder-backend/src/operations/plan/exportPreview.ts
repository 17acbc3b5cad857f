import { ExportPreview } from 'backstage-plugin-siem-forwarder-common';
import { Logs } from '../../azure/AzureServices';
import { IOT_PROVIDER_NAME } from '../incidentCreation';

/** Days that a preview looks back. */
export const PREVIEW_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Rows of a table, and those of them from Defender for IoT. Incidents carry
 * no product of their own, so they are joined with their alerts.
 */
const queryOfTable: Record<string, string> = {
  SecurityAlert: `SecurityAlert
| where TimeGenerated > ago(${PREVIEW_DAYS}d)
| summarize rows = count(), iotRows = countif(ProviderName == "${IOT_PROVIDER_NAME}")`,
  SecurityIncident: `SecurityIncident
| where TimeGenerated > ago(${PREVIEW_DAYS}d)
| summarize rows = count()`,
};

const IOT_INCIDENTS = `SecurityIncident
| where TimeGenerated > ago(${PREVIEW_DAYS}d)
| mv-expand AlertIds
| extend SystemAlertId = tostring(AlertIds)
| join kind=inner (SecurityAlert | where ProviderName == "${IOT_PROVIDER_NAME}" | summarize alerts = count() by SystemAlertId) on SystemAlertId
| summarize alerts = count() by IncidentName, TimeGenerated
| summarize iotRows = count()`;

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
  const ask = async (query: string) => {
    const [row] = await logs.query(customerId, query, timespan, {
      signal: options.signal,
    });
    return row ?? {};
  };
  const [all, incidents] = await Promise.all([
    ask(queryOfTable[table]),
    table === 'SecurityIncident' ? ask(IOT_INCIDENTS) : undefined,
  ]);
  return {
    table,
    rows: Number(all.rows ?? 0),
    iotRows: Number((incidents ?? all).iotRows ?? 0),
  };
}
