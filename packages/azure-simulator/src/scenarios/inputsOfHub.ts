import { SplunkEventHubInput } from '../state';
import { World } from '../World';
import { ForwarderParts } from './ForwarderParts';

/** Every Splunk input that reads a forwarder's event hub, its own among them: while one of them reads, a portal sees the hub read. */
export function inputsOfHub(
  world: World,
  { input }: ForwarderParts,
): SplunkEventHubInput[] {
  return Object.values(world.state.splunk.inputs).filter(({ fields }) =>
    (['event_hub_namespace', 'event_hub_name'] as const).every(
      name => fields[name]?.toLowerCase() === input.fields[name]?.toLowerCase(),
    ),
  );
}
