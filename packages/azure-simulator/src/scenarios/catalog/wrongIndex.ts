import { Scenario } from '../Scenario';

/** The input writes into an index in which nobody looks. */
export const wrongIndex: Scenario = {
  name: 'wrong-index',
  summary: 'The input writes into an index in which nobody looks.',
  shows: {
    check: 'delivery/events-arriving',
    status: 'failing',
    words: 'indexed nothing',
    shownBy: 'traffic',
  },
  apply({ changes, forwarder }) {
    const { input } = forwarder;
    changes.set(input, 'fields', {
      ...input.fields,
      index: 'main',
    });
    return `Input ${input.name} of Splunk writes into index main.`;
  },
};
