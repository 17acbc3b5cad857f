import { Place } from '../Place';
import { ForwarderScenario } from '../Scenario';

/** Somebody deleted the Entra application of the SIEM. */
export const applicationDeleted: ForwarderScenario = {
  name: 'application-deleted',
  summary: 'Somebody deleted the Entra application of the SIEM.',
  scope: 'forwarder',
  shows: {
    check: 'access/application-exists',
    status: 'failing',
    words: 'has been deleted',
  },
  apply({ changes, forwarder, world }) {
    const { application, servicePrincipal } = forwarder;
    const directory = Place.root(world.state).at('directory');
    changes.remove(directory.at('applications'), application.id);
    changes.remove(directory.at('servicePrincipals'), servicePrincipal.id);
    return `Application ${application.displayName} (${application.appId}) and its service principal are deleted.`;
  },
};
