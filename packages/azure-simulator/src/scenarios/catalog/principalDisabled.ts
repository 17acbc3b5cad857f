import { Scenario } from '../Scenario';

/** Somebody disabled the service principal of the SIEM. */
export const principalDisabled: Scenario = {
  name: 'principal-disabled',
  summary: 'Somebody disabled the service principal of the SIEM.',
  shows: {
    check: 'access/principal-enabled',
    status: 'failing',
    words: 'is disabled: the SIEM cannot sign in',
  },
  apply({ changes, forwarder }) {
    const { servicePrincipal } = forwarder;
    changes.set(servicePrincipal, 'accountEnabled', false);
    return `Service principal ${servicePrincipal.displayName} is disabled.`;
  },
};
