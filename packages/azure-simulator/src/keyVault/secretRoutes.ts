import { randomBytes } from 'node:crypto';
import { booleanAt, numberAt, stringAt } from '../http/json';
import { Route } from '../http/Route';
import { SecretVersion, VaultSecret } from '../state';
import { World } from '../World';
import { vaultApiVersions as apiVersions } from './apiVersions';
import { deletedSecretRoutes } from './deletedSecretRoutes';
import { listPage } from './listPage';
import { readLabels } from './readLabels';
import { vaultErrors } from './vaultErrors';
import { newestVersion, VaultSecrets } from './VaultSecrets';

/** Source: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
const namePattern = /^[0-9a-zA-Z-]{1,127}$/;

/** Source: https://learn.microsoft.com/azure/key-vault/secrets/about-secrets */
const valueLimitBytes = 25 * 1024;

/** Secrets of one vault. */
export function secretRoutes(world: World, vaultName: string): Route[] {
  const secrets = new VaultSecrets(world, vaultName);

  return [
    {
      operationId: 'GetSecrets',
      method: 'GET',
      path: '/secrets',
      apiVersions,
      handle: request => ({
        status: 200,
        body: listPage(
          request,
          Object.values(secrets.authorized(request, 'readMetadata').secrets)
            .filter(secret => secret.deletedDate === null)
            .map(secret =>
              secrets.item(
                request.origin,
                secret,
                newestVersion(secret),
                false,
              ),
            ),
        ),
      }),
    },
    {
      operationId: 'GetSecretVersions',
      method: 'GET',
      path: '/secrets/{secretName}/versions',
      apiVersions,
      handle: request => {
        const found = secrets.authorized(request, 'readMetadata');
        const secret = secrets.living(found, request.params.secretName);
        return {
          status: 200,
          body: listPage(
            request,
            secret.versions.map(version =>
              secrets.item(request.origin, secret, version, true),
            ),
          ),
        };
      },
    },
    {
      operationId: 'SetSecret',
      method: 'PUT',
      path: '/secrets/{secretName}',
      apiVersions,
      handle: request => {
        const found = secrets.authorized(request, 'setSecret');
        const { params, body, origin } = request;
        const name = params.secretName;
        if (!namePattern.test(name)) {
          throw vaultErrors.invalidName({ name });
        }
        const value = stringAt(body, 'value');
        if (value === undefined || Buffer.byteLength(value) > valueLimitBytes) {
          throw vaultErrors.invalidValue();
        }
        const existing = secrets.find(found, name);
        if (existing && existing.deletedDate !== null) {
          throw vaultErrors.deletedButRecoverable({ name });
        }
        const seconds = Math.floor(request.now / 1000);
        const version: SecretVersion = {
          version: randomBytes(16).toString('hex'),
          value,
          contentType: null,
          tags: {},
          ...readLabels(body),
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
          body: { value, ...secrets.item(origin, secret, version, true) },
        };
      },
    },
    {
      operationId: 'UpdateSecret',
      method: 'PATCH',
      path: '/secrets/{secretName}/{secretVersion}',
      apiVersions,
      handle: request => {
        const found = secrets.authorized(request, 'update');
        const { params, body, origin } = request;
        const secret = secrets.living(found, params.secretName);
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
        Object.assign(version, readLabels(body));
        version.updated = Math.floor(request.now / 1000);
        return {
          status: 200,
          body: secrets.item(origin, secret, version, true),
        };
      },
    },
    ...['/secrets/{secretName}', '/secrets/{secretName}/{secretVersion}'].map(
      (path): Route => ({
        operationId: 'GetSecret',
        method: 'GET',
        path,
        apiVersions,
        handle: request => {
          const found = secrets.authorized(request, 'getSecret');
          const { secretName, secretVersion } = request.params;
          const secret = secrets.living(found, secretName);
          const version = secretVersion
            ? secret.versions.find(
                candidate => candidate.version === secretVersion,
              )
            : newestVersion(secret);
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
              ...secrets.item(request.origin, secret, version, true),
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
        const found = secrets.authorized(request, 'delete');
        const secret = secrets.living(found, request.params.secretName);
        if (!world.behaviours.softDelete) {
          delete found.secrets[secret.name.toLowerCase()];
          return {
            status: 200,
            body: secrets.item(
              request.origin,
              secret,
              newestVersion(secret),
              true,
            ),
          };
        }
        secret.deletedDate = Math.floor(request.now / 1000);
        return {
          status: 200,
          body: secrets.deletedItem(request.origin, secret),
        };
      },
    },
    ...deletedSecretRoutes(secrets),
  ];
}
