import { Scenario } from '../Scenario';

/** The input has another sourcetype, so that searches do not find its rows. */
export const inputMismatch: Scenario = {
  name: 'input-mismatch',
  summary:
    'The input has another sourcetype, so that searches do not find its rows.',
  shows: {
    check: 'delivery/input-matches',
    status: 'failing',
    words: 'searches by sourcetype do not find the rows',
  },
  apply({ changes, forwarder }) {
    const { input } = forwarder;
    changes.set(input, 'fields', {
      ...input.fields,
      sourcetype: 'mscs:azure:eventhub:event',
    });
    return `Input ${input.name} of Splunk has the sourcetype mscs:azure:eventhub:event.`;
  },
};
