import { DataExportRule } from '../../azure/AzureServices';
import { CollectionRun, notSwept, observedNow, Target } from '../CollectionRun';
import { ExportRuleFact } from '../Facts';
import { groupBy } from '../groupBy';

/** Export rules: one list a workspace. */
export async function readExportRules(
  run: CollectionRun,
  all: Target[],
): Promise<void> {
  const groups = groupBy(
    all.filter(({ draft }) => draft.isDue('exportRule')),
    ({ workspace }) => workspace.key,
  );
  await Promise.all(
    [...groups.values()].map(async targets => {
      const { workspace } = targets[0];
      const services = run.tenantOf(workspace.subscriptionId)?.sweeper;
      const outcome = services
        ? await run.ruleLists.get(workspace.key, () =>
            run.calls.run<DataExportRule[]>({
              reads: `the export rules of workspace ${workspace.name}`,
              run: signal => services.dataExports.list(workspace, { signal }),
              whenMissing: [],
            }),
          )
        : { unavailable: notSwept(workspace.subscriptionId) };
      const at = observedNow(run);
      for (const target of targets) {
        target.draft.put('exportRule', outcome, at, rules => {
          const found = rules.find(({ id }) => id.equals(target.rule));
          return found ? factOf(found) : null;
        });
      }
    }),
  );
}

function factOf(rule: DataExportRule): ExportRuleFact {
  return {
    id: rule.id.toString(),
    name: rule.id.name,
    enabled: rule.enabled,
    tableNames: rule.tableNames,
    destinationId: rule.destinationId,
    destinationType: rule.destinationType,
    eventHubName: rule.eventHubName ?? null,
    createdAt: rule.createdAt ?? null,
    lastModifiedAt: rule.lastModifiedAt ?? null,
  };
}
