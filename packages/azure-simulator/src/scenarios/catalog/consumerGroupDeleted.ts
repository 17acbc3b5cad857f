import { ForwarderScenario } from '../Scenario';

/** Somebody deleted the consumer group of the SIEM: its input can only log errors. */
export const consumerGroupDeleted: ForwarderScenario = {
  name: 'consumer-group-deleted',
  summary:
    'Somebody deleted the consumer group of the SIEM: its input can only log errors.',
  scope: 'forwarder',
  shows: {
    check: 'transport/consumer-group-exists',
    status: 'failing',
    words: 'has no consumer group',
  },
  apply({ changes, forwarder }) {
    const { at, hub, input } = forwarder;
    const group = input.fields.consumer_group;
    changes.remove(at.hub.at('consumerGroups'), group.toLowerCase());
    return `Consumer group ${group} of event hub ${hub.name} is deleted.`;
  },
};
