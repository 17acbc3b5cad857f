import { inputsOfHub } from '../inputsOfHub';
import { Scenario } from '../Scenario';

/** Somebody deleted the inputs of the event hub in Splunk. */
export const inputDeleted: Scenario = {
  name: 'input-deleted',
  summary: 'Somebody deleted the inputs of the event hub in Splunk.',
  shows: {
    check: 'delivery/input-exists',
    status: 'failing',
    words: 'has no input for event hub',
  },
  apply({ changes, forwarder, world }) {
    const names = inputsOfHub(world, forwarder).map(({ name }) => name);
    for (const name of names) {
      changes.remove(world.state.splunk.inputs, name);
    }
    return `Splunk has no input for event hub ${
      forwarder.hub.name
    } any more (${names.join(', ')}).`;
  },
};
