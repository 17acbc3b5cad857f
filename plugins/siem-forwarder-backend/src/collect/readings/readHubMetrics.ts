import { METRIC_BATCH_SIZE } from '../../azure/metricBatchSize';
import { CollectionRun, HubTarget, observedNow } from '../CollectionRun';
import { groupBy } from '../groupBy';
import { seriesStart } from '../Series';
import { hopCountOf, METRIC_INTERVAL, SeriesIndex } from './hopCountOf';
import { inBatches } from './inBatches';

const METRIC_NAMESPACE = 'Microsoft.EventHub/namespaces';
const INCOMING = 'IncomingMessages';
const OUTGOING = 'OutgoingMessages';
const THROTTLED = 'ThrottledRequests';
/** Dimension of the messages metrics (supported metrics of Microsoft.EventHub/namespaces): a hub's name. */
const ENTITY_NAME = 'EntityName';

/** Messages in and out, and requests that were throttled, by hub: a call for 50 namespaces of a subscription and region. */
export async function readHubMetrics(
  run: CollectionRun,
  all: HubTarget[],
): Promise<void> {
  const readable = withNamespace(
    run,
    all.filter(({ draft }) => draft.isDue('incoming', 'outgoing', 'throttled')),
  );
  const regions = groupBy(
    readable,
    ({ hub, draft }) =>
      `${hub.subscriptionId} ${draft.known('namespace')?.region}`,
  );
  const batches = [...regions.values()].flatMap(targets =>
    inBatches(
      [...groupBy(targets, ({ hub }) => hub.parent?.key ?? '').values()],
      METRIC_BATCH_SIZE,
    ),
  );
  await Promise.all(batches.map(batch => readBatch(run, batch)));
}

/** Notes for targets without a namespace that it has no metrics, and answers with the others. */
function withNamespace(run: CollectionRun, targets: HubTarget[]): HubTarget[] {
  const at = observedNow(run);
  return targets.filter(({ draft, hub }) => {
    if (draft.known('namespace')) {
      return true;
    }
    draft.refuse(
      ['incoming', 'outgoing', 'throttled'],
      draft.unavailability('namespace') ?? {
        reason: 'not-there',
        message: `Namespace ${hub.parent?.name} does not exist, so it has no metrics.`,
      },
      at,
    );
    return false;
  });
}

/** @param byNamespace - the targets of up to 50 namespaces of one region */
async function readBatch(
  run: CollectionRun,
  byNamespace: HubTarget[][],
): Promise<void> {
  const [[{ hub: first, draft }]] = byNamespace;
  const region = draft.known('namespace')?.region;
  const metrics = run.tenantOf(first.subscriptionId)?.sweeper.metrics;
  if (region === undefined || metrics === undefined) {
    return;
  }
  const now = run.now();
  const outcome = await run.metrics.run({
    reads: `the Event Hubs metrics of subscription ${first.subscriptionId} in ${region}`,
    run: async signal =>
      new SeriesIndex(
        await metrics.query(
          {
            subscriptionId: first.subscriptionId,
            region,
            resourceIds: byNamespace.flatMap(([{ hub }]) => hub.parent ?? []),
            metricNamespace: METRIC_NAMESPACE,
            metrics: [INCOMING, OUTGOING, THROTTLED],
            dimension: ENTITY_NAME,
            interval: METRIC_INTERVAL,
            from: new Date(seriesStart(now)).toISOString(),
            to: new Date(now).toISOString(),
          },
          { signal },
        ),
      ),
  });
  const at = observedNow(run);
  for (const target of byNamespace.flat()) {
    const count = (metric: string) => (series: SeriesIndex) =>
      hopCountOf(
        series,
        {
          resourceId: target.hub.parent?.key ?? '',
          metric,
          dimension: target.hub.name,
        },
        now,
      );
    target.draft.put('incoming', outcome, at, count(INCOMING));
    target.draft.put('outgoing', outcome, at, count(OUTGOING));
    target.draft.put('throttled', outcome, at, count(THROTTLED));
  }
}
