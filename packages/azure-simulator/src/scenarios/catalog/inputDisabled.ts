import { Scenario } from '../Scenario';

/** Somebody disabled the input in Splunk. */
export const inputDisabled: Scenario = {
  name: 'input-disabled',
  summary: 'Somebody disabled the input in Splunk.',
  shows: {
    check: 'delivery/input-enabled',
    status: 'failing',
    words: 'is disabled: events stay in the event hub',
  },
  apply({ changes, forwarder }) {
    const { input } = forwarder;
    changes.set(input, 'disabled', true);
    return `Input ${input.name} of Splunk is disabled.`;
  },
};
