import { CollectionRun, HubTarget, observedNow } from '../CollectionRun';
import { groupBy } from '../groupBy';
import { seriesStart } from '../Series';
import { hopCountOf, METRIC_INTERVAL } from './hopCountOf';

const METRIC_NAMESPACE = 'Microsoft.EventHub/namespaces';
const INCOMING = 'IncomingMessages';
const OUTGOING = 'OutgoingMessages';
const THROTTLED = 'ThrottledRequests';
/** Dimension of the messages metrics (supported metrics of Microsoft.EventHub/namespaces): a hub's name. */
const ENTITY_NAME = 'EntityName';

/** Messages in and out, and requests that were throttled, by hub: one batch a subscription and region. */
export async function readHubMetrics(
  run: CollectionRun,
  all: HubTarget[],
): Promise<void> {
  const at = observedNow(run);
  const readable = all.filter(({ draft, hub }) => {
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
  const groups = groupBy(
    readable,
    ({ hub, draft }) =>
      `${hub.subscriptionId} ${draft.known('namespace')?.region}`,
  );
  await Promise.all(
    [...groups.values()].map(async targets => {
      const [{ hub: first, draft }] = targets;
      const region = draft.known('namespace')?.region;
      const metrics = run.tenantOf(first.subscriptionId)?.sweeper.metrics;
      if (region === undefined || metrics === undefined) {
        return;
      }
      const now = run.now();
      const outcome = await run.calls.run({
        reads: `the Event Hubs metrics of subscription ${first.subscriptionId} in ${region}`,
        run: signal =>
          metrics.query(
            {
              subscriptionId: first.subscriptionId,
              region,
              resourceIds: [
                ...groupBy(targets, t => t.hub.parent?.key ?? '').values(),
              ].flatMap(([{ hub }]) => hub.parent ?? []),
              metricNamespace: METRIC_NAMESPACE,
              metrics: [INCOMING, OUTGOING, THROTTLED],
              dimension: ENTITY_NAME,
              interval: METRIC_INTERVAL,
              from: new Date(seriesStart(now)).toISOString(),
              to: new Date(now).toISOString(),
            },
            { signal },
          ),
      });
      const readAt = observedNow(run);
      for (const target of targets) {
        const wanted = {
          resourceId: target.hub.parent?.key ?? '',
          dimension: target.hub.name,
        };
        target.draft.put('incoming', outcome, readAt, series =>
          hopCountOf(series, { ...wanted, metric: INCOMING }, now),
        );
        target.draft.put('outgoing', outcome, readAt, series =>
          hopCountOf(series, { ...wanted, metric: OUTGOING }, now),
        );
        target.draft.put('throttled', outcome, readAt, series =>
          hopCountOf(series, { ...wanted, metric: THROTTLED }, now),
        );
      }
    }),
  );
}
