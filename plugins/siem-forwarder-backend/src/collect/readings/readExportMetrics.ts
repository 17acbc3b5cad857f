import { CollectionRun, observedNow, Target } from '../CollectionRun';
import { groupBy } from '../groupBy';
import { seriesStart } from '../Series';
import { hopCountOf, METRIC_INTERVAL } from './hopCountOf';
import { refuseWithoutWorkspace } from './refuseWithoutWorkspace';

const METRIC_NAMESPACE = 'Microsoft.OperationalInsights/workspaces';
const RECORDS_EXPORTED = 'RecordsExported';
const EXPORT_FAILED = 'ExportFailed';
/** Dimension of the export metrics (supported metrics of Microsoft.OperationalInsights/workspaces). */
const RULE_NAME = 'LogAnalyticsDataExportRuleName';

/** Exported records by rule: one batch a subscription and region. */
export async function readExportMetrics(
  run: CollectionRun,
  all: Target[],
): Promise<void> {
  const readable = refuseWithoutWorkspace(run, all, ['exported', 'exportFailures']);
  const groups = groupBy(
    readable,
    ({ workspace, draft }) =>
      `${workspace.subscriptionId} ${draft.known('workspace')?.region}`,
  );
  await Promise.all(
    [...groups.values()].map(async targets => {
      const [{ workspace, draft }] = targets;
      const region = draft.known('workspace')?.region;
      const metrics = run.tenantOf(workspace.subscriptionId)?.sweeper.metrics;
      if (region === undefined || metrics === undefined) {
        return;
      }
      const now = run.now();
      const outcome = await run.calls.run({
        reads: `the export metrics of subscription ${workspace.subscriptionId} in ${region}`,
        run: signal =>
          metrics.query(
            {
              subscriptionId: workspace.subscriptionId,
              region,
              resourceIds: [
                ...groupBy(targets, t => t.workspace.key).values(),
              ].map(([first]) => first.workspace),
              metricNamespace: METRIC_NAMESPACE,
              metrics: [RECORDS_EXPORTED, EXPORT_FAILED],
              dimension: RULE_NAME,
              interval: METRIC_INTERVAL,
              from: new Date(seriesStart(now)).toISOString(),
              to: new Date(now).toISOString(),
            },
            { signal },
          ),
      });
      const at = observedNow(run);
      for (const target of targets) {
        const wanted = {
          resourceId: target.workspace.key,
          dimension: target.rule.name,
        };
        target.draft.put('exported', outcome, at, series =>
          hopCountOf(series, { ...wanted, metric: RECORDS_EXPORTED }, now),
        );
        target.draft.put('exportFailures', outcome, at, series =>
          hopCountOf(series, { ...wanted, metric: EXPORT_FAILED }, now),
        );
      }
    }),
  );
}
