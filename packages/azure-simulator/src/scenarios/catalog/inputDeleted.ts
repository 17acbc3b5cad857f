import { inputsOfHub } from '../inputsOfHub';
import { ForwarderScenario } from '../Scenario';

/** Somebody deleted the inputs of the event hub in Splunk. */
export const inputDeleted: ForwarderScenario = {
  name: 'input-deleted',
  summary: 'Somebody deleted the inputs of the event hub in Splunk.',
  scope: 'hub',
  shows: {
    check: 'delivery/input-exists',
    status: 'failing',
    words: 'has no input for event hub',
  },
  apply({ changes, forwarder }) {
    const names = inputsOfHub(forwarder).map(({ value }) => value.name);
    for (const name of names) {
      changes.remove(forwarder.at.splunk.at('inputs'), name);
    }
    return `Splunk has no input for event hub ${
      forwarder.hub.name
    } any more (${names.join(', ')}).`;
  },
};
