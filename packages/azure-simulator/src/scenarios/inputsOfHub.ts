import { SplunkEventHubInput } from '../state';
import { ForwarderParts } from './ForwarderParts';
import { Place } from './Place';

/** Every Splunk input that reads a forwarder's event hub, its own among them: while one of them reads, a portal sees the hub read. */
export function inputsOfHub({
  at,
  input,
}: ForwarderParts): Place<SplunkEventHubInput>[] {
  return Place.members(at.splunk.at('inputs')).filter(({ value: { fields } }) =>
    (['event_hub_namespace', 'event_hub_name'] as const).every(
      name => fields[name]?.toLowerCase() === input.fields[name]?.toLowerCase(),
    ),
  );
}
