import { Workspace } from '../../azure/AzureServices';
import { CollectionRun, notSwept, observedNow, Target } from '../CollectionRun';
import { WorkspaceFact } from '../Facts';
import { findListed } from './findListed';
import { groupBy } from '../groupBy';

/** Region and GUID of workspaces: one list a subscription. */
export async function readWorkspaces(
  run: CollectionRun,
  all: Target[],
): Promise<void> {
  const groups = groupBy(all, ({ workspace }) => workspace.subscriptionId);
  await Promise.all(
    [...groups].map(async ([subscriptionId, targets]) => {
      if (!targets.some(({ draft }) => draft.isDue('workspace'))) {
        return;
      }
      const services = run.tenantOf(subscriptionId)?.sweeper;
      if (!services) {
        const at = observedNow(run);
        for (const { draft } of targets) {
          draft.refuse(['workspace'], notSwept(subscriptionId), at);
        }
        return;
      }
      const listed = await run.calls.run({
        reads: `the workspaces of subscription ${subscriptionId}`,
        run: signal => services.workspaces.list(subscriptionId, { signal }),
      });
      const found = await findListed(run, {
        listed,
        ids: targets.map(({ workspace }) => workspace),
        kind: 'workspace',
        get: (id, signal) => services.workspaces.get(id, { signal }),
      });
      const at = observedNow(run);
      for (const { draft, workspace } of targets) {
        draft.put('workspace', found(workspace), at, factOf);
      }
    }),
  );
}

function factOf(workspace: Workspace | undefined): WorkspaceFact | null {
  return workspace
    ? {
        id: workspace.id.toString(),
        region: workspace.region,
        customerId: workspace.customerId,
      }
    : null;
}
