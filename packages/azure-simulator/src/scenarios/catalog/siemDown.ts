import { Scenario } from '../Scenario';

/** Splunk is down: both of its ports cut every connection, and no input runs. */
export const siemDown: Scenario = {
  name: 'siem-down',
  summary:
    'Splunk is down: both of its ports cut every connection, and no input runs.',
  shows: {
    check: 'delivery/siem-reachable',
    status: 'failing',
    words: 'SOC Splunk',
  },
  apply({ changes, world }) {
    changes.set(world.state.splunk, 'running', false);
    return 'Splunk is stopped.';
  },
};
