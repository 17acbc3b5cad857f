import { CollectionRun, HubTarget, observedNow } from '../CollectionRun';
import { groupBy } from '../groupBy';

type AskingTarget = HubTarget & {
  principalId: string;
  requested: string[];
};

/**
 * Up to this many service principals are asked one by one; of more, what
 * Microsoft Graph granted to anybody is the shorter list.
 */
const READ_ONE_BY_ONE = 2;

/**
 * What an administrator granted of Microsoft Graph: asked only of applications
 * whose registration requests it.
 */
export async function readGraphConsent(
  run: CollectionRun,
  all: HubTarget[],
): Promise<void> {
  const at = observedNow(run);
  const asking = all
    .filter(({ draft }) => draft.isDue('graphRoles'))
    .flatMap((target): AskingTarget[] => {
      const { draft } = target;
      const requested = draft.known('application')?.requestedGraphRoles ?? [];
      const principal = draft.known('servicePrincipal');
      const because = draft.unavailability('application');
      if (because) {
        draft.refuse(['graphRoles'], because, at);
        return [];
      }
      if (requested.length === 0 || !principal?.exists) {
        draft.set('graphRoles', {
          value: { requested, granted: [] },
          observedAt: at,
        });
        return [];
      }
      return [{ ...target, principalId: principal.id, requested }];
    });
  const byTenant = groupBy(
    asking,
    ({ hub }) => run.tenantOf(hub.subscriptionId)?.id ?? '',
  );
  await Promise.all(
    [...byTenant.values()].map(targets => readTenant(run, targets)),
  );
}

async function readTenant(
  run: CollectionRun,
  targets: AskingTarget[],
): Promise<void> {
  const tenant = run.tenantOf(targets[0].hub.subscriptionId);
  if (!tenant) {
    return;
  }
  const { entra } = tenant.sweeper;
  const byPrincipal = groupBy(targets, ({ principalId }) => principalId);
  const reads = `the app roles of Microsoft Graph in tenant ${tenant.id}`;
  const listed =
    byPrincipal.size > READ_ONE_BY_ONE
      ? run.calls.run({
          reads,
          run: async signal => {
            const grants = await entra.listGraphRoleGrants({ signal });
            return groupBy(grants, grant => grant.principalId);
          },
        })
      : undefined;
  await Promise.all(
    [...byPrincipal].map(async ([principalId, sharing]) => {
      const outcome = await (listed ??
        run.calls.run({
          reads,
          run: async signal => {
            const roleIds = await entra.listGrantedGraphRoles(principalId, {
              signal,
            });
            return new Map([
              [principalId, roleIds.map(roleId => ({ principalId, roleId }))],
            ]);
          },
        }));
      const at = observedNow(run);
      for (const { draft, requested } of sharing) {
        draft.put('graphRoles', outcome, at, grants => ({
          requested,
          granted: (grants.get(principalId) ?? []).map(({ roleId }) => roleId),
        }));
      }
    }),
  );
}
