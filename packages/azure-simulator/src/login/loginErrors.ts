import { defineErrors } from '../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'login',
    title: 'Microsoft Entra login',
    source:
      'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  },
  // `code` is the AADSTS number, `innerCode` the OAuth error.
  {
    unknownTenant: {
      status: 400,
      code: '90002',
      innerCode: 'invalid_request',
      message:
        "AADSTS90002: Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
      when: 'A path names another tenant than the simulated one.',
    },
    unknownApplication: {
      status: 400,
      code: '700016',
      innerCode: 'unauthorized_client',
      message:
        "AADSTS700016: Application with identifier '{appId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
      when: 'The client id is no application of the tenant, or a deleted one.',
    },
    missingServicePrincipal: {
      status: 401,
      code: '7000229',
      innerCode: 'invalid_client',
      message:
        'AADSTS7000229: The client application {appId} is missing service principal in the tenant {tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
      when: 'The application has no service principal.',
    },
    disabledApplication: {
      status: 400,
      code: '7000112',
      innerCode: 'unauthorized_client',
      message: "AADSTS7000112: Application '{appId}'({name}) is disabled.",
      when: 'accountEnabled of the service principal is false.',
    },
    missingSecret: {
      status: 401,
      code: '7000218',
      innerCode: 'invalid_client',
      message:
        "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      when: 'A client signs in without a secret.',
    },
    invalidSecret: {
      status: 401,
      code: '7000215',
      innerCode: 'invalid_client',
      message:
        "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{appId}'.",
      when: 'The secret is none of the application’s, or so fresh that it is not replicated yet.',
    },
    expiredSecret: {
      status: 401,
      code: '7000222',
      innerCode: 'invalid_client',
      message:
        "AADSTS7000222: The provided client secret keys for app '{appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
      when: 'The secret has expired.',
    },
    unknownResource: {
      status: 400,
      code: '500011',
      innerCode: 'invalid_resource',
      message:
        'AADSTS500011: The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
      when: 'The scope names a resource that is not simulated.',
    },
    invalidScope: {
      status: 400,
      code: '1002012',
      innerCode: 'invalid_scope',
      message:
        'AADSTS1002012: The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
      when: 'The scope does not end in /.default.',
    },
    unsupportedGrant: {
      status: 400,
      code: '70003',
      innerCode: 'unsupported_grant_type',
      message:
        "AADSTS70003: The app requested an unsupported grant type '{grant}'.",
      when: 'A grant other than client_credentials is asked for.',
    },
    notFound: {
      status: 404,
      code: '90102',
      innerCode: 'invalid_request',
      message: "AADSTS90102: '{path}' is no endpoint here.",
      when: 'No operation that is simulated has this path.',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const loginErrorGroup = group;

/** Refusals of the login service. */
export const loginErrors = builders;
