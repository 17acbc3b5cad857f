import { Scenario } from '../Scenario';

/** Somebody deleted the input in Splunk. */
export const inputDeleted: Scenario = {
  name: 'input-deleted',
  summary: 'Somebody deleted the input in Splunk.',
  shows: {
    check: 'delivery/input-exists',
    status: 'failing',
    words: 'has no input for event hub',
  },
  apply({ changes, forwarder, world }) {
    const { input } = forwarder;
    changes.remove(world.state.splunk.inputs, input.name);
    return `Input ${input.name} of Splunk is deleted.`;
  },
};
