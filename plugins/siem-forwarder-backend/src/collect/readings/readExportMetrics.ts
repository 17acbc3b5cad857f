import { METRIC_BATCH_SIZE } from '../../azure/metricBatchSize';
import { CollectionRun, observedNow, Target } from '../CollectionRun';
import { groupBy } from '../groupBy';
import { seriesStart } from '../Series';
import { hopCountOf, METRIC_INTERVAL, SeriesIndex } from './hopCountOf';
import { inBatches } from './inBatches';
import { refuseWithoutWorkspace } from './refuseWithoutWorkspace';

const METRIC_NAMESPACE = 'Microsoft.OperationalInsights/workspaces';
const RECORDS_EXPORTED = 'RecordsExported';
const EXPORT_FAILED = 'ExportFailed';
/** Dimension of the export metrics (supported metrics of Microsoft.OperationalInsights/workspaces). */
const RULE_NAME = 'LogAnalyticsDataExportRuleName';

/** Exported records, and tries that failed, by rule: a call for 50 workspaces of a subscription and region. */
export async function readExportMetrics(
  run: CollectionRun,
  all: Target[],
): Promise<void> {
  const readable = refuseWithoutWorkspace(
    run,
    all.filter(({ draft }) => draft.isDue('exported', 'exportFailures')),
    ['exported', 'exportFailures'],
  );
  const regions = groupBy(
    readable,
    ({ workspace, draft }) =>
      `${workspace.subscriptionId} ${draft.known('workspace')?.region}`,
  );
  const batches = [...regions.values()].flatMap(targets =>
    inBatches(
      [...groupBy(targets, ({ workspace }) => workspace.key).values()],
      METRIC_BATCH_SIZE,
    ),
  );
  await Promise.all(batches.map(batch => readBatch(run, batch)));
}

/** @param byWorkspace - the targets of up to 50 workspaces of one region */
async function readBatch(
  run: CollectionRun,
  byWorkspace: Target[][],
): Promise<void> {
  const [[{ workspace, draft }]] = byWorkspace;
  const region = draft.known('workspace')?.region;
  const metrics = run.tenantOf(workspace.subscriptionId)?.sweeper.metrics;
  if (region === undefined || metrics === undefined) {
    return;
  }
  const now = run.now();
  const outcome = await run.metrics.run({
    reads: `the export metrics of subscription ${workspace.subscriptionId} in ${region}`,
    run: async signal =>
      new SeriesIndex(
        await metrics.query(
          {
            subscriptionId: workspace.subscriptionId,
            region,
            resourceIds: byWorkspace.map(([target]) => target.workspace),
            metricNamespace: METRIC_NAMESPACE,
            metrics: [RECORDS_EXPORTED, EXPORT_FAILED],
            dimension: RULE_NAME,
            interval: METRIC_INTERVAL,
            from: new Date(seriesStart(now)).toISOString(),
            to: new Date(now).toISOString(),
          },
          { signal },
        ),
      ),
  });
  const at = observedNow(run);
  for (const target of byWorkspace.flat()) {
    const count = (metric: string) => (series: SeriesIndex) =>
      hopCountOf(
        series,
        {
          resourceId: target.workspace.key,
          metric,
          dimension: target.rule.name,
        },
        now,
      );
    target.draft.put('exported', outcome, at, count(RECORDS_EXPORTED));
    target.draft.put('exportFailures', outcome, at, count(EXPORT_FAILED));
  }
}
