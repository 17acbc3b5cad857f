import { ForwarderScenario } from '../Scenario';

/** Microsoft Sentinel was removed from the workspace. */
export const sentinelNotOnboarded: ForwarderScenario = {
  name: 'sentinel-not-onboarded',
  summary: 'Microsoft Sentinel was removed from the workspace.',
  scope: 'workspace',
  shows: {
    check: 'source/sentinel-onboarded',
    status: 'failing',
    words: 'Microsoft Sentinel is not onboarded',
  },
  apply({ changes, forwarder }) {
    const { workspace } = forwarder;
    changes.set(forwarder.at.workspace.at('sentinel'), 'onboardedFrom', null);
    return `Microsoft Sentinel is no longer onboarded to workspace ${workspace.name}.`;
  },
};
