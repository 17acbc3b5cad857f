import { ForwarderScenario } from '../Scenario';

/** The namespace is in another region than the workspace. */
export const regionMismatch: ForwarderScenario = {
  name: 'region-mismatch',
  summary: 'The namespace is in another region than the workspace.',
  scope: 'namespace',
  shows: {
    check: 'export/region-matches',
    status: 'failing',
    words: 'Log Analytics exports only within a region',
  },
  apply({ changes, forwarder }) {
    const { namespace, workspace } = forwarder;
    const region =
      workspace.location === 'westeurope' ? 'northeurope' : 'westeurope';
    changes.set(forwarder.at.namespace, 'location', region);
    return `Namespace ${namespace.name} is in ${region}, workspace ${workspace.name} in ${workspace.location}.`;
  },
};
