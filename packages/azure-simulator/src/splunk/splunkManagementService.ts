import { ServiceDefinition } from '../http/ServiceDefinition';
import { armErrors } from '../arm/armErrors';
import { SimulatorCredentials } from '../Credentials';
import { anonymousCaller } from '../login/Caller';
import { World } from '../World';

/** Stub of the first milestone. */
export function splunkManagementService(
  _world: World,
  _credentials: SimulatorCredentials,
): ServiceDefinition {
  return {
    name: 'splunkManagement',
    routes: [],
    authenticate: () => anonymousCaller,
    notFound: armErrors.notFound,
    renderError: error => ({
      error: { code: error.code, message: error.message },
    }),
    headers: () => ({}),
  };
}
