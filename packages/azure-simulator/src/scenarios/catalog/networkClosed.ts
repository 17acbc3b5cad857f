import { ForwarderScenario } from '../Scenario';

/** The namespace admits nobody from outside, not even trusted services. */
export const networkClosed: ForwarderScenario = {
  name: 'network-closed',
  summary:
    'The namespace admits nobody from outside, not even trusted services.',
  scope: 'namespace',
  shows: {
    check: 'transport/network-admits-export',
    status: 'failing',
    words: 'trusted',
  },
  apply({ changes, forwarder }) {
    const { namespace } = forwarder;
    changes.set(forwarder.at.namespace, 'networkRuleSet', {
      ...namespace.networkRuleSet,
      defaultAction: 'Deny',
      trustedServiceAccessEnabled: false,
    });
    return `Namespace ${namespace.name} denies all networks and trusted services.`;
  },
};
