import { APPLICATION_ID_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { Application, ServicePrincipal } from '../../azure/AzureServices';
import { Outcome } from '../BoundedCalls';
import {
  CollectionRun,
  HubTarget,
  notSwept,
  observedNow,
} from '../CollectionRun';
import { ApplicationFact, FactName, ServicePrincipalFact } from '../Facts';
import { groupBy } from '../groupBy';
import { Directory } from './Directory';
import { receiverRoleNames } from './receiverRoleNames';
import { ReceiverRoles, receiverRoles } from './receiverRoles';

type AccessTarget = HubTarget & { applicationId: string };

const FACTS: FactName[] = ['application', 'servicePrincipal', 'receiverRoles'];

/**
 * The application that the SIEM signs in with, and its role on the hub.
 *
 * @remarks
 * An application id is only a claim of the entity: it lies in no scope. So the
 * directory's answers are used only for an application that has a role on the
 * hub, which is in scope; of any other nothing is said but that it has none.
 */
export async function readAccess(
  run: CollectionRun,
  all: HubTarget[],
): Promise<void> {
  const at = observedNow(run);
  const targets = all.flatMap((target): AccessTarget[] => {
    const { applicationId, problems } = target.forwarder;
    const problem = problems.find(
      ({ annotation }) => annotation === APPLICATION_ID_ANNOTATION,
    );
    if (problem) {
      const { message } = problem;
      target.draft.refuse(FACTS, { reason: 'bad-annotation', message }, at);
    }
    if (!applicationId && !problem) {
      target.draft.refuse(
        FACTS,
        {
          reason: 'not-there',
          message: `The entity has no annotation ${APPLICATION_ID_ANNOTATION}, so no application is looked at.`,
        },
        at,
      );
    }
    return applicationId ? [{ ...target, applicationId }] : [];
  });
  const bySubscription = groupBy(targets, t => t.hub.subscriptionId);
  const byTenant = new Map<string, AccessTarget[]>();
  for (const [subscriptionId, group] of bySubscription) {
    const tenant = run.tenantOf(subscriptionId);
    if (tenant) {
      byTenant.set(tenant.id, [...(byTenant.get(tenant.id) ?? []), ...group]);
    } else {
      for (const { draft } of group) {
        draft.refuse(FACTS, notSwept(subscriptionId), at);
      }
    }
  }
  await Promise.all(
    [...byTenant.values()].map(group => readTenant(run, group)),
  );
}

async function readTenant(
  run: CollectionRun,
  targets: AccessTarget[],
): Promise<void> {
  const tenant = run.tenantOf(targets[0].hub.subscriptionId);
  if (!tenant) {
    return;
  }
  const [directory, roles] = await Promise.all([
    run.directories.read({
      tenant,
      applicationIds: [...new Set(targets.map(t => t.applicationId))],
      principals: targets.some(({ draft }) => draft.isDue('servicePrincipal')),
      lists: run.sweeping,
    }),
    receiverRoles(
      run,
      tenant,
      targets.map(({ hub }) => hub),
    ),
  ]);
  await Promise.all(
    targets.map(async target => {
      const principal = principalOf(target, directory);
      noteAccess(
        target,
        directory,
        principal,
        'unavailable' in principal
          ? principal
          : await roles(target.hub, principal.value?.id),
        observedNow(run),
      );
    }),
  );
}

function noteAccess(
  target: AccessTarget,
  directory: Directory,
  principal: ReturnType<typeof principalOf>,
  roles: Outcome<ReceiverRoles>,
  at: string,
): void {
  const { draft } = target;
  if ('unavailable' in roles || 'unavailable' in principal) {
    const failed = 'unavailable' in roles ? roles : principal;
    if ('unavailable' in failed) {
      draft.refuse(FACTS, failed.unavailable, at);
    }
    return;
  }
  const { own, groups, observedAt } = roles.value;
  draft.set('receiverRoles', {
    value: {
      assignments: own.map(({ scope, roleId }) => ({
        scope,
        role: receiverRoleNames[roleId.toLowerCase()],
      })),
      groups,
    },
    observedAt,
  });
  if (!principal.value || own.length === 0) {
    draft.refuse(
      // The SIEM's account is told only of an application that reads the hub.
      ['application', 'servicePrincipal', ...accountFact(target)],
      {
        reason: 'no-role',
        message: `Application ${target.applicationId} has no role of its own on event hub ${target.hub.name}, so nothing else of it is looked at.`,
      },
      at,
    );
    return;
  }
  if (principal.read) {
    draft.set('servicePrincipal', { value: principal.value, observedAt: at });
  }
  draft.put('application', directory.applications, at, applications => {
    const found = applications.get(target.applicationId);
    return found ? applicationFact(found) : null;
  });
}

function accountFact({ siem }: AccessTarget): FactName[] {
  return siem?.verifies ? ['siemAccount'] : [];
}

/**
 * The principal to look for among the role assignments: from the directory, or
 * known before. One that the directory no longer has is remembered, so that a
 * deleted application can be told from one without a role.
 */
function principalOf(
  { draft, applicationId }: AccessTarget,
  { servicePrincipals }: Directory,
):
  | { value: ServicePrincipalFact | null; read: boolean }
  | Extract<Outcome<never>, { unavailable: unknown }> {
  const before = draft.known('servicePrincipal') ?? null;
  if (!servicePrincipals) {
    return { value: before, read: false };
  }
  if ('unavailable' in servicePrincipals) {
    return before ? { value: before, read: false } : servicePrincipals;
  }
  const found = servicePrincipals.value.get(applicationId);
  if (found) {
    return { value: principalFact(found), read: true };
  }
  return { value: before && { ...before, exists: false }, read: true };
}

function principalFact(principal: ServicePrincipal): ServicePrincipalFact {
  return {
    id: principal.id,
    appId: principal.appId,
    enabled: principal.accountEnabled,
    exists: true,
  };
}

function applicationFact(application: Application): ApplicationFact {
  return {
    appId: application.appId,
    displayName: application.displayName,
    secrets: application.passwords.map(secret => ({
      keyId: secret.keyId,
      displayName: secret.displayName ?? null,
      startsAt: secret.startsAt ?? null,
      endsAt: secret.endsAt ?? null,
    })),
    requestedGraphRoles: application.requestedGraphRoles,
  };
}
