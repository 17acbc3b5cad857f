import { Place } from '../Place';
import { SharedScenario } from '../Scenario';

/** Splunk is down: both of its ports cut every connection, and no input runs. */
export const siemDown: SharedScenario = {
  name: 'siem-down',
  summary:
    'Splunk is down: both of its ports cut every connection, and no input runs.',
  scope: 'siem',
  shows: {
    check: 'delivery/siem-reachable',
    status: 'failing',
    words: 'SOC Splunk',
    shownBy: 'second-look',
  },
  apply({ changes, world }) {
    changes.set(Place.root(world.state).at('splunk'), 'running', false);
    return 'Splunk is stopped.';
  },
};
