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
 * Stores the secret in the vault, with its end and with tags that say which
 * key of which application it is.
 */
export async function deliverToVault(
  context: StepContext,
  application: Application,
  credential: ClientCredential,
): Promise<void> {
  const { azure, journal, keyVault, operationId, signal, spec } = context;
  const text = await credential.text();
  if (!keyVault || !text) {
    throw new ConflictError(
      `The text of the client secret ${credential.keyId} is not to be had any more; press Retry to have another issued`,
    );
  }
  await journal.write(
    { action: 'create', resource: describeVaultSecret(context) },
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
