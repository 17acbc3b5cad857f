import { CollectionRun, HubTarget, observedNow } from '../CollectionRun';
import { groupBy } from '../groupBy';

/** Who may reach the namespaces: one call a namespace, whose rules are in no list. */
export async function readNetworkRules(
  run: CollectionRun,
  all: HubTarget[],
): Promise<void> {
  const groups = groupBy(all, ({ hub }) => hub.parent?.key ?? hub.key);
  await Promise.all(
    [...groups.values()]
      .filter(targets => targets.some(t => t.draft.isDue('networkRules')))
      .map(targets => readOne(run, targets)),
  );
}

async function readOne(
  run: CollectionRun,
  targets: HubTarget[],
): Promise<void> {
  const [{ hub, draft: first }] = targets;
  const services = run.tenantOf(hub.subscriptionId)?.sweeper;
  const namespaceId = hub.parent;
  const unavailable = first.unavailability('namespace');
  if (!services || !namespaceId || unavailable) {
    const at = observedNow(run);
    for (const { draft } of targets) {
      const because = draft.unavailability('namespace');
      if (because) {
        draft.refuse(['networkRules'], because, at);
      }
    }
    return;
  }
  const outcome =
    first.known('namespace') === null
      ? { value: undefined }
      : await run.networkRules.get(namespaceId.key, () =>
          run.calls.run({
            reads: `the network rules of namespace ${namespaceId.name}`,
            run: signal =>
              services.eventHubs.getNetworkRuleSet(namespaceId, { signal }),
          }),
        );
  const at = observedNow(run);
  for (const { draft } of targets) {
    draft.put('networkRules', outcome, at, rules =>
      rules
        ? {
            defaultAction: rules.defaultAction,
            trustedServiceAccessEnabled: rules.trustedServiceAccessEnabled,
          }
        : null,
    );
  }
}
