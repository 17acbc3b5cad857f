import { graphAppId, graphAppRoleId } from '../../graph/graphPermissions';
import { ForwarderScenario } from '../Scenario';

/** The application asks for a right in Microsoft Graph that no administrator granted. */
export const consentMissing: ForwarderScenario = {
  name: 'consent-missing',
  summary:
    'The application asks for a right in Microsoft Graph that no administrator granted.',
  scope: 'forwarder',
  shows: {
    check: 'access/graph-consent',
    status: 'warning',
    words: 'no administrator has granted',
  },
  apply({ changes, forwarder }) {
    const { application } = forwarder;
    const permission = 'SecurityEvents.ReadWrite.All';
    changes.set(forwarder.at.application, 'requiredResourceAccess', [
      {
        resourceAppId: graphAppId,
        resourceAccess: [{ id: graphAppRoleId(permission), type: 'Role' }],
      },
    ]);
    return `Application ${application.displayName} asks for ${permission}, and nobody granted it.`;
  },
};
