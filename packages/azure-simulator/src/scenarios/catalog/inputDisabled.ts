import { ForwarderScenario } from '../Scenario';

/** Somebody disabled the input in Splunk. */
export const inputDisabled: ForwarderScenario = {
  name: 'input-disabled',
  summary: 'Somebody disabled the input in Splunk.',
  scope: 'forwarder',
  shows: {
    check: 'delivery/input-enabled',
    status: 'failing',
    words: 'is disabled: events stay in the event hub',
  },
  apply({ changes, forwarder }) {
    const { input } = forwarder;
    changes.set(forwarder.at.input, 'disabled', true);
    return `Input ${input.name} of Splunk is disabled.`;
  },
};
