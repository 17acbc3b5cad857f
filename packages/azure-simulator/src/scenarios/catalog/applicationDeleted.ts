import { Scenario } from '../Scenario';

/** Somebody deleted the Entra application of the SIEM. */
export const applicationDeleted: Scenario = {
  name: 'application-deleted',
  summary: 'Somebody deleted the Entra application of the SIEM.',
  shows: {
    check: 'access/application-exists',
    status: 'failing',
    words: 'has been deleted',
  },
  apply({ changes, forwarder, world }) {
    const { application, servicePrincipal } = forwarder;
    const { directory } = world.state;
    changes.remove(directory.applications, application.id);
    changes.remove(directory.servicePrincipals, servicePrincipal.id);
    return `Application ${application.displayName} (${application.appId}) and its service principal are deleted.`;
  },
};
