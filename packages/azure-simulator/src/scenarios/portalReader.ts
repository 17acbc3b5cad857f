import { ControlRefusal } from '../control/ControlRefusal';
import { subscriptionIdOf } from '../ids/armId';
import { ScenarioContext } from './Scenario';

/** The service principal with which the portal reads, and the subscription of a forwarder's workspace. */
export function portalReader({
  world,
  forwarder,
  portalAppId,
}: Pick<ScenarioContext, 'world' | 'forwarder' | 'portalAppId'>): {
  principalId: string;
  subscriptionId: string;
} {
  const principal = Object.values(world.state.directory.servicePrincipals).find(
    candidate => candidate.appId === portalAppId,
  );
  const subscriptionId = subscriptionIdOf(forwarder.workspace.id);
  if (!principal || !subscriptionId) {
    throw new ControlRefusal(
      `The portal's sweeper ${portalAppId} has no service principal: reset the simulator to a seed that has one.`,
    );
  }
  return { principalId: principal.id, subscriptionId };
}
