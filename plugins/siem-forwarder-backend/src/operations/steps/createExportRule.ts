import { DataExportRule } from '../../azure/AzureServices';
import { plannedChange, refuseConflict } from '../compare/Comparison';
import { compareExportRule, mergedTables } from '../compare/compareExportRule';
import { ComparisonContext, Step } from '../Step';

const STEP = 'export-rule:create';

/**
 * The data export rule from the workspace to the hub. Tables that people
 * added to it are kept.
 */
export const createExportRule: Step<typeof STEP> = {
  step: STEP,

  async compare(context) {
    const { comparison } = await compare(context);
    return {
      changes: [
        plannedChange(
          STEP,
          describe(context),
          `${context.target.ruleId}`,
          comparison,
        ),
      ],
      problems: comparison.action === 'refuse' ? [comparison.problem] : [],
    };
  },

  async run(context) {
    const { azure, journal, signal, target } = context;
    const found = await compare(context);
    const comparison = refuseConflict(found.comparison);
    const rule =
      comparison.action === 'adopt' && found.existing
        ? found.existing
        : await journal.write(
            {
              action: comparison.action === 'change' ? 'change' : 'create',
              kind: 'export-rule',
              resource: describe(context),
              resourceId: `${target.ruleId}`,
              ...(found.existing && {
                previous: {
                  tableNames: found.existing.tableNames,
                  enabled: found.existing.enabled,
                },
              }),
            },
            () =>
              azure.dataExports.put(
                target.ruleId,
                {
                  tableNames: mergedTables(found.existing, target),
                  namespaceId: target.namespaceId,
                  eventHubName: target.hubId.name,
                  enabled: true,
                },
                { signal },
              ),
          );
    return {
      status: 'done',
      message:
        comparison.action === 'adopt'
          ? `The export rule ${target.ruleId.name} exists and suits.`
          : `The export rule ${
              target.ruleId.name
            } exports ${rule.tableNames.join(
              ' and ',
            )}; Azure takes up to 30 minutes to start.`,
      changes: [
        plannedChange(STEP, describe(context), `${target.ruleId}`, comparison),
      ],
      outputs: {
        exportRuleId: `${target.ruleId}`,
        exportRuleName: target.ruleId.name,
        tables: target.tables.join(', '),
        ...exportsSince(rule),
      },
    };
  },
};

/** Rows from before the last change of the rule came another way, or under other terms. */
function exportsSince({
  createdAt,
  lastModifiedAt,
}: DataExportRule): Record<string, string> {
  const since = [createdAt, lastModifiedAt]
    .filter((time): time is string => time !== undefined)
    .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
  return since ? { exportRuleSince: since } : {};
}

async function compare(context: ComparisonContext) {
  const { reader, repairs, signal, store, target } = context;
  const rules = await reader.dataExports.list(target.workspaceId, { signal });
  return {
    existing: rules.find(rule => target.ruleId.equals(rule.id)),
    comparison: compareExportRule(
      rules,
      target,
      repairs && (await store.hasCreated(`${target.ruleId}`)),
    ),
  };
}

function describe({ target }: ComparisonContext): string {
  return `data export rule ${target.ruleId.name} (${target.tables.join(
    ', ',
  )} to ${target.hubId.name})`;
}
