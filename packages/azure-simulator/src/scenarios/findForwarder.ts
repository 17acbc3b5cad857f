import { ControlRefusal } from '../control/ControlRefusal';
import { nearestNames } from '../faults/nearestNames';
import { World } from '../World';
import { ForwarderParts, partsOf } from './ForwarderParts';
import { isSound } from './isSound';

function firstSound(world: World): ForwarderParts | undefined {
  for (const input of Object.values(world.state.splunk.inputs)) {
    const parts = partsOf(world, input);
    if (parts && isSound(world, parts)) {
      return parts;
    }
  }
  return undefined;
}

function refuseUnknown(world: World, name: string): void {
  const { inputs } = world.state.splunk;
  if (!inputs[name]) {
    const near = nearestNames(name, Object.keys(inputs));
    throw new ControlRefusal(
      `There is no forwarder '${name}': a forwarder bears the name of its Splunk input.${
        near.length > 0 ? ` Near: ${near.join(', ')}.` : ''
      }`,
      404,
    );
  }
}

/**
 * The forwarder with a name, or the first sound one.
 *
 * @throws ControlRefusal when there is none, with the names that are near
 */
export function findForwarder(
  world: World,
  name: string | undefined,
): ForwarderParts {
  const { inputs } = world.state.splunk;
  if (name === undefined) {
    const sound = firstSound(world);
    if (sound) {
      return sound;
    }
    throw new ControlRefusal(
      'No forwarder is sound, so nothing can go wrong with one: undo the scenarios in force or name a forwarder.',
    );
  }
  refuseUnknown(world, name);
  const parts = partsOf(world, inputs[name]);
  if (!parts) {
    throw new ControlRefusal(
      `Forwarder '${name}' is not whole (its account, application, event hub or export rule is missing): choose another, or undo what happened to it.`,
    );
  }
  return parts;
}

/**
 * Name of a forwarder for what needs no sound one: the given one, else the
 * first sound one, else the first; null when there is none.
 *
 * @throws ControlRefusal when there is none of the name, with the names that are near
 */
export function findAnyForwarder(
  world: World,
  name: string | undefined,
): string | null {
  if (name !== undefined) {
    refuseUnknown(world, name);
    return name;
  }
  return (
    firstSound(world)?.name ?? Object.keys(world.state.splunk.inputs)[0] ?? null
  );
}
