import { LogTable, Workspace } from '../../state';
import { columnsOf, ColumnType } from './columnsOf';

/** The query API's names of column types as Resource Manager writes them. */
const typeNames: Record<ColumnType, string> = {
  string: 'string',
  int: 'int',
  long: 'long',
  real: 'real',
  bool: 'boolean',
  datetime: 'dateTime',
  dynamic: 'dynamic',
};

/** Api-versions in which a table is but a retention. */
const oldApiVersions = new Set(['2020-03-01-preview', '2020-08-01']);

/** Body of a table of a workspace. */
export function renderTable(
  workspace: Workspace,
  table: LogTable,
  apiVersion: string | null,
): Record<string, unknown> {
  const identity = {
    id: `${workspace.id}/tables/${table.name}`,
    name: table.name,
    type: 'Microsoft.OperationalInsights/workspaces/tables',
  };
  if (apiVersion !== null && oldApiVersions.has(apiVersion)) {
    return {
      properties: { retentionInDays: table.retentionInDays },
      ...identity,
    };
  }
  return {
    properties: {
      totalRetentionInDays: table.retentionInDays,
      archiveRetentionInDays: 0,
      plan: table.plan,
      retentionInDaysAsDefault: true,
      totalRetentionInDaysAsDefault: true,
      schema: {
        tableSubType: 'Any',
        name: table.name,
        tableType: 'Microsoft',
        standardColumns: columnsOf(table.name).map(({ name, type }) => ({
          name,
          type: typeNames[type],
          isDefaultDisplay: true,
          isHidden: false,
        })),
        solutions: table.name.startsWith('Security')
          ? ['SecurityInsights']
          : ['LogManagement'],
      },
      provisioningState: 'Succeeded',
      retentionInDays: table.retentionInDays,
    },
    ...identity,
  };
}
