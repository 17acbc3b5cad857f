import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';

/**
 * Whether the backend refuses to look at a forwarder's resources, because they
 * lie outside the scope of the entity's owner: annotations carry no authority.
 */
export function isOutOfScope(forwarder: ForwarderHealth): boolean {
  return forwarder.findings.some(finding => finding.reason === 'out-of-scope');
}
