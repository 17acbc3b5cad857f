import { ForwarderScenario } from '../Scenario';

/** Local authentication of the namespace is disabled, which the export needs. */
export const localAuthDisabled: ForwarderScenario = {
  name: 'local-auth-disabled',
  summary:
    'Local authentication of the namespace is disabled, which the export needs.',
  scope: 'namespace',
  shows: {
    check: 'transport/local-auth-admits-export',
    status: 'warning',
    words: 'local authentication',
  },
  apply({ changes, forwarder }) {
    const { namespace } = forwarder;
    changes.set(forwarder.at.namespace, 'disableLocalAuth', true);
    return `Namespace ${namespace.name} has local authentication disabled.`;
  },
};
