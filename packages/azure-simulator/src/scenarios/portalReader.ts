import { ControlRefusal } from '../control/ControlRefusal';
import { ServicePrincipal } from '../state';
import { World } from '../World';

/** The service principal with which the portal reads. */
export function portalReader(
  world: World,
  portalAppId: string,
): ServicePrincipal {
  const principal = Object.values(world.state.directory.servicePrincipals).find(
    candidate => candidate.appId === portalAppId,
  );
  if (!principal) {
    throw new ControlRefusal(
      `The portal's sweeper ${portalAppId} has no service principal: reset the simulator to a seed that has one.`,
    );
  }
  return principal;
}
