import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';

/** Whether the headline ends with the time of the last row: only good news is told that way. */
export function saysLastEvent(
  forwarder: Pick<ForwarderHealth, 'health' | 'lastEventAt'>,
): boolean {
  return forwarder.health === 'healthy' && forwarder.lastEventAt !== undefined;
}
