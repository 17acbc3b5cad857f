import { Outcome } from '../BoundedCalls';
import { CollectionRun, observedNow, Target } from '../CollectionRun';
import { IotRowsFact, TableProductionFact } from '../Facts';
import { groupBy } from '../groupBy';
import {
  iotAlertsQuery,
  iotIncidentsQuery,
  productionQuery,
  QUERY_DAYS,
} from '../queries';
import { SERIES_HOURS, seriesOf } from '../Series';
import { refuseWithoutWorkspace } from './refuseWithoutWorkspace';

const INCIDENTS = 'SecurityIncident';
const DAY = 86_400_000;

type Rows = Record<string, unknown>[];

/** Rows of the exported tables: one query a table and workspace, and two for Defender for IoT. */
export async function readProduction(
  run: CollectionRun,
  all: Target[],
): Promise<void> {
  const readable = refuseWithoutWorkspace(run, all, [
    'production',
    'iotAlerts',
    'iotIncidents',
  ]);
  const groups = groupBy(readable, ({ workspace }) => workspace.key);
  await Promise.all([...groups.values()].map(targets => readOne(run, targets)));
}

async function readOne(run: CollectionRun, targets: Target[]): Promise<void> {
  const { workspace, draft } = targets[0];
  const customerId = draft.known('workspace')?.customerId;
  const logs = run.tenantOf(workspace.subscriptionId)?.sweeper.logs;
  if (customerId === undefined || logs === undefined) {
    return;
  }
  const now = run.now();
  const timespan = {
    from: new Date(now - QUERY_DAYS * DAY).toISOString(),
    to: new Date(now).toISOString(),
  };
  const query = (text: string, reads: string): Promise<Outcome<Rows>> =>
    run.queries.run({
      reads: `${reads} of workspace ${workspace.name}`,
      run: signal => logs.query(customerId, text, timespan, { signal }),
    });

  const tables = new Set(targets.flatMap(({ forwarder }) => forwarder.tables));
  const [alerts, incidents, ...rows] = await Promise.all([
    query(iotAlertsQuery(), 'the Defender for IoT alerts'),
    tables.has(INCIDENTS)
      ? query(iotIncidentsQuery(), 'the Defender for IoT incidents')
      : undefined,
    ...[...tables].map(table =>
      query(productionQuery(table), `the rows of table ${table}`),
    ),
  ]);
  const byTable = new Map([...tables].map((table, i) => [table, rows[i]]));
  const at = observedNow(run);
  for (const target of targets) {
    target.draft.put('iotAlerts', alerts, at, iotRowsOf);
    if (incidents && target.forwarder.tables.includes(INCIDENTS)) {
      target.draft.put('iotIncidents', incidents, at, iotRowsOf);
    }
    target.draft.put(
      'production',
      productionOf(target.forwarder.tables, byTable, now),
      at,
      value => value,
    );
  }
}

/** The rows of all tables of a forwarder; when one cannot be read, none are known. */
function productionOf(
  tables: readonly string[],
  byTable: Map<string, Outcome<Rows> | undefined>,
  now: number,
): Outcome<TableProductionFact[]> {
  const facts: TableProductionFact[] = [];
  for (const table of tables) {
    const outcome = byTable.get(table);
    if (!outcome) {
      continue;
    }
    if ('unavailable' in outcome) {
      return outcome;
    }
    facts.push(tableOf(table, outcome.value, now));
  }
  return { value: facts };
}

function tableOf(table: string, rows: Rows, now: number): TableProductionFact {
  const points = rows.map(row => ({
    at: instantOf(row.Slot) ?? '',
    count: Number(row.Rows),
  }));
  const recent = now - (SERIES_HOURS / 24) * DAY;
  return {
    table,
    rows: points
      .filter(point => Date.parse(point.at) >= recent)
      .reduce((sum, point) => sum + point.count, 0),
    series: seriesOf(points, now),
    newestAt: newestOf(rows.map(row => instantOf(row.Newest))),
  };
}

function iotRowsOf(rows: Rows): IotRowsFact {
  const [row] = rows;
  return {
    total: Number(row?.Total ?? 0),
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
