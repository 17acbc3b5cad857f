import { Scenario } from '../Scenario';

/** The Microsoft Cloud Services add-on was removed from Splunk. */
export const addOnMissing: Scenario = {
  name: 'add-on-missing',
  summary: 'The Microsoft Cloud Services add-on was removed from Splunk.',
  shows: {
    check: 'delivery/siem-reachable',
    status: 'failing',
    words: 'add-on',
  },
  apply({ changes, world }) {
    changes.set(world.state.splunk.addOn, 'installed', false);
    return "Splunk's Microsoft Cloud Services add-on is removed.";
  },
};
