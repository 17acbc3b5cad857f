import { ServiceDefinition } from '../http/ServiceDefinition';
import { armErrors } from '../arm/armErrors';
import { AccessTokens } from '../login/AccessTokens';
import { anonymousCaller } from '../login/Caller';
import { World } from '../World';

/** Stub of the first milestone. */
export function logsService(
  _world: World,
  _tokens: AccessTokens,
): ServiceDefinition {
  return {
    name: 'logs',
    routes: [],
    authenticate: () => anonymousCaller,
    notFound: armErrors.notFound,
    renderError: error => ({
      error: { code: error.code, message: error.message },
    }),
    headers: () => ({}),
  };
}
