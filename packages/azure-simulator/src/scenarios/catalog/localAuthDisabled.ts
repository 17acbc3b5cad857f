import { Scenario } from '../Scenario';

/** Local authentication of the namespace is disabled, which the export needs. */
export const localAuthDisabled: Scenario = {
  name: 'local-auth-disabled',
  summary:
    'Local authentication of the namespace is disabled, which the export needs.',
  shows: {
    check: 'transport/local-auth-admits-export',
    status: 'warning',
    words: 'local authentication',
  },
  apply({ changes, forwarder }) {
    const { namespace } = forwarder;
    changes.set(namespace, 'disableLocalAuth', true);
    return `Namespace ${namespace.name} has local authentication disabled.`;
  },
};
