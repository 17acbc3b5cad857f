import { SecretClient } from '@azure/keyvault-secrets';
import { AzureConnection } from './AzureConnection';
import { AzureCall, isAzureError } from './AzureError';
import { CallOptions, KeyVaults } from './AzureServices';
import { callAzure, findInAzure } from './callAzure';
import { remember } from './remember';

/** {@link KeyVaults} over `@azure/keyvault-secrets`. */
export class SdkKeyVaults implements KeyVaults {
  readonly #client: (vaultUrl: string) => SecretClient;

  constructor(connection: AzureConnection) {
    this.#client = remember(vaultUrl => {
      const { tlsOptions, userAgentOptions } = connection.clientOptions({
        url: vaultUrl,
        scope: '',
      });
      // The audience is the vault's own answer (a challenge), which the SDK
      // holds against the vault's host, except in a cloud of one's own.
      return new SecretClient(vaultUrl, connection.credential, {
        userAgentOptions,
        ...(tlsOptions ? { tlsOptions } : {}),
        ...connection.policyOptions(),
        disableChallengeResourceVerification:
          !connection.cloud.verifiesVaultAudience,
      });
    });
  }

  async set(
    vaultUrl: string,
    name: string,
    secret: {
      value: string;
      contentType: string;
      expiresAt: string;
      tags: Record<string, string>;
    },
    options?: CallOptions,
  ): Promise<{ id: string; version: string }> {
    const made = await callAzure(call('write', name, vaultUrl), options, sdk =>
      this.#client(vaultUrl).setSecret(name, secret.value, {
        contentType: secret.contentType,
        expiresOn: new Date(secret.expiresAt),
        tags: secret.tags,
        ...sdk,
      }),
    );
    return {
      id: made.properties.id ?? '',
      version: made.properties.version ?? '',
    };
  }

  async getProperties(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<
    | {
        id: string;
        version: string;
        tags: Record<string, string>;
        expiresAt?: string;
      }
    | undefined
  > {
    // Only the list of versions tells the properties without the value.
    const newest = await findInAzure(
      call('read the properties of', name, vaultUrl),
      options,
      async sdk => {
        const versions = [];
        for await (const version of this.#client(
          vaultUrl,
        ).listPropertiesOfSecretVersions(name, sdk)) {
          versions.push(version);
        }
        return versions
          .filter(version => version.enabled !== false)
          .sort(
            (a, b) =>
              (b.createdOn?.getTime() ?? 0) - (a.createdOn?.getTime() ?? 0),
          )[0];
      },
    );
    return (
      newest && {
        id: newest.id ?? '',
        version: newest.version ?? '',
        tags: newest.tags ?? {},
        ...(newest.expiresOn
          ? { expiresAt: newest.expiresOn.toISOString() }
          : {}),
      }
    );
  }

  async getValue(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<string | undefined> {
    const found = await findInAzure(
      call('read', name, vaultUrl),
      options,
      sdk => this.#client(vaultUrl).getSecret(name, sdk),
    );
    return found?.value;
  }

  async delete(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<void> {
    await findInAzure(call('delete', name, vaultUrl), options, async sdk => {
      await this.#client(vaultUrl).beginDeleteSecret(name, sdk);
    });
  }

  async canReach(vaultUrl: string, options?: CallOptions): Promise<boolean> {
    try {
      await callAzure(
        {
          service: 'Key Vault',
          action: `list the secrets of vault '${vaultUrl}'`,
        },
        options,
        sdk =>
          this.#client(vaultUrl)
            .listPropertiesOfSecrets(sdk)
            .byPage({ maxPageSize: 1 })
            .next(),
      );
      return true;
    } catch (error) {
      if (
        isAzureError(error) &&
        (error.kind === 'forbidden' || error.kind === 'unauthenticated')
      ) {
        return false;
      }
      throw error;
    }
  }
}

function call(verb: string, name: string, vaultUrl: string): AzureCall {
  return {
    service: 'Key Vault',
    action: `${verb} secret '${name}' of vault '${vaultUrl}'`,
  };
}
