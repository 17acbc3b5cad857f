import { Application } from '../azure/AzureServices';
import { ClientCredential } from './ClientCredential';
import { clientSecretName } from './names';
import { SecretText } from './SecretText';
import { StepContext } from './Step';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Issues a client secret with an explicit end. It is held in memory until it
 * has been delivered; its display name tells which operation issued it.
 *
 * @param replaces - key id of the secret whose place it takes
 */
export async function issueCredential(
  context: StepContext,
  application: Application,
  replaces?: string,
): Promise<ClientCredential> {
  const { azure, journal, now, operationId, pendingSecrets, signal, spec } =
    context;
  const issued = await journal.write(
    {
      action: 'create',
      kind: 'client-secret',
      resource: `client secret of ${application.displayName}`,
      ...(replaces && { previous: { keyId: replaces } }),
    },
    async () => {
      const { keyId, endsAt, secretText } = await azure.entra.addPassword(
        application.id,
        {
          displayName: clientSecretName(operationId),
          endsAt: new Date(
            now().getTime() + spec.secret.lifetimeDays * DAY_MS,
          ).toISOString(),
        },
        { signal },
      );
      return { keyId, endsAt, text: SecretText.of(secretText) };
    },
    ({ keyId }) => keyId,
  );
  try {
    await context.confirmClaim();
  } catch (error) {
    // Another process may have delivered one of its own already, and would not
    // look for this one any more.
    await azure.entra.removePassword(application.id, issued.keyId);
    throw error;
  }
  pendingSecrets.put(operationId, { ...issued, issuedAt: now() });
  return {
    keyId: issued.keyId,
    endsAt: issued.endsAt,
    inVault: false,
    inSiem: false,
    text: async () => issued.text,
  };
}

/**
 * Removes the secrets that this operation issued, except some: nobody has the
 * text of one that was never delivered.
 *
 * @param keep - key ids of those in use
 */
export async function removeIssued(
  context: StepContext,
  application: Application,
  keep: (string | undefined)[],
): Promise<void> {
  const { azure, journal, operationId, signal } = context;
  const unused = application.passwords.filter(
    ({ displayName, keyId }) =>
      displayName === clientSecretName(operationId) && !keep.includes(keyId),
  );
  for (const { keyId } of unused) {
    await journal.write(
      {
        action: 'delete',
        kind: 'client-secret',
        resource: `unused client secret of ${application.displayName}`,
        resourceId: keyId,
      },
      () => azure.entra.removePassword(application.id, keyId, { signal }),
    );
  }
}
