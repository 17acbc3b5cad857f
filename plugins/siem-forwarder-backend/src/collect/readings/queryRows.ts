import { isAzureError } from '../../azure/AzureError';
import { AzureErrorKind } from '../../azure/AzureErrorKind';
import { Outcome } from '../BoundedCalls';
import { CollectionRun, SweptTenant, Target } from '../CollectionRun';
import { groupBy } from '../groupBy';
import {
  IOT_ALERT_ROWS,
  IOT_INCIDENT_ROWS,
  productionQuery,
  ProductionQuestion,
  QUERY_DAYS,
} from '../queries';
import { seriesStart, SLOT_MINUTES } from '../Series';

const DAY = 86_400_000;
const INCIDENTS = 'SecurityIncident';

/** A workspace whose rows are asked for. */
export interface ProducingWorkspace {
  name: string;
  /** GUID that queries name the workspace by. */
  customerId: string;
  region: string;
  tenant: SweptTenant;
  targets: Target[];
  /** The tables of all its targets. */
  tables: readonly string[];
}

/** Rows of one workspace, by what they count: a table's name, or Defender for IoT. */
export type RowsOfWorkspace = (
  what: string,
) => Outcome<Record<string, unknown>[]>;

type Answer =
  | { rows: Record<string, unknown>[] }
  /** One of the workspaces, or the query itself, was refused. */
  | { refused: Error; kind: AzureErrorKind };

/** Failures that may concern one workspace or table alone. */
const REFUSALS: ReadonlySet<AzureErrorKind> = new Set([
  'forbidden',
  'not-found',
  'invalid',
]);

/**
 * Asks for the rows of workspaces of one region together. When one refuses,
 * all are refused: then they are asked in halves, so that the one costs a few
 * queries more and the others nothing. A workspace that refuses the query but
 * not the portal has a table missing: its tables are asked one by one.
 *
 * @param now - epoch milliseconds
 */
export async function queryRows(
  run: CollectionRun,
  workspaces: ProducingWorkspace[],
  now: number,
): Promise<[ProducingWorkspace, RowsOfWorkspace][]> {
  const question = questionOf(workspaces);
  const outcome = await ask(run, workspaces, question, now);
  if ('unavailable' in outcome) {
    return workspaces.map(workspace => [workspace, () => outcome]);
  }
  const answer = outcome.value;
  if ('rows' in answer) {
    const byWorkspace = groupBy(answer.rows, row =>
      String(row.TenantId).toLowerCase(),
    );
    return workspaces.map(workspace => {
      const rows = byWorkspace.get(workspace.customerId.toLowerCase()) ?? [];
      const byWhat = groupBy(rows, row => String(row.What));
      return [workspace, what => ({ value: byWhat.get(what) ?? [] })];
    });
  }
  if (workspaces.length > 1) {
    const half = Math.ceil(workspaces.length / 2);
    const halves = await Promise.all([
      queryRows(run, workspaces.slice(0, half), now),
      queryRows(run, workspaces.slice(half), now),
    ]);
    return halves.flat();
  }
  const [workspace] = workspaces;
  return answer.kind === 'invalid'
    ? [[workspace, await askOneByOne(run, workspace, question, now)]]
    : [[workspace, () => refusalOf(run, workspace, answer.refused)]];
}

function questionOf(workspaces: ProducingWorkspace[]): ProductionQuestion {
  const tables = [...new Set(workspaces.flatMap(w => w.tables))];
  return {
    tables,
    iotAlerts: true,
    iotIncidents: tables.includes(INCIDENTS),
  };
}

async function askOneByOne(
  run: CollectionRun,
  workspace: ProducingWorkspace,
  { tables, iotIncidents }: ProductionQuestion,
  now: number,
): Promise<RowsOfWorkspace> {
  const nothing = { tables: [], iotAlerts: false, iotIncidents: false };
  const questions = new Map<string, ProductionQuestion>([
    [IOT_ALERT_ROWS, { ...nothing, iotAlerts: true }],
  ]);
  if (iotIncidents) {
    questions.set(IOT_INCIDENT_ROWS, { ...nothing, iotIncidents: true });
  }
  for (const table of tables) {
    questions.set(table, { ...nothing, tables: [table] });
  }
  const answers = new Map(
    await Promise.all(
      [...questions].map(async ([what, question]) => {
        const outcome = await ask(run, [workspace], question, now);
        if ('unavailable' in outcome) {
          return [what, outcome] as const;
        }
        return [
          what,
          'rows' in outcome.value
            ? { value: outcome.value.rows }
            : refusalOf(run, workspace, outcome.value.refused),
        ] as const;
      }),
    ),
  );
  return what => answers.get(what) ?? { value: [] };
}

function ask(
  run: CollectionRun,
  workspaces: ProducingWorkspace[],
  question: ProductionQuestion,
  now: number,
): Promise<Outcome<Answer>> {
  const [{ tenant }] = workspaces;
  return run.queries.run<Answer>({
    reads: readsOf(workspaces),
    run: async signal => {
      try {
        const rows = await tenant.sweeper.logs.query(
          workspaces.map(({ customerId }) => customerId),
          productionQuery(question, {
            from: new Date(seriesStart(now)).toISOString(),
            minutes: SLOT_MINUTES,
          }),
          {
            from: new Date(now - QUERY_DAYS * DAY).toISOString(),
            to: new Date(now).toISOString(),
          },
          { signal },
        );
        return { rows };
      } catch (error) {
        if (isAzureError(error) && REFUSALS.has(error.kind)) {
          return { refused: error, kind: error.kind };
        }
        throw error;
      }
    },
  });
}

function refusalOf(
  run: CollectionRun,
  workspace: ProducingWorkspace,
  error: Error,
) {
  return { unavailable: run.queries.unavailable(error, readsOf([workspace])) };
}

function readsOf(workspaces: ProducingWorkspace[]): string {
  return workspaces.length === 1
    ? `the rows of workspace ${workspaces[0].name}`
    : `the rows of ${workspaces.length} workspaces`;
}
