import { ArmResourceId } from '../../azure/ArmResourceId';
import { RoleAssignment } from '../../azure/AzureServices';
import { Outcome } from '../BoundedCalls';
import { CollectionRun, observedNow, SweptTenant } from '../CollectionRun';
import { groupBy } from '../groupBy';
import { Listed } from '../Inventory';
import { RoleIndex } from '../RoleIndex';
import { receiverRoleNames } from './receiverRoleNames';

/** Up to so many hubs are asked one by one. */
const READ_ONE_BY_ONE = 2;

/** Who may receive from a hub. */
export interface ReceiverRoles {
  /** Assignments to the principal that was asked about, or to a group of it. */
  own: RoleAssignment[];
  /** Assignments to groups of which it is not known whether it belongs to them. */
  groups: number;
  observedAt: string;
}

/**
 * Who may receive from hubs: from Resource Graph's list of the tenant, or the
 * subscriptions' own lists where that is refused. That a principal has no role
 * is believed only of the hub's own list: Resource Graph is some seconds
 * behind, and does not say which hubs a management group's assignment reaches.
 *
 * @returns asks about one hub and one principal (object id)
 */
export async function receiverRoles(
  run: CollectionRun,
  tenant: SweptTenant,
  hubs: ArmResourceId[],
): Promise<
  (
    hub: ArmResourceId,
    principalId: string | undefined,
  ) => Promise<Outcome<ReceiverRoles>>
> {
  const byKey = groupBy(hubs, hub => hub.key);
  const lists =
    run.sweeping || byKey.size > READ_ONE_BY_ONE
      ? await roleLists(run, tenant, hubs)
      : undefined;
  return async (hub, principalId) => {
    const listed = lists?.get(hub.subscriptionId);
    if (listed && 'unavailable' in listed) {
      return listed;
    }
    if (listed) {
      const { value: roles, observedAt } = listed.value;
      const own =
        principalId === undefined ? [] : roles.ofPrincipal(principalId, hub);
      if (principalId === undefined || own.length > 0) {
        return { value: { own, groups: roles.groupsAt(hub), observedAt } };
      }
    }
    const asked = await rolesOfHub(run, tenant, hub, principalId);
    return 'value' in asked &&
      principalId !== undefined &&
      asked.value.own.length === 0 &&
      asked.value.groups > 0
      ? rolesByGroup(run, tenant, hub, principalId)
      : asked;
  };
}

async function roleLists(
  run: CollectionRun,
  tenant: SweptTenant,
  hubs: ArmResourceId[],
): Promise<Map<string, Outcome<Listed<RoleIndex>>>> {
  const graph = await run.inventory.receiverRolesOf(tenant, run.calls);
  const subscriptions = [...new Set(hubs.map(hub => hub.subscriptionId))];
  return new Map(
    await Promise.all(
      subscriptions.map(
        async id =>
          [
            id,
            'value' in graph
              ? graph
              : await rolesOfSubscription(run, tenant, id),
          ] as const,
      ),
    ),
  );
}

async function rolesOfSubscription(
  run: CollectionRun,
  { sweeper }: SweptTenant,
  subscriptionId: string,
): Promise<Outcome<Listed<RoleIndex>>> {
  const listed = await run.roleLists.get(subscriptionId, () =>
    run.calls.run({
      reads: `the role assignments of subscription ${subscriptionId}`,
      run: signal =>
        sweeper.roleAssignments.listInSubscription(subscriptionId, { signal }),
    }),
  );
  return 'value' in listed
    ? {
        value: {
          value: new RoleIndex(listed.value.filter(isReceiver)),
          observedAt: observedNow(run),
        },
      }
    : listed;
}

async function rolesOfHub(
  run: CollectionRun,
  { sweeper }: SweptTenant,
  hub: ArmResourceId,
  principalId: string | undefined,
): Promise<Outcome<ReceiverRoles>> {
  const listed = await run.roleLists.get(hub.key, () =>
    run.calls.run({
      reads: `the role assignments of event hub ${hub.name}`,
      run: signal =>
        sweeper.roleAssignments.listAtScope(hub.toString(), { signal }),
    }),
  );
  if ('unavailable' in listed) {
    return listed;
  }
  const receivers = listed.value.filter(isReceiver);
  return {
    value: {
      own: receivers.filter(role => role.principalId === principalId),
      groups: receivers.filter(role => role.principalType === 'Group').length,
      observedAt: observedNow(run),
    },
  };
}

/** Resource Manager knows who belongs to a group; the sweeper may not ask the directory. */
async function rolesByGroup(
  run: CollectionRun,
  { sweeper }: SweptTenant,
  hub: ArmResourceId,
  principalId: string,
): Promise<Outcome<ReceiverRoles>> {
  const listed = await run.roleLists.get(`${hub.key} ${principalId}`, () =>
    run.calls.run({
      reads: `the role assignments of event hub ${hub.name} by groups`,
      run: signal =>
        sweeper.roleAssignments.listFor(
          { scope: hub.toString(), principalId },
          { signal },
        ),
    }),
  );
  return 'unavailable' in listed
    ? listed
    : {
        value: {
          own: listed.value.filter(isReceiver),
          groups: 0,
          observedAt: observedNow(run),
        },
      };
}

function isReceiver({ roleId }: RoleAssignment): boolean {
  return receiverRoleNames[roleId.toLowerCase()] !== undefined;
}
