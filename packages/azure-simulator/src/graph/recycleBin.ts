import { fromIso, toIso } from '../clock/format';
import { Application, ServicePrincipal } from '../state';
import { World } from '../World';

/** Days that a deleted object can be restored. Source: https://learn.microsoft.com/graph/api/directory-deleteditems-restore */
const retentionDays = 30;

/** Deletes an object for good, with the permissions that a service principal was granted. */
export function purge(world: World, id: string): void {
  const { directory } = world.state;
  delete directory.applications[id];
  if (directory.deletedServicePrincipals[id]) {
    delete directory.deletedServicePrincipals[id];
    directory.appRoleAssignments = directory.appRoleAssignments.filter(
      grant => grant.principalId !== id && grant.resourceId !== id,
    );
  }
}

/** Empties the recycle bin of what has lain in it for thirty days. */
export function purgeExpired(world: World): void {
  const oldest = world.clock.now() - retentionDays * 86_400_000;
  const { applications, deletedServicePrincipals } = world.state.directory;
  for (const { id, deletedDateTime } of [
    ...Object.values(applications),
    ...Object.values(deletedServicePrincipals),
  ]) {
    if (deletedDateTime !== null && fromIso(deletedDateTime) < oldest) {
      purge(world, id);
    }
  }
}

/** Moves a service principal into the recycle bin; its role assignments in Azure stay behind as orphans. */
export function recycleServicePrincipal(
  world: World,
  principal: ServicePrincipal,
): void {
  const { directory } = world.state;
  delete directory.servicePrincipals[principal.id];
  directory.deletedServicePrincipals[principal.id] = {
    ...principal,
    deletedDateTime: toIso(world.clock.now()),
  };
  if (!world.behaviours.softDelete) {
    purge(world, principal.id);
  }
}

/** Moves an application into the recycle bin, and its service principal with it. */
export function recycleApplication(
  world: World,
  application: Application,
): void {
  application.deletedDateTime = toIso(world.clock.now());
  const principal = Object.values(world.state.directory.servicePrincipals).find(
    candidate => candidate.appId === application.appId,
  );
  if (principal) {
    recycleServicePrincipal(world, principal);
  }
  if (!world.behaviours.softDelete) {
    purge(world, application.id);
  }
}
