import { AzureServices, Workspace } from '../../azure/AzureServices';
import { CollectionRun, notSwept, observedNow, Target } from '../CollectionRun';
import { WorkspaceFact } from '../Facts';
import { groupBy } from '../groupBy';
import { findResources, ResourceLookup } from './findResources';

/** Region and GUID of workspaces. */
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
      const tenant = run.tenantOf(subscriptionId);
      if (!tenant) {
        const at = observedNow(run);
        for (const { draft } of targets) {
          draft.refuse(['workspace'], notSwept(subscriptionId), at);
        }
        return;
      }
      const find = await findResources(
        run,
        tenant,
        targets.map(({ workspace }) => workspace),
        lookupIn(run, tenant.sweeper),
      );
      for (const { draft, workspace } of targets) {
        const { outcome, observedAt } = find(workspace);
        draft.put('workspace', outcome, observedAt, factOf);
      }
    }),
  );
}

function lookupIn(
  { workspaceLists }: CollectionRun,
  { workspaces }: AzureServices,
): ResourceLookup<Workspace> {
  return {
    lists: workspaceLists,
    kind: 'workspace',
    ofInventory: resources => resources.workspaces,
    list: (id, signal) => workspaces.list(id, { signal }),
    get: (id, signal) => workspaces.get(id, { signal }),
  };
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
