import { ForwarderScenario } from '../Scenario';

/** The input has another sourcetype, so that searches do not find its rows. */
export const inputMismatch: ForwarderScenario = {
  name: 'input-mismatch',
  summary:
    'The input has another sourcetype, so that searches do not find its rows.',
  scope: 'forwarder',
  shows: {
    check: 'delivery/input-matches',
    status: 'failing',
    words: 'searches by sourcetype do not find the rows',
  },
  apply({ changes, forwarder }) {
    const { input } = forwarder;
    changes.set(forwarder.at.input, 'fields', {
      ...input.fields,
      sourcetype: 'mscs:azure:eventhub:event',
    });
    return `Input ${input.name} of Splunk has the sourcetype mscs:azure:eventhub:event.`;
  },
};
