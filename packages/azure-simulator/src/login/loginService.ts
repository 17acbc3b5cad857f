import { toIso } from '../clock/format';
import { Route } from '../http/Route';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { World } from '../World';
import { AccessTokens } from './AccessTokens';
import { audienceOfScope } from './audiences';
import { anonymousCaller } from './Caller';
import { loginErrors } from './loginErrors';
import { verifyClientSecret } from './verifyClientSecret';

/** Broken escapes stay as they are: they are nobody's id and no secret. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function clientOf(
  form: URLSearchParams,
  authorization: string | undefined,
): { clientId: string; clientSecret: string } {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic) {
    // A secret may hold further colons (RFC 7617, section 2).
    const [clientId, ...secret] = Buffer.from(basic, 'base64')
      .toString('utf8')
      .split(':');
    return {
      clientId: formDecode(clientId),
      clientSecret: formDecode(secret.join(':')),
    };
  }
  return {
    clientId: form.get('client_id') ?? '',
    clientSecret: form.get('client_secret') ?? '',
  };
}

function loginRoutes(
  world: World,
  tokens: AccessTokens,
  resourceManager: () => string,
): Route[] {
  return [
    {
      operationId: 'OpenIdConfiguration_Get',
      method: 'GET',
      path: '/{tenant}/v2.0/.well-known/openid-configuration',
      handle: ({ params, origin }) => {
        const { tenantId } = world.state.directory;
        if (params.tenant.toLowerCase() !== tenantId.toLowerCase()) {
          throw loginErrors.unknownTenant({ tenant: params.tenant });
        }
        // The issuer must bear the authority's host as the client called it.
        const base = `${origin}/${tenantId}`;
        return {
          status: 200,
          body: {
            token_endpoint: `${base}/oauth2/v2.0/token`,
            token_endpoint_auth_methods_supported: [
              'client_secret_post',
              'client_secret_basic',
            ],
            jwks_uri: `${base}/discovery/v2.0/keys`,
            response_modes_supported: ['query', 'fragment', 'form_post'],
            subject_types_supported: ['pairwise'],
            id_token_signing_alg_values_supported: ['RS256'],
            response_types_supported: ['code', 'id_token', 'token'],
            scopes_supported: ['openid'],
            issuer: `${base}/v2.0`,
            authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
            device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
            end_session_endpoint: `${base}/oauth2/v2.0/logout`,
            tenant_region_scope: 'NA',
            cloud_instance_name: 'microsoftonline.com',
          },
        };
      },
    },
    {
      operationId: 'Token_Issue',
      method: 'POST',
      path: '/{tenant}/oauth2/v2.0/token',
      readOnly: true,
      handle: async ({ params, form, headers, origin }) => {
        const grant = form.get('grant_type') ?? '';
        if (grant !== 'client_credentials') {
          throw loginErrors.unsupportedGrant({ grant });
        }
        const { application, servicePrincipal, password } = verifyClientSecret(
          world,
          {
            tenantId: params.tenant,
            ...clientOf(form, headers.authorization),
          },
        );
        const scope = (form.get('scope') ?? '')
          .split(' ')
          .find(item => item.includes('/'));
        if (!scope?.endsWith('/.default')) {
          throw loginErrors.invalidScope({ scope: form.get('scope') ?? '' });
        }
        const audience = audienceOfScope(scope, resourceManager());
        if (!audience) {
          throw loginErrors.unknownResource({
            resource: scope.replace(/\/\.default$/, ''),
            tenant: world.state.directory.tenantId,
          });
        }
        const { token, expiresIn } = await tokens.issue({
          caller: {
            appId: application.appId,
            objectId: servicePrincipal.id,
            secretId: password.keyId,
          },
          audience,
          tenantId: world.state.directory.tenantId,
          issuer: `${origin}/${world.state.directory.tenantId}/`,
        });
        return {
          status: 200,
          body: {
            token_type: 'Bearer',
            expires_in: expiresIn,
            ext_expires_in: expiresIn,
            access_token: token,
          },
          headers: { 'cache-control': 'no-store, no-cache' },
        };
      },
    },
  ];
}

/**
 * The directory's token endpoint (login.microsoftonline.com).
 * @param resourceManager - gives the origin of Resource Manager, which starts later
 */
export function loginService(
  world: World,
  tokens: AccessTokens,
  resourceManager: () => string,
): ServiceDefinition {
  return {
    name: 'login',
    correlationHeader: 'client-request-id',
    routes: loginRoutes(world, tokens, resourceManager),
    authenticate: () => anonymousCaller,
    signingIn: ({ form, headers }) =>
      clientOf(form, headers.authorization).clientId,
    notFound: path => loginErrors.notFound({ path }),
    renderError: (error, { requestId, correlationId, now }) => {
      const timestamp = toIso(now)
        .replace('T', ' ')
        .replace(/\.\d+Z/, 'Z');
      return {
        error: error.options.innerCode ?? 'server_error',
        error_description: `${error.message} Trace ID: ${requestId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
        error_codes: [Number(error.code) || 90033],
        timestamp,
        trace_id: requestId,
        correlation_id: correlationId,
        error_uri: `https://login.microsoftonline.com/error?code=${error.code}`,
      };
    },
    headers: ({ requestId, correlationId }) => ({
      'x-ms-request-id': requestId,
      'client-request-id': correlationId,
    }),
  };
}
