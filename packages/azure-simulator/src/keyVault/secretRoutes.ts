import { randomBytes } from 'node:crypto';
import {
  booleanAt,
  JsonObject,
  numberAt,
  stringAt,
  stringMapAt,
  valueAt,
} from '../http/json';
import { Route, ServiceRequest } from '../http/Route';
import { mayUseData } from '../rbac/accessOf';
import { SecretVersion, Vault, VaultSecret } from '../state';
import { World } from '../World';
import { vaultErrors } from './vaultErrors';

/** `@azure/keyvault-secrets` 4.12 sends 2026-04-01, older ones 7.x. */
const apiVersions = ['7.3', '7.4', '7.5', '7.6', '2025-07-01', '2026-04-01'];

/** Source: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
const namePattern = /^[0-9a-zA-Z-]{1,127}$/;

/** Source: https://learn.microsoft.com/azure/key-vault/secrets/about-secrets */
const valueLimitBytes = 25 * 1024;

const retentionDays = 90;

/** Secrets of one vault. */
export function secretRoutes(world: World, vaultName: string): Route[] {
  const vault = (): Vault => world.state.vaults[vaultName.toLowerCase()];

  const authorized = (request: ServiceRequest, operation: string): Vault => {
    const found = vault();
    const action = `Microsoft.KeyVault/vaults/secrets/${operation}/action`;
    if (!mayUseData(world, request.caller.objectId, action, found.id)) {
      throw vaultErrors.forbidden({
        ...request.caller,
        tenantId: world.state.directory.tenantId,
        action,
        vaultId: found.id,
        vaultName: found.name,
        location: found.location,
        secretName: request.params.secretName ?? '',
      });
    }
    return found;
  };
  /** Source: https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret#deletionrecoverylevel */
  const recoveryLevel = () => {
    if (!world.behaviours.softDelete) {
      return 'Purgeable';
    }
    return vault().purgeProtection ? 'Recoverable' : 'Recoverable+Purgeable';
  };
  const attributes = (version: SecretVersion): JsonObject => ({
    enabled: version.enabled,
    ...(version.notBefore === null ? {} : { nbf: version.notBefore }),
    ...(version.expires === null ? {} : { exp: version.expires }),
    created: version.created,
    updated: version.updated,
    recoveryLevel: recoveryLevel(),
    ...(world.behaviours.softDelete ? { recoverableDays: retentionDays } : {}),
  });
  const item = (
    origin: string,
    secret: VaultSecret,
    version: SecretVersion,
    withVersion: boolean,
  ): JsonObject => ({
    ...(version.contentType === null
      ? {}
      : { contentType: version.contentType }),
    id: `${origin}/secrets/${secret.name}${
      withVersion ? `/${version.version}` : ''
    }`,
    attributes: attributes(version),
    tags: version.tags,
  });
  /** A secret of the name, unless it was deleted so long ago that the service purged it. */
  const anyOf = (found: Vault, name: string): VaultSecret | undefined => {
    const secret = found.secrets[name.toLowerCase()];
    const purgedAt =
      secret?.deletedDate == null
        ? Infinity
        : (secret.deletedDate + retentionDays * 86_400) * 1000;
    if (purgedAt <= world.clock.now()) {
      delete found.secrets[name.toLowerCase()];
      return undefined;
    }
    return secret;
  };
  const deleted = (found: Vault, name: string): VaultSecret => {
    const secret = anyOf(found, name);
    if (!secret || secret.deletedDate === null) {
      throw vaultErrors.secretNotFound({ name });
    }
    return secret;
  };
  const living = (found: Vault, name: string): VaultSecret => {
    const secret = anyOf(found, name);
    if (!secret || secret.deletedDate !== null) {
      throw vaultErrors.secretNotFound({ name });
    }
    return secret;
  };
  const newest = (secret: VaultSecret) =>
    secret.versions[secret.versions.length - 1];
  const deletedBody = (origin: string, secret: VaultSecret): JsonObject => ({
    recoveryId: `${origin}/deletedsecrets/${secret.name}`,
    deletedDate: secret.deletedDate,
    scheduledPurgeDate: (secret.deletedDate ?? 0) + retentionDays * 86_400,
    ...item(origin, secret, newest(secret), true),
  });

  return [
    {
      operationId: 'GetSecrets',
      method: 'GET',
      path: '/secrets',
      apiVersions,
      handle: request => ({
        status: 200,
        body: {
          value: Object.values(authorized(request, 'readMetadata').secrets)
            .filter(secret => secret.deletedDate === null)
            .map(secret => item(request.origin, secret, newest(secret), false)),
          nextLink: null,
        },
      }),
    },
    {
      operationId: 'GetSecretVersions',
      method: 'GET',
      path: '/secrets/{secretName}/versions',
      apiVersions,
      handle: request => {
        const found = authorized(request, 'readMetadata');
        const secret = living(found, request.params.secretName);
        return {
          status: 200,
          body: {
            value: secret.versions.map(version =>
              item(request.origin, secret, version, true),
            ),
            nextLink: null,
          },
        };
      },
    },
    {
      operationId: 'SetSecret',
      method: 'PUT',
      path: '/secrets/{secretName}',
      apiVersions,
      handle: request => {
        const found = authorized(request, 'setSecret');
        const { params, body, origin } = request;
        const name = params.secretName;
        if (!namePattern.test(name)) {
          throw vaultErrors.invalidName({ name });
        }
        const value = stringAt(body, 'value');
        if (value === undefined || Buffer.byteLength(value) > valueLimitBytes) {
          throw vaultErrors.invalidValue();
        }
        const existing = anyOf(found, name);
        if (existing && existing.deletedDate !== null) {
          throw vaultErrors.deletedButRecoverable({ name });
        }
        const seconds = Math.floor(request.now / 1000);
        const version: SecretVersion = {
          version: randomBytes(16).toString('hex'),
          value,
          contentType: stringAt(body, 'contentType') ?? null,
          tags: stringMapAt(body, 'tags'),
          enabled: booleanAt(body, 'attributes', 'enabled') ?? true,
          created: seconds,
          updated: seconds,
          expires: numberAt(body, 'attributes', 'exp') ?? null,
          notBefore: numberAt(body, 'attributes', 'nbf') ?? null,
        };
        const secret: VaultSecret = existing ?? {
          name,
          versions: [],
          deletedDate: null,
        };
        secret.versions.push(version);
        found.secrets[name.toLowerCase()] = secret;
        return {
          status: 200,
          body: { value, ...item(origin, secret, version, true) },
        };
      },
    },
    {
      operationId: 'UpdateSecret',
      method: 'PATCH',
      path: '/secrets/{secretName}/{secretVersion}',
      apiVersions,
      handle: request => {
        const found = authorized(request, 'update');
        const { params, body, origin } = request;
        const secret = living(found, params.secretName);
        const version = secret.versions.find(
          candidate => candidate.version === params.secretVersion,
        );
        if (!version) {
          throw vaultErrors.secretNotFound({
            name: `${params.secretName}/${params.secretVersion}`,
          });
        }
        version.enabled =
          booleanAt(body, 'attributes', 'enabled') ?? version.enabled;
        version.expires =
          numberAt(body, 'attributes', 'exp') ?? version.expires;
        version.contentType =
          stringAt(body, 'contentType') ?? version.contentType;
        if (valueAt(body, 'tags') !== undefined) {
          version.tags = stringMapAt(body, 'tags');
        }
        version.updated = Math.floor(request.now / 1000);
        return { status: 200, body: item(origin, secret, version, true) };
      },
    },
    ...['/secrets/{secretName}', '/secrets/{secretName}/{secretVersion}'].map(
      (path): Route => ({
        operationId: 'GetSecret',
        method: 'GET',
        path,
        apiVersions,
        handle: request => {
          const found = authorized(request, 'getSecret');
          const { secretName, secretVersion } = request.params;
          const secret = living(found, secretName);
          const version = secretVersion
            ? secret.versions.find(
                candidate => candidate.version === secretVersion,
              )
            : newest(secret);
          if (!version) {
            throw vaultErrors.secretNotFound({
              name: `${secretName}/${secretVersion}`,
            });
          }
          if (!version.enabled) {
            throw vaultErrors.disabled({ name: secretName });
          }
          return {
            status: 200,
            body: {
              value: version.value,
              ...item(request.origin, secret, version, true),
            },
          };
        },
      }),
    ),
    {
      operationId: 'DeleteSecret',
      method: 'DELETE',
      path: '/secrets/{secretName}',
      apiVersions,
      handle: request => {
        const found = authorized(request, 'delete');
        const secret = living(found, request.params.secretName);
        if (!world.behaviours.softDelete) {
          delete found.secrets[secret.name.toLowerCase()];
          return {
            status: 200,
            body: item(request.origin, secret, newest(secret), true),
          };
        }
        secret.deletedDate = Math.floor(request.now / 1000);
        return { status: 200, body: deletedBody(request.origin, secret) };
      },
    },
    {
      operationId: 'GetDeletedSecrets',
      method: 'GET',
      path: '/deletedsecrets',
      apiVersions,
      handle: request => {
        const found = authorized(request, 'readMetadata');
        return {
          status: 200,
          body: {
            value: Object.values(found.secrets)
              .filter(({ name }) => anyOf(found, name)?.deletedDate != null)
              .map(secret => deletedBody(request.origin, secret)),
            nextLink: null,
          },
        };
      },
    },
    {
      operationId: 'GetDeletedSecret',
      method: 'GET',
      path: '/deletedsecrets/{secretName}',
      apiVersions,
      handle: request => {
        const found = authorized(request, 'readMetadata');
        const secret = deleted(found, request.params.secretName);
        return { status: 200, body: deletedBody(request.origin, secret) };
      },
    },
    {
      operationId: 'RecoverDeletedSecret',
      method: 'POST',
      path: '/deletedsecrets/{secretName}/recover',
      apiVersions,
      handle: request => {
        const found = authorized(request, 'recover');
        const secret = deleted(found, request.params.secretName);
        secret.deletedDate = null;
        return {
          status: 200,
          body: item(request.origin, secret, newest(secret), true),
        };
      },
    },
    {
      operationId: 'PurgeDeletedSecret',
      method: 'DELETE',
      path: '/deletedsecrets/{secretName}',
      apiVersions,
      handle: request => {
        const found = authorized(request, 'purge');
        const secret = deleted(found, request.params.secretName);
        if (found.purgeProtection) {
          throw vaultErrors.purgeProtected({
            vaultName: found.name,
            location: found.location,
          });
        }
        delete found.secrets[secret.name.toLowerCase()];
        return { status: 204 };
      },
    },
  ];
}
