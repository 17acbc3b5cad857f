import { CollectionRun, HubTarget, observedNow } from '../CollectionRun';
import { groupBy } from '../groupBy';

/** The consumer groups of the hubs: one list a hub. */
export async function readConsumerGroups(
  run: CollectionRun,
  all: HubTarget[],
): Promise<void> {
  const groups = groupBy(all, ({ hub }) => hub.key);
  await Promise.all(
    [...groups.values()]
      .filter(targets => targets.some(t => t.draft.isDue('consumerGroups')))
      .map(targets => readOne(run, targets)),
  );
}

async function readOne(
  run: CollectionRun,
  targets: HubTarget[],
): Promise<void> {
  const [{ hub, draft: first }] = targets;
  const services = run.tenantOf(hub.subscriptionId)?.sweeper;
  const unavailable = first.unavailability('hub');
  if (!services || unavailable) {
    const at = observedNow(run);
    for (const { draft } of targets) {
      const because = draft.unavailability('hub');
      if (because) {
        draft.refuse(['consumerGroups'], because, at);
      }
    }
    return;
  }
  const outcome =
    first.known('hub') === null
      ? { value: null }
      : await run.calls.run<string[] | null>({
          reads: `the consumer groups of event hub ${hub.name}`,
          run: signal => services.eventHubs.listConsumerGroups(hub, { signal }),
          whenMissing: null,
        });
  const at = observedNow(run);
  for (const { draft } of targets) {
    draft.put('consumerGroups', outcome, at, names => names);
  }
}
