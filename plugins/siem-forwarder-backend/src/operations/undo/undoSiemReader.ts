import { JournalEntry } from '../OperationStore';
import { siemConnection } from '../siemConnection';
import { findApplication } from '../steps/registerApplication';
import { vaultSecretName } from '../names';
import { findReplaced } from './findReplaced';
import { gone, kept, takingBack, Undo, UndoContext, UndoResult } from './Undo';

/** Removes input and account from the SIEM, where they are this forwarder's. */
export const undoSiemReader: Undo = async (entry, context) => {
  const { azure, journal, others, siem, signal, spec, target } = context;
  if (!siem?.configures) {
    return kept(
      `The portal does not configure the SIEM '${spec.siem}' any more; remove the forwarder's input there.`,
    );
  }
  if (entry.action === 'change' && context.whole) {
    // It goes with the line that made it, or was not made by the portal.
    return gone;
  }
  if (entry.previous?.keyId !== undefined) {
    return putOldSecretBack(entry, context);
  }
  const user = others.find(other => other.entityRef === target.entityRef);
  if (user) {
    return kept(`${user} is read by that input.`);
  }
  const [application, namespace] = await Promise.all([
    findApplication(context),
    azure.eventHubs.getNamespace(target.namespaceId, { signal }),
  ]);
  const clientId =
    application?.appId ?? (entry.previous?.clientId as string | undefined);
  const hostName =
    namespace?.hostName ?? (entry.previous?.hostName as string | undefined);
  await journal.write(takingBack(entry, 'delete'), () =>
    siem.disconnect(siemConnection(context, clientId, hostName), { signal }),
  );
  return gone;
};

/** Lets the SIEM read with the secret again that a rotation replaced, where a vault still has it. */
async function putOldSecretBack(
  entry: JournalEntry,
  context: UndoContext,
): Promise<UndoResult> {
  const { azure, journal, keyVault, siem, signal, spec, target, vaults } =
    context;
  const clientId = entry.previous?.clientId as string;
  const hostName = entry.previous?.hostName as string;
  const keyId = entry.previous?.keyId as string;
  const stays = kept(
    `${target.entityRef} reads with the new secret, since the one before is not to be had any more.`,
  );
  if (!keyVault || (await findReplaced(entry, context)) !== 'valid') {
    return stays;
  }
  const name = vaultSecretName(spec.name);
  const versions = await azure.keyVaults.listVersions(keyVault.url, name, {
    signal,
  });
  const version = versions.find(({ tags }) => tags.keyId === keyId)?.version;
  const value =
    version && (await vaults.getValue(keyVault.url, name, { version, signal }));
  if (!value || !siem) {
    return stays;
  }
  await journal.write(takingBack(entry, 'restore'), () =>
    siem.connect(siemConnection(context, clientId, hostName), value, {
      signal,
    }),
  );
  return gone;
}
