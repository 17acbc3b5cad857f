import { Scenario } from '../Scenario';

/** The namespace admits nobody from outside, not even trusted services. */
export const networkClosed: Scenario = {
  name: 'network-closed',
  summary:
    'The namespace admits nobody from outside, not even trusted services.',
  shows: {
    check: 'transport/network-admits-export',
    status: 'failing',
    words: 'trusted',
  },
  apply({ changes, forwarder }) {
    const { namespace } = forwarder;
    changes.set(namespace, 'networkRuleSet', {
      ...namespace.networkRuleSet,
      defaultAction: 'Deny',
      trustedServiceAccessEnabled: false,
    });
    return `Namespace ${namespace.name} denies all networks and trusted services.`;
  },
};
