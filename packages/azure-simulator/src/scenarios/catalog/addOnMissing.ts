import { Place } from '../Place';
import { SharedScenario } from '../Scenario';

/** The Microsoft Cloud Services add-on was removed from Splunk. */
export const addOnMissing: SharedScenario = {
  name: 'add-on-missing',
  summary: 'The Microsoft Cloud Services add-on was removed from Splunk.',
  scope: 'siem',
  shows: {
    check: 'delivery/siem-reachable',
    status: 'failing',
    words: 'add-on',
    shownBy: 'second-look',
  },
  apply({ changes, world }) {
    changes.set(
      Place.root(world.state).at('splunk').at('addOn'),
      'installed',
      false,
    );
    return "Splunk's Microsoft Cloud Services add-on is removed.";
  },
};
