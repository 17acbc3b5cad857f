import { Route } from '../http/Route';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { World } from '../World';
import { anonymousCaller } from '../login/Caller';
import { SplunkInstance } from '../state';
import { splunkErrors } from './splunkErrors';
import { isAccepted } from './tokens/isAccepted';

/**
 * What both Splunk ports share: bearer or session tokens, splunkd's messages,
 * cut connections while Splunk is stopped.
 */
export function splunkService(
  world: World,
  options: {
    name: SplunkInstance;
    /** The portal's own token. */
    token: string;
    routes: readonly Route[];
  },
): ServiceDefinition {
  return {
    name: options.name,
    routes: options.routes,
    authenticate: ({ headers, path }) => {
      const authorization = headers.authorization ?? '';
      if (/^Basic\s/i.test(authorization)) {
        throw splunkErrors.unauthorizedBasic();
      }
      const given = /^(?:Bearer|Splunk)\s+(\S+)$/i.exec(authorization)?.[1];
      if (!given || !isAccepted(world, options.name, given, options.token)) {
        // Tells its version to anybody: no proof that a token is good.
        if (path === '/services/server/info') {
          return anonymousCaller;
        }
        throw splunkErrors.unauthenticated();
      }
      return { appId: 'splunk-token', objectId: '' };
    },
    notFound: path => splunkErrors.notFound({ path }),
    renderError: error => ({
      messages: [{ type: error.code, text: error.message }],
    }),
    headers: () => ({
      server: 'Splunkd',
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store, no-cache, must-revalidate, max-age=0',
      vary: 'Cookie, Authorization',
    }),
    isDown: () => !world.state.splunk.running,
  };
}
