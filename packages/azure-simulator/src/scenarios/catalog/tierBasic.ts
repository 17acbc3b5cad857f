import { ForwarderScenario } from '../Scenario';

/** The namespace is of the Basic tier: one consumer group, one day of retention. */
export const tierBasic: ForwarderScenario = {
  name: 'tier-basic',
  summary:
    'The namespace is of the Basic tier: one consumer group, one day of retention.',
  scope: 'namespace',
  shows: {
    check: 'transport/tier-suitable',
    status: 'warning',
    words: 'Basic',
  },
  apply({ changes, forwarder }) {
    const { namespace } = forwarder;
    changes.set(forwarder.at.namespace, 'tier', 'Basic');
    return `Namespace ${namespace.name} is of the Basic tier.`;
  },
};
