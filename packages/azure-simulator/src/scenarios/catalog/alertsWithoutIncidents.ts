import { Scenario } from '../Scenario';

/** Alerts arrive, and nothing makes incidents of them. */
export const alertsWithoutIncidents: Scenario = {
  name: 'alerts-without-incidents',
  summary: 'Alerts arrive, and nothing makes incidents of them.',
  shows: {
    check: 'source/incident-creation-enabled',
    status: 'failing',
    words: 'Nothing makes incidents of Defender for IoT alerts',
  },
  apply({ changes, forwarder }) {
    const { workspace } = forwarder;
    for (const rule of Object.values(workspace.sentinel.alertRules)) {
      changes.set(rule, 'properties', { ...rule.properties, enabled: false });
    }
    // Incidents that are there already would speak for another creator (Defender XDR).
    changes.hideRows(workspace.tables.securityincident, () => true);
    return `The incident creation rule of workspace ${workspace.name} is off, and the workspace holds no incident.`;
  },
};
