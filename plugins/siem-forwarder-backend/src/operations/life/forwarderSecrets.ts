import { Application, PasswordCredential } from '../../azure/AzureServices';
import { findCredential, validUntil } from '../ClientCredential';
import { clientSecretName } from '../names';
import { ComparisonContext } from '../Step';

/** The client secrets of an application that operations of this forwarder have issued. */
export async function secretsOfForwarder(
  { store, target }: ComparisonContext,
  { passwords }: Application,
): Promise<PasswordCredential[]> {
  const operations = await store.listOperations({
    entityRef: target.entityRef,
    real: true,
  });
  const names = operations.map(({ id }) => clientSecretName(id));
  return passwords.filter(
    ({ displayName }) => displayName && names.includes(displayName),
  );
}

/**
 * The key id of the secret with which the SIEM reads, as far as the portal
 * knows: the one that it last delivered, or the one in the vault. Of a
 * forwarder that was made elsewhere it is the one that lives longest.
 *
 * @returns undefined when none of them is valid
 */
export async function findSecretInUse(
  context: ComparisonContext,
  application: Application,
): Promise<string | undefined> {
  const { spec, store, target } = context;
  // The last one may have been taken back, and the one before is read with again.
  const delivery = await store.findDelivery(
    target.entityRef,
    ({ keyId }) => validUntil(context, application, keyId) !== undefined,
  );
  if (delivery) {
    return delivery.keyId;
  }
  const known = await findCredential(context, application);
  if (known || !spec.adopted) {
    return known?.keyId;
  }
  return application.passwords
    .filter(({ keyId }) => validUntil(context, application, keyId))
    .sort((a, b) => `${b.endsAt}`.localeCompare(`${a.endsAt}`))[0]?.keyId;
}
