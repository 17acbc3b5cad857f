import { toError } from '@backstage/errors';
import { ExportPreview, Problem } from 'backstage-plugin-siem-forwarder-common';
import { caution, problem } from '../problems';
import { countRows, PREVIEW_DAYS } from './exportPreview';
import { PlanContext } from './PlanContext';

/**
 * What would leave the workspace. An export rule has no filter, so rows that
 * are not from Defender for IoT need consent.
 */
export async function checkContent(
  context: PlanContext,
): Promise<{ exports: ExportPreview[]; problems: Problem[] }> {
  const { now, reader, signal, target } = context;
  const workspace = await reader.workspaces.get(target.workspaceId, { signal });
  if (!workspace) {
    return { exports: [], problems: [] };
  }
  const found = await Promise.all(
    target.tables.map(async table => {
      try {
        const counted = await countRows(
          reader.logs,
          workspace.customerId,
          table,
          { now: now(), signal },
        );
        return { preview: counted, problems: judge(context, counted) };
      } catch (error) {
        return {
          preview: { table },
          problems: [notCounted(table, toError(error).message)],
        };
      }
    }),
  );
  return {
    exports: found.map(({ preview }) => preview),
    problems: found.flatMap(({ problems }) => problems),
  };
}

/**
 * An export rule has no filter: rows of other products leave with those of
 * Defender for IoT, and that takes consent.
 */
function judge(
  { spec, target }: PlanContext,
  { table, rows, iotRows }: Required<ExportPreview>,
): Problem[] {
  const others = rows - iotRows;
  if (spec.exportsWholeTable || others <= 0) {
    return [];
  }
  return [
    problem(
      'exportsWholeTable',
      'whole-table-without-consent',
      `In the last ${PREVIEW_DAYS} days ${table} of '${target.workspaceId.name}' held ${rows} rows, ${iotRows} of them from Defender for IoT; an export rule has no filter, so all of them go to the SIEM.`,
      "Tick 'Forward the whole table' to consent, or choose a workspace of its own for Defender for IoT.",
    ),
  ];
}

function notCounted(table: string, reason: string): Problem {
  return caution(
    'exportsWholeTable',
    'rows-not-counted',
    `What ${table} holds could not be counted: ${reason}`,
    'An export rule has no filter: all rows of the table go to the SIEM.',
  );
}
