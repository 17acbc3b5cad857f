import { Application } from '../azure/AzureServices';
import { vaultSecretName } from './names';
import { PendingSecret, PendingSecrets } from './PendingSecrets';
import { SecretText } from './SecretText';
import { ComparisonContext } from './Step';

/** How long the directory may not show a key that it has issued. */
const DIRECTORY_LAG_MS = 60_000;

/** A client secret of the application that is valid now, and where it is. */
export interface ClientCredential {
  keyId: string;
  /** ISO 8601. */
  endsAt: string;
  /** The chosen vault holds it. */
  inVault: boolean;
  /** It was delivered to the SIEM, as far as the portal knows. */
  inSiem: boolean;
  /** The text, from where it is still to be had; undefined when nowhere. */
  text(): Promise<SecretText | undefined>;
}

/**
 * Finds the secret that a forwarder uses: one that this operation has just
 * issued, the one in the vault, or (without a vault) the one that was last
 * delivered to the SIEM. One that has ended, or that the directory does not
 * know, is no secret.
 */
export async function findCredential(
  context: ComparisonContext & {
    operationId?: string;
    pendingSecrets?: PendingSecrets;
  },
  application: Application,
): Promise<ClientCredential | undefined> {
  const { store, target, keyVault, operationId, pendingSecrets } = context;
  const delivery = await store.findDelivery(target.entityRef);
  const delivered =
    delivery?.clientId.toLowerCase() === application.appId.toLowerCase()
      ? delivery
      : undefined;
  const stored = keyVault && (await findInVault(context, application));
  const pending = operationId ? pendingSecrets?.get(operationId) : undefined;
  if (
    pending &&
    operationId &&
    (await isThereStill(context, application, operationId, pending))
  ) {
    return {
      keyId: pending.keyId,
      endsAt: pending.endsAt,
      inVault: stored?.keyId === pending.keyId,
      inSiem: delivered?.keyId === pending.keyId,
      text: async () => pending.text,
    };
  }
  if (pending && operationId) {
    pendingSecrets?.forget(operationId);
  }
  if (stored) {
    return { ...stored, inSiem: delivered?.keyId === stored.keyId };
  }
  if (!keyVault && delivered) {
    const endsAt = validUntil(context, application, delivered.keyId);
    return endsAt === undefined
      ? undefined
      : {
          keyId: delivered.keyId,
          endsAt,
          inVault: false,
          inSiem: true,
          text: async () => undefined,
        };
  }
  return undefined;
}

/**
 * Whether the key of a secret in this process's memory can still be signed in
 * with. Another process that answered meanwhile has removed it, and says so in
 * the journal at once; people may have, which only the directory tells.
 */
async function isThereStill(
  context: ComparisonContext,
  application: Application,
  operationId: string,
  pending: PendingSecret,
): Promise<boolean> {
  const journal = await context.store.listJournal(operationId);
  if (
    journal.some(
      ({ action, kind, outcome, resourceId }) =>
        action === 'delete' &&
        kind === 'client-secret' &&
        outcome !== 'refused' &&
        resourceId?.toLowerCase() === pending.keyId.toLowerCase(),
    )
  ) {
    return false;
  }
  const age = context.now().getTime() - pending.issuedAt.getTime();
  return (
    age < DIRECTORY_LAG_MS ||
    validUntil(context, application, pending.keyId) !== undefined
  );
}

async function findInVault(
  context: ComparisonContext,
  application: Application,
): Promise<Omit<ClientCredential, 'inSiem'> | undefined> {
  const { keyVault, spec, signal, vaults } = context;
  if (!keyVault) {
    return undefined;
  }
  const name = vaultSecretName(spec.name);
  const stored = await vaults.getProperties(keyVault.url, name, {
    signal,
  });
  const { clientId, keyId } = stored?.tags ?? {};
  if (!keyId || clientId?.toLowerCase() !== application.appId.toLowerCase()) {
    return undefined;
  }
  const endsAt = validUntil(context, application, keyId);
  if (endsAt === undefined) {
    return undefined;
  }
  return {
    keyId,
    endsAt,
    inVault: true,
    text: async () => {
      const value = await vaults.getValue(keyVault.url, name, {
        signal,
      });
      return value === undefined ? undefined : SecretText.of(value);
    },
  };
}

/** When a key of the application ends; undefined when it has, or is not there. */
export function validUntil(
  { now }: ComparisonContext,
  application: Application,
  keyId: string,
): string | undefined {
  const password = application.passwords.find(
    candidate => candidate.keyId.toLowerCase() === keyId.toLowerCase(),
  );
  return password?.endsAt && new Date(password.endsAt) > now()
    ? password.endsAt
    : undefined;
}
