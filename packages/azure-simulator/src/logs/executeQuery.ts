import { columnsOf } from '../arm/operationalInsights/columnsOf';
import { fromIso } from '../clock/format';
import { mayManage } from '../rbac/accessOf';
import { Caller } from '../login/Caller';
import { LogTable, Workspace } from '../state';
import { World } from '../World';
import { unionTables } from './kql/combineTables';
import { runQuery } from './kql/runQuery';
import { KqlDateTime, Table, toJson, Value } from './kql/Value';
import { logsErrors } from './logsErrors';
import { parseTimespan, QueryTimespan } from './timespan';

function toTable(table: LogTable, { from, to }: QueryTimespan): Table {
  const columns = columnsOf(table.name);
  const instants = columns
    .filter(({ type }) => type === 'datetime')
    .map(({ name }) => name);
  return {
    columns,
    rows: table.rows
      .filter(row => {
        const generated = fromIso(String(row.columns.TimeGenerated));
        return generated >= from && generated <= to;
      })
      .map(row => {
        const values: Record<string, Value> = {
          ...row.columns,
          _BilledSize: JSON.stringify(row.columns).length,
        };
        for (const name of instants) {
          const value = values[name];
          values[name] =
            typeof value === 'string' && value !== ''
              ? new KqlDateTime(fromIso(value))
              : null;
        }
        return values;
      }),
  };
}

function requireAccess(
  world: World,
  caller: Caller,
  workspace: Workspace,
): void {
  const action = 'Microsoft.OperationalInsights/workspaces/query/read';
  if (!mayManage(world, caller.objectId, action, workspace.id)) {
    throw logsErrors.insufficientAccess();
  }
}

/** Runs a query in a workspace for a caller; answers the body of the v1 API. */
export function executeQuery(
  world: World,
  caller: Caller,
  workspace: Workspace | undefined,
  request: {
    query: string | undefined;
    timespan: string | undefined;
    /** Further workspaces, whose rows are asked together with the workspace's. */
    others?: readonly Workspace[];
  },
): Record<string, unknown> {
  if (!workspace) {
    throw logsErrors.workspaceNotFound();
  }
  const workspaces = [workspace, ...(request.others ?? [])];
  for (const asked of workspaces) {
    requireAccess(world, caller, asked);
  }
  if (!request.query?.trim()) {
    throw logsErrors.missingQuery();
  }
  const now = world.clock.now();
  const timespan = parseTimespan(request.timespan, now);
  if (!timespan) {
    throw logsErrors.invalidTimespan({ timespan: request.timespan ?? '' });
  }
  const { columns, rows } = runQuery(
    request.query,
    name => {
      // Kusto tells tables apart by case.
      const found = workspaces.flatMap(asked => {
        const table = asked.tables[name.toLowerCase()];
        return table?.name === name ? [toTable(table, timespan)] : [];
      });
      return found.length > 0 ? unionTables(found) : undefined;
    },
    now,
    [
      ...new Set(
        workspaces.flatMap(asked =>
          Object.values(asked.tables).map(table => table.name),
        ),
      ),
    ],
  );
  return {
    tables: [
      {
        name: 'PrimaryResult',
        columns,
        rows: rows.map(row =>
          columns.map(({ name, type }) => {
            const value = toJson(row[name] ?? null);
            // The API gives dynamic values as JSON texts.
            return type === 'dynamic' && value !== null
              ? JSON.stringify(value)
              : value;
          }),
        ),
      },
    ],
  };
}
