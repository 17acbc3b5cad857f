import { fromIso } from '../clock/format';
import { Application, ServicePrincipal } from '../state';
import { World } from '../World';
import { graphErrors } from './graphErrors';

/** An alternate key as OData writes it into a path: quotes in it are doubled. */
export function unescapeKey(text: string): string {
  return text.replace(/''/g, "'");
}

/** How a path names a directory object: one of its keys. */
type Keys = Record<string, string>;

/** Whether Graph's answers show an object already. */
function isReadable(object: { readableFrom?: string }, now: number): boolean {
  return (
    object.readableFrom === undefined || fromIso(object.readableFrom) <= now
  );
}

/** Applications that are neither deleted nor still unknown to the replica that answers. */
export function readableApplications(world: World): Application[] {
  const now = world.clock.now();
  return Object.values(world.state.directory.applications).filter(
    application =>
      application.deletedDateTime === null && isReadable(application, now),
  );
}

/** The application that a path names, or undefined. */
export function findApplication(
  world: World,
  keys: Keys,
): Application | undefined {
  const now = world.clock.now();
  const { applications } = world.state.directory;
  // Most paths name the object id, which is the key here.
  const candidates = keys.id
    ? [applications[keys.id.toLowerCase()]]
    : Object.values(applications);
  return candidates.find(
    application =>
      application?.deletedDateTime === null &&
      isReadable(application, now) &&
      (keys.id !== undefined ||
        (keys.appId && application.appId === keys.appId.toLowerCase()) ||
        (keys.uniqueName &&
          application.uniqueName === unescapeKey(keys.uniqueName))),
  );
}

/** The application that a path names, or Graph's 404. */
export function requireApplication(world: World, keys: Keys): Application {
  const found = findApplication(world, keys);
  if (!found) {
    throw graphErrors.notFound({
      id: keys.id ?? keys.appId ?? keys.uniqueName,
    });
  }
  return found;
}

/** Service principals that the replica that answers knows. */
export function readableServicePrincipals(world: World): ServicePrincipal[] {
  const now = world.clock.now();
  return Object.values(world.state.directory.servicePrincipals).filter(
    principal => isReadable(principal, now),
  );
}

/** The service principal that a path names, or Graph's 404. */
export function requireServicePrincipal(
  world: World,
  keys: Keys,
): ServicePrincipal {
  const { servicePrincipals } = world.state.directory;
  const found = keys.id
    ? servicePrincipals[keys.id.toLowerCase()]
    : Object.values(servicePrincipals).find(
        principal => principal.appId === keys.appId?.toLowerCase(),
      );
  if (!found || !isReadable(found, world.clock.now())) {
    throw graphErrors.notFound({ id: keys.id ?? keys.appId });
  }
  return found;
}
