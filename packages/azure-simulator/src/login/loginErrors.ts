import { ServiceError } from '../http/ServiceError';

/**
 * Refusals of the login service. The number in `code` is the AADSTS code; the
 * OAuth error is kept as `innerCode`.
 * Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
function aadsts(
  status: number,
  oauthError: string,
  code: number,
  text: string,
): ServiceError {
  return new ServiceError(status, String(code), `AADSTS${code}: ${text}`, {
    innerCode: oauthError,
  });
}

export const loginErrors = {
  unknownTenant: (tenant: string) =>
    aadsts(
      400,
      'invalid_request',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    ),
  unknownApplication: (appId: string, tenant: string) =>
    aadsts(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${appId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  missingServicePrincipal: (appId: string, tenant: string) =>
    aadsts(
      401,
      'invalid_client',
      7000229,
      `The client application ${appId} is missing service principal in the tenant ${tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
    ),
  disabledApplication: (appId: string, name: string) =>
    aadsts(
      400,
      'unauthorized_client',
      7000112,
      `Application '${appId}'(${name}) is disabled.`,
    ),
  missingSecret: () =>
    aadsts(
      401,
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  invalidSecret: (appId: string) =>
    aadsts(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
    ),
  expiredSecret: (appId: string) =>
    aadsts(
      401,
      'invalid_client',
      7000222,
      `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    ),
  unknownResource: (scope: string, tenant: string) =>
    aadsts(
      400,
      'invalid_resource',
      500011,
      `The resource principal named ${scope.replace(
        /\/\.default$/,
        '',
      )} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    ),
  invalidScope: (scope: string) =>
    aadsts(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  unsupportedGrant: (grant: string) =>
    aadsts(
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${grant}'.`,
    ),
  notFound: (path: string) =>
    aadsts(404, 'invalid_request', 90102, `'${path}' is no endpoint here.`),
};
