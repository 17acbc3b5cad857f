import { ForwarderScenario } from '../Scenario';

/** The namespace has used up its throughput units and refuses what is sent to it. */
export const throttledHub: ForwarderScenario = {
  name: 'throttled-hub',
  summary:
    'The namespace has used up its throughput units and refuses what is sent to it.',
  scope: 'namespace',
  shows: {
    check: 'transport/throttled-requests',
    status: 'failing',
    words: 'throttled',
    shownBy: 'traffic',
  },
  apply({ changes, forwarder }) {
    const { namespace } = forwarder;
    changes.set(forwarder.at.namespace, 'isThrottled', true);
    return `Namespace ${namespace.name} refuses senders: its ${namespace.capacity} throughput units are used up.`;
  },
};
