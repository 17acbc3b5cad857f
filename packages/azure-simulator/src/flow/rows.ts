import { toTicksIso } from '../clock/format';
import { ColumnValue, LogRow, Workspace } from '../state';

/** Appends a row to a table of a workspace; tables that the workspace lacks take none. */
export function appendRow(
  workspace: Workspace,
  tableName: string,
  columns: Record<string, ColumnValue>,
  now: number,
): LogRow | undefined {
  const table = workspace.tables[tableName.toLowerCase()];
  if (!table) {
    return undefined;
  }
  const row: LogRow = {
    columns: {
      TenantId: workspace.customerId,
      TimeGenerated: toTicksIso(now),
      ...columns,
      SourceSystem: columns.SourceSystem ?? 'Azure',
      Type: table.name,
    },
    ingestedAt: now,
    ordinal: table.nextOrdinal,
  };
  table.nextOrdinal += 1;
  table.rows.push(row);
  return row;
}
