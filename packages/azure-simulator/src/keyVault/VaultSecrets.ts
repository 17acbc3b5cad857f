import { JsonObject } from '../http/json';
import { ServiceRequest } from '../http/Route';
import { mayUseData } from '../rbac/accessOf';
import { SecretVersion, Vault, VaultSecret } from '../state';
import { World } from '../World';
import { vaultErrors } from './vaultErrors';

/** Days that a deleted secret is kept. Source: https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview */
const retentionDays = 90;

/** The newest version of a secret. */
export function newestVersion(secret: VaultSecret): SecretVersion {
  return secret.versions[secret.versions.length - 1];
}

/** What the operations of a vault share: rights, look-ups and bodies. */
export class VaultSecrets {
  constructor(
    private readonly world: World,
    private readonly vaultName: string,
  ) {}

  /** The vault, or its refusal when the caller may not do a data action with its secrets. */
  authorized(request: ServiceRequest, operation: string): Vault {
    const found = this.#vault();
    const action = `Microsoft.KeyVault/vaults/secrets/${operation}/action`;
    if (!mayUseData(this.world, request.caller.objectId, action, found.id)) {
      throw vaultErrors.forbidden({
        ...request.caller,
        tenantId: this.world.state.directory.tenantId,
        action,
        vaultId: found.id,
        vaultName: found.name,
        location: found.location,
        secretName: request.params.secretName ?? '',
      });
    }
    return found;
  }

  /** A secret of the name, unless it was deleted so long ago that the service purged it. */
  find(vault: Vault, name: string): VaultSecret | undefined {
    const secret = vault.secrets[name.toLowerCase()];
    if (!secret || secret.deletedDate === null) {
      return secret;
    }
    const purgedAt = (secret.deletedDate + retentionDays * 86_400) * 1000;
    if (purgedAt <= this.world.clock.now()) {
      delete vault.secrets[name.toLowerCase()];
      return undefined;
    }
    return secret;
  }

  /** A secret that is not deleted, or 404. */
  living(vault: Vault, name: string): VaultSecret {
    const secret = this.find(vault, name);
    if (!secret || secret.deletedDate !== null) {
      throw vaultErrors.secretNotFound({ name });
    }
    return secret;
  }

  /** A secret that is deleted and not purged, or 404. */
  deleted(vault: Vault, name: string): VaultSecret {
    const secret = this.find(vault, name);
    if (!secret || secret.deletedDate === null) {
      throw vaultErrors.secretNotFound({ name });
    }
    return secret;
  }

  /** Body of a secret's version without its value. */
  item(
    origin: string,
    secret: VaultSecret,
    version: SecretVersion,
    withVersion: boolean,
  ): JsonObject {
    const { softDelete } = this.world.behaviours;
    return {
      ...(version.contentType === null
        ? {}
        : { contentType: version.contentType }),
      id: `${origin}/secrets/${secret.name}${
        withVersion ? `/${version.version}` : ''
      }`,
      attributes: {
        enabled: version.enabled,
        ...(version.notBefore === null ? {} : { nbf: version.notBefore }),
        ...(version.expires === null ? {} : { exp: version.expires }),
        created: version.created,
        updated: version.updated,
        recoveryLevel: this.#recoveryLevel(),
        ...(softDelete ? { recoverableDays: retentionDays } : {}),
      },
      tags: version.tags,
    };
  }

  /** Body of a deleted secret. */
  deletedItem(origin: string, secret: VaultSecret): JsonObject {
    return {
      recoveryId: `${origin}/deletedsecrets/${secret.name}`,
      deletedDate: secret.deletedDate,
      scheduledPurgeDate: (secret.deletedDate ?? 0) + retentionDays * 86_400,
      ...this.item(origin, secret, newestVersion(secret), true),
    };
  }

  #vault(): Vault {
    return this.world.state.vaults[this.vaultName.toLowerCase()];
  }

  /** Source: https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret#deletionrecoverylevel */
  #recoveryLevel(): string {
    if (!this.world.behaviours.softDelete) {
      return 'Purgeable';
    }
    return this.#vault().purgeProtection
      ? 'Recoverable'
      : 'Recoverable+Purgeable';
  }
}
