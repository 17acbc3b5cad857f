import { CollectionRun, notSwept, observedNow } from '../CollectionRun';
import { groupBy } from '../groupBy';

/** Region and GUID of workspaces: one list a subscription. */
export async function readWorkspaces(run: CollectionRun): Promise<void> {
  const groups = groupBy(
    run.targets,
    ({ workspace }) => workspace.subscriptionId,
  );
  await Promise.all(
    [...groups].map(async ([subscriptionId, targets]) => {
      if (!targets.some(({ draft }) => draft.isDue('workspace'))) {
        return;
      }
      const services = run.tenantOf(subscriptionId)?.sweeper;
      const outcome = services
        ? await run.calls.run({
            reads: `the workspaces of subscription ${subscriptionId}`,
            run: signal => services.workspaces.list(subscriptionId, { signal }),
          })
        : { unavailable: notSwept(subscriptionId) };
      const at = observedNow(run);
      for (const target of targets) {
        target.draft.put('workspace', outcome, at, workspaces => {
          const found = workspaces.find(({ id }) =>
            id.equals(target.workspace),
          );
          return found
            ? {
                id: found.id.toString(),
                region: found.region,
                customerId: found.customerId,
              }
            : null;
        });
      }
    }),
  );
}
