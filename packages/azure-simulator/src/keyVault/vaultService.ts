import { ServiceDefinition } from '../http/ServiceDefinition';
import { AccessTokens } from '../login/AccessTokens';
import { World } from '../World';
import { secretRoutes } from './secretRoutes';
import { vaultErrors } from './vaultErrors';

/** The audience of tokens for key vaults. */
const audience = 'https://vault.azure.net';

/**
 * The host of one key vault ({name}.vault.azure.net).
 * @param authority - gives `https://login-host/{tenant}`, which the challenge names
 */
export function vaultService(
  world: World,
  tokens: AccessTokens,
  vaultName: string,
  authority: () => string,
): ServiceDefinition {
  return {
    name: 'keyVault',
    routes: secretRoutes(world, vaultName),
    authenticate: async ({ headers }) => {
      const caller = await tokens.check(headers.authorization, audience);
      if (caller === 'missing') {
        throw vaultErrors.challenge({ authority: authority() });
      }
      if (typeof caller === 'string') {
        throw vaultErrors.invalidToken({ authority: authority() });
      }
      return caller;
    },
    notFound: path => vaultErrors.unknownPath({ path }),
    renderError: error => ({
      error: {
        code: error.code,
        message: error.message,
        ...(error.options.innerCode
          ? { innererror: { code: error.options.innerCode } }
          : {}),
      },
    }),
    headers: ({ requestId }) => ({
      'x-ms-request-id': requestId,
      'x-ms-keyvault-region': 'eastus2',
      'x-ms-keyvault-service-version': '1.9.2500.1',
      'cache-control': 'no-cache',
    }),
  };
}
