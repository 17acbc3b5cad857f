import { SecretClient, SecretProperties } from '@azure/keyvault-secrets';
import { AzureConnection } from './AzureConnection';
import { AzureCall, isAzureError } from './AzureError';
import { CallOptions, KeyVaults } from './AzureServices';
import { callAzure, findInAzure, readAll } from './callAzure';
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
    const write = () =>
      callAzure(call('write', name, vaultUrl), options, sdk =>
        this.#client(vaultUrl).setSecret(name, secret.value, {
          contentType: secret.contentType,
          expiresOn: new Date(secret.expiresAt),
          tags: secret.tags,
          ...sdk,
        }),
      );
    const made = await write().catch(async (error: unknown) => {
      if (isAzureError(error) && error.kind === 'conflict') {
        await this.#recover(vaultUrl, name, options, error);
        return write();
      }
      throw error;
    });
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
    const versions = await findInAzure(
      call('read the properties of', name, vaultUrl),
      options,
      sdk => newestFirst(this.#client(vaultUrl), name, sdk),
    );
    const newest = versions?.find(({ enabled }) => enabled !== false);
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

  async listVersions(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<
    {
      version: string;
      tags: Record<string, string>;
      contentType?: string;
      expiresAt?: string;
    }[]
  > {
    const versions = await findInAzure(
      call('list the versions of', name, vaultUrl),
      options,
      sdk => newestFirst(this.#client(vaultUrl), name, sdk),
    );
    return (versions ?? []).map(
      ({ version, tags, contentType, expiresOn }) => ({
        version: version ?? '',
        tags: tags ?? {},
        ...(contentType ? { contentType } : {}),
        ...(expiresOn ? { expiresAt: expiresOn.toISOString() } : {}),
      }),
    );
  }

  async getValue(
    vaultUrl: string,
    name: string,
    options?: CallOptions & { version?: string },
  ): Promise<string | undefined> {
    const found = await findInAzure(
      call('read', name, vaultUrl),
      options,
      sdk =>
        this.#client(vaultUrl).getSecret(name, {
          ...sdk,
          ...(options?.version ? { version: options.version } : {}),
        }),
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

  async purge(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<boolean> {
    try {
      await findInAzure(
        call('purge the deleted', name, vaultUrl),
        options,
        sdk => this.#client(vaultUrl).purgeDeletedSecret(name, sdk),
      );
      return true;
    } catch (error) {
      // A vault with purge protection, or without the right, keeps it for its
      // retention; the next secret of that name recovers it.
      if (
        isAzureError(error) &&
        (error.kind === 'forbidden' || error.kind === 'invalid')
      ) {
        return false;
      }
      throw error;
    }
  }

  /**
   * A deleted secret keeps its name for the vault's retention (7 to 90 days)
   * and must be recovered before it can be written again, see
   * https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
   *
   * @param conflict - thrown when the secret is not a deleted one
   */
  async #recover(
    vaultUrl: string,
    name: string,
    options: CallOptions | undefined,
    conflict: Error,
  ): Promise<void> {
    const deleted = await findInAzure(
      call('read the deleted', name, vaultUrl),
      options,
      sdk => this.#client(vaultUrl).getDeletedSecret(name, sdk),
    );
    if (!deleted) {
      throw conflict;
    }
    await callAzure(call('recover', name, vaultUrl), options, async sdk => {
      const poller = await this.#client(vaultUrl).beginRecoverDeletedSecret(
        name,
        sdk,
      );
      await poller.pollUntilDone();
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

async function newestFirst(
  client: SecretClient,
  name: string,
  sdk: { abortSignal?: AbortSignal },
): Promise<SecretProperties[]> {
  const versions = await readAll(
    client.listPropertiesOfSecretVersions(name, sdk),
  );
  const createdAt = ({ createdOn }: SecretProperties) =>
    createdOn?.getTime() ?? 0;
  versions.sort((a, b) => createdAt(b) - createdAt(a));
  const [first, second] = versions;
  if (second && createdAt(first) === createdAt(second)) {
    // The list tells whole seconds; which of two is in force is told with the
    // value alone, which goes no further than this.
    const { properties } = await client.getSecret(name, sdk);
    versions.sort(
      (a, b) =>
        Number(b.version === properties.version) -
        Number(a.version === properties.version),
    );
  }
  return versions;
}
