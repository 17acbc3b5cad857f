import { ForwarderScenario } from '../Scenario';

/** Somebody disabled the service principal of the SIEM. */
export const principalDisabled: ForwarderScenario = {
  name: 'principal-disabled',
  summary: 'Somebody disabled the service principal of the SIEM.',
  scope: 'forwarder',
  shows: {
    check: 'access/principal-enabled',
    status: 'failing',
    words: 'is disabled: the SIEM cannot sign in',
  },
  apply({ changes, forwarder }) {
    const { servicePrincipal } = forwarder;
    changes.set(forwarder.at.servicePrincipal, 'accountEnabled', false);
    return `Service principal ${servicePrincipal.displayName} is disabled.`;
  },
};
