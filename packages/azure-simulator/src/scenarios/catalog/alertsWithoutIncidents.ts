import { Place } from '../Place';
import { ForwarderScenario } from '../Scenario';

/** Alerts arrive, and nothing makes incidents of them. */
export const alertsWithoutIncidents: ForwarderScenario = {
  name: 'alerts-without-incidents',
  summary: 'Alerts arrive, and nothing makes incidents of them.',
  scope: 'workspace',
  shows: {
    check: 'source/incident-creation-enabled',
    status: 'failing',
    words: 'Nothing makes incidents of Defender for IoT alerts',
  },
  apply({ changes, forwarder }) {
    const { at, workspace } = forwarder;
    for (const rule of Place.members(
      at.workspace.at('sentinel').at('alertRules'),
    )) {
      changes.set(rule, 'properties', {
        ...rule.value.properties,
        enabled: false,
      });
    }
    // Incidents that are there already would speak for another creator (Defender XDR).
    changes.hideRows(
      at.workspace.at('tables').at('securityincident'),
      () => true,
    );
    return `The incident creation rule of workspace ${workspace.name} is off, and the workspace holds no incident.`;
  },
};
