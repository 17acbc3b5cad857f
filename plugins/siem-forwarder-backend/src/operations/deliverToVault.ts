import { ConflictError } from '@backstage/errors';
import { Application } from '../azure/AzureServices';
import { ClientCredential } from './ClientCredential';
import { vaultSecretName } from './names';
import { ComparisonContext, StepContext } from './Step';

/** `Key Vault kv-ot-siem, secret siem-forwarder-ot-alerts` */
export function describeVaultSecret({
  keyVault,
  spec,
}: Pick<ComparisonContext, 'keyVault' | 'spec'>): string {
  return `Key Vault ${keyVault?.id}, secret ${vaultSecretName(spec.name)}`;
}

/**
 * A secret of that name that is not the forwarder's is somebody else's.
 *
 * @throws ConflictError before a client secret is issued for it
 */
export async function refuseForeignVaultSecret(
  context: ComparisonContext,
): Promise<void> {
  const { keyVault, signal, spec, vaults } = context;
  const stored =
    keyVault &&
    (await vaults.getProperties(keyVault.url, vaultSecretName(spec.name), {
      signal,
    }));
  if (stored && stored.tags.forwarder !== spec.name) {
    throw new ConflictError(
      `secret.keyVault: ${describeVaultSecret(
        context,
      )} was not made for this forwarder and would be overwritten; choose another name or vault`,
    );
  }
}

/**
 * Stores the secret in the vault, with its end and with tags that say which
 * key of which application it is.
 *
 * @param replaces - key id of the secret whose place it takes
 */
export async function deliverToVault(
  context: StepContext,
  application: Application,
  credential: ClientCredential,
  replaces?: string,
): Promise<void> {
  const { azure, journal, keyVault, operationId, signal, spec } = context;
  const text = await credential.text();
  if (!keyVault || !text) {
    throw new ConflictError(
      `The text of the client secret ${credential.keyId} is not to be had any more; press Retry to have another issued`,
    );
  }
  await journal.write(
    {
      action: 'create',
      kind: 'vault-secret',
      resource: describeVaultSecret(context),
      resourceId: `${keyVault.url.replace(
        /\/+$/,
        '',
      )}/secrets/${vaultSecretName(spec.name)}`,
      ...(replaces && { previous: { keyId: replaces } }),
    },
    () =>
      azure.keyVaults.set(
        keyVault.url,
        vaultSecretName(spec.name),
        {
          value: text.reveal(),
          contentType: `Client secret of ${application.displayName}`,
          expiresAt: credential.endsAt,
          tags: {
            clientId: application.appId,
            keyId: credential.keyId,
            forwarder: spec.name,
            operation: operationId,
          },
        },
        { signal },
      ),
    ({ id }) => id,
  );
}
