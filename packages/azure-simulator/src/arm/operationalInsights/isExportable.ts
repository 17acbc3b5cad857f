import { LogTable } from '../../state';

/**
 * Tables whose rows are never exported, though rules accept them. Tables with
 * partial support are exported whole here.
 * Source: https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#unsupported-tables (02/16/2026)
 */
const unsupported = new Set([
  'alerthistory',
  'azurediagnostics',
  'databricksdatabrickssql',
  'databrickssql',
  'deviceapplaunch',
  'devicecalendar',
  'deviceconnectsession',
  'deviceheartbeat',
  'networksessions',
  'protectionstatus',
]);

/** Whether the rows of a table can be exported: its name is supported, its plan is Analytics or Basic. */
export function isExportable(table: Pick<LogTable, 'name' | 'plan'>): boolean {
  return (
    table.plan !== 'Auxiliary' && !unsupported.has(table.name.toLowerCase())
  );
}
