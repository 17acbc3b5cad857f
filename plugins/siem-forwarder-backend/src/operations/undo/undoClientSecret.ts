import { clientSecretName } from '../names';
import { findApplication } from '../steps/registerApplication';
import { findReplaced, siemReaderId } from './findReplaced';
import { gone, kept, takingBack, Undo } from './Undo';

/**
 * Removes every key that the operation issued: one whose answer was lost is
 * known by its name alone. The key with which a registered forwarder reads
 * stays.
 */
export const undoClientSecret: Undo = async (entry, context) => {
  const { azure, journal, others, signal, store, target } = context;
  const application = await findApplication(context);
  if (!application) {
    return gone;
  }
  if (
    (await findReplaced(entry, context)) === 'ended' ||
    context.kept.has(siemReaderId(context))
  ) {
    return kept(`${target.entityRef} reads with that secret.`);
  }
  const user = others.find(other => other.entityRef === target.entityRef);
  const delivery = user
    ? await store.findDelivery(target.entityRef)
    : undefined;
  const issued = application.passwords.filter(
    ({ displayName }) => displayName === clientSecretName(entry.operationId),
  );
  const unused = issued.filter(({ keyId }) => keyId !== delivery?.keyId);
  for (const { keyId } of unused) {
    await journal.write(
      { ...takingBack(entry, 'delete'), resourceId: keyId },
      () => azure.entra.removePassword(application.id, keyId, { signal }),
    );
  }
  return unused.length < issued.length
    ? kept(`${user} reads with that secret.`)
    : gone;
};
