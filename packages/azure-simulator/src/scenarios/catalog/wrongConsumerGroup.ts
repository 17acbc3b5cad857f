import { ForwarderScenario } from '../Scenario';

/** The input reads with the hub's default consumer group instead of its own. */
export const wrongConsumerGroup: ForwarderScenario = {
  name: 'wrong-consumer-group',
  summary:
    "The input reads with the hub's default consumer group instead of its own.",
  scope: 'forwarder',
  shows: {
    check: 'delivery/input-matches',
    status: 'failing',
    words: 'consumer group $Default instead of',
  },
  apply({ changes, forwarder }) {
    const { input } = forwarder;
    changes.set(forwarder.at.input, 'fields', {
      ...input.fields,
      consumer_group: '$Default',
    });
    return `Input ${input.name} of Splunk reads consumer group $Default.`;
  },
};
