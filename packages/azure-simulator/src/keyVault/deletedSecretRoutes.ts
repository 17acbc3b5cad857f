import { Route } from '../http/Route';
import { vaultApiVersions as apiVersions } from './apiVersions';
import { listPage } from './listPage';
import { vaultErrors } from './vaultErrors';
import { newestVersion, VaultSecrets } from './VaultSecrets';

/** Deleted secrets of one vault: they lie there for ninety days. */
export function deletedSecretRoutes(secrets: VaultSecrets): Route[] {
  return [
    {
      operationId: 'GetDeletedSecrets',
      method: 'GET',
      path: '/deletedsecrets',
      apiVersions,
      handle: request => {
        const found = secrets.authorized(request, 'readMetadata');
        return {
          status: 200,
          body: listPage(
            request,
            Object.values(found.secrets)
              .filter(
                ({ name }) =>
                  typeof secrets.find(found, name)?.deletedDate === 'number',
              )
              .map(secret => secrets.deletedItem(request.origin, secret)),
          ),
        };
      },
    },
    {
      operationId: 'GetDeletedSecret',
      method: 'GET',
      path: '/deletedsecrets/{secretName}',
      apiVersions,
      handle: request => {
        const found = secrets.authorized(request, 'readMetadata');
        const secret = secrets.deleted(found, request.params.secretName);
        return {
          status: 200,
          body: secrets.deletedItem(request.origin, secret),
        };
      },
    },
    {
      operationId: 'RecoverDeletedSecret',
      method: 'POST',
      path: '/deletedsecrets/{secretName}/recover',
      apiVersions,
      handle: request => {
        const found = secrets.authorized(request, 'recover');
        const secret = secrets.deleted(found, request.params.secretName);
        secret.deletedDate = null;
        return {
          status: 200,
          body: secrets.item(
            request.origin,
            secret,
            newestVersion(secret),
            true,
          ),
        };
      },
    },
    {
      operationId: 'PurgeDeletedSecret',
      method: 'DELETE',
      path: '/deletedsecrets/{secretName}',
      apiVersions,
      handle: request => {
        const found = secrets.authorized(request, 'purge');
        const secret = secrets.deleted(found, request.params.secretName);
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
