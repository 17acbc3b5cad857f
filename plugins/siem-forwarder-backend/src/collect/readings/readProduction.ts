import { CollectionRun, observedNow, Target } from '../CollectionRun';
import { Outcome } from '../BoundedCalls';
import { IotRowsFact, TableProductionFact } from '../Facts';
import { groupBy } from '../groupBy';
import { IOT_ALERT_ROWS, IOT_INCIDENT_ROWS } from '../queries';
import { seriesOf } from '../Series';
import { inBatches } from './inBatches';
import { ProducingWorkspace, queryRows, RowsOfWorkspace } from './queryRows';
import { refuseWithoutWorkspace } from './refuseWithoutWorkspace';

/**
 * Workspaces of one query.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/cross-workspace-query
 */
const WORKSPACES = 100;

/** Tables that every workspace with Microsoft Sentinel has. */
const COMMON_TABLES = new Set(['SecurityIncident', 'SecurityAlert']);

const INCIDENTS = 'SecurityIncident';

/** Rows of the exported tables: one query for 100 workspaces of a tenant and region. */
export async function readProduction(
  run: CollectionRun,
  all: Target[],
): Promise<void> {
  const readable = refuseWithoutWorkspace(
    run,
    all.filter(({ draft }) =>
      draft.isDue('production', 'iotAlerts', 'iotIncidents'),
    ),
    ['production', 'iotAlerts', 'iotIncidents'],
  );
  const byWorkspace = groupBy(readable, ({ workspace }) => workspace.key);
  const asked = [...byWorkspace.values()].flatMap(targets => {
    const workspace = producingWorkspace(run, targets);
    return workspace ? [workspace] : [];
  });
  const groups = groupBy(asked, groupOf);
  await Promise.all(
    [...groups.values()]
      .flatMap(group => inBatches(group, WORKSPACES))
      .map(async batch => {
        const now = run.now();
        for (const [workspace, rows] of await queryRows(run, batch, now)) {
          const at = observedNow(run);
          for (const target of workspace.targets) {
            note(target, rows, at, now);
          }
        }
      }),
  );
}

function producingWorkspace(
  run: CollectionRun,
  targets: Target[],
): ProducingWorkspace | undefined {
  const [{ workspace, draft }] = targets;
  const known = draft.known('workspace');
  const tenant = run.tenantOf(workspace.subscriptionId);
  if (!known || !tenant) {
    return undefined;
  }
  const tables = [
    ...new Set(targets.flatMap(({ forwarder }) => forwarder.tables)),
  ].sort();
  return {
    name: workspace.name,
    customerId: known.customerId,
    region: known.region,
    tenant,
    targets,
    tables,
  };
}

/** A table that does not exist spoils its query, so unusual ones are asked apart. */
function groupOf({ tenant, region, tables }: ProducingWorkspace): string {
  const unusual = tables.some(table => !COMMON_TABLES.has(table));
  return [tenant.id, region, ...(unusual ? tables : [])].join(' ');
}

function note(
  target: Target,
  rows: RowsOfWorkspace,
  at: string,
  now: number,
): void {
  const { draft, forwarder } = target;
  draft.put('iotAlerts', rows(IOT_ALERT_ROWS), at, iotRowsOf);
  if (forwarder.tables.includes(INCIDENTS)) {
    draft.put('iotIncidents', rows(IOT_INCIDENT_ROWS), at, iotRowsOf);
  }
  draft.put(
    'production',
    productionOf(forwarder.tables, rows, now),
    at,
    value => value,
  );
}

/** The rows of all tables of a forwarder; when one cannot be read, none are known. */
function productionOf(
  tables: readonly string[],
  rows: RowsOfWorkspace,
  now: number,
): Outcome<TableProductionFact[]> {
  const facts: TableProductionFact[] = [];
  for (const table of tables) {
    const outcome = rows(table);
    if ('unavailable' in outcome) {
      return outcome;
    }
    facts.push(tableOf(table, outcome.value, now));
  }
  return { value: facts };
}

function tableOf(
  table: string,
  rows: Record<string, unknown>[],
  now: number,
): TableProductionFact {
  const points = rows.flatMap(row => {
    const at = instantOf(row.Slot);
    return at ? [{ at, count: Number(row.Rows) }] : [];
  });
  const series = seriesOf(points, now);
  return {
    table,
    rows: series.counts.reduce((sum, count) => sum + count, 0),
    series,
    newestAt: newestOf(rows.map(row => instantOf(row.Newest))),
  };
}

function iotRowsOf([row]: Record<string, unknown>[]): IotRowsFact {
  return {
    total: Number(row?.Rows ?? 0),
    recent: Number(row?.Recent ?? 0),
    newestAt: instantOf(row?.Newest) ?? null,
  };
}

/** Log Analytics answers times as text, and the SDK may hand out a Date. */
function instantOf(value: unknown): string | undefined {
  const date =
    value instanceof Date
      ? value
      : new Date(typeof value === 'string' ? value : NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function newestOf(instants: (string | undefined)[]): string | null {
  return instants.reduce<string | null>(
    (newest, at) => (at && (!newest || at > newest) ? at : newest),
    null,
  );
}
