import { Scenario } from '../Scenario';

/** Microsoft Sentinel was removed from the workspace. */
export const sentinelNotOnboarded: Scenario = {
  name: 'sentinel-not-onboarded',
  summary: 'Microsoft Sentinel was removed from the workspace.',
  shows: {
    check: 'source/sentinel-onboarded',
    status: 'failing',
    words: 'Microsoft Sentinel is not onboarded',
  },
  apply({ changes, forwarder }) {
    const { workspace } = forwarder;
    changes.set(workspace.sentinel, 'onboardedFrom', null);
    return `Microsoft Sentinel is no longer onboarded to workspace ${workspace.name}.`;
  },
};
