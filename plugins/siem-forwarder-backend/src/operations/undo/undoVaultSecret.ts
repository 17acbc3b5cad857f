import { vaultSecretName } from '../names';
import { findReplaced } from './findReplaced';
import { gone, kept, takingBack, Undo } from './Undo';

/**
 * Deletes the secret from the vault, or puts back the version that the
 * operation's own replaced.
 */
export const undoVaultSecret: Undo = async (entry, context) => {
  const { azure, journal, keyVault, others, signal, spec, target } = context;
  if (!keyVault) {
    return kept(
      `The vault '${spec.secret.keyVault}' is not configured any more (siemForwarder.keyVaults).`,
    );
  }
  const { keyVaults } = azure;
  const { url } = keyVault;
  const name = vaultSecretName(spec.name);
  const user = others.find(other => other.entityRef === target.entityRef);
  if (user) {
    return kept(`${user} reads with the secret ${name}.`);
  }
  const [versions, properties] = await Promise.all([
    keyVaults.listVersions(url, name, { signal }),
    keyVaults.getProperties(url, name, { signal }),
  ]);
  // Versions of one second have no order of their own.
  const newest = versions.find(
    ({ version }) => version === properties?.version,
  );
  const replaced = await findReplaced(entry, context);
  if (replaced === 'ended') {
    return kept(`${target.entityRef} reads with the secret ${name}.`);
  }
  const isOurs = (version: (typeof versions)[number]) =>
    context.takenBack.includes(version.tags.operation ?? '');
  const before = versions.find(version =>
    replaced === 'valid'
      ? version.tags.keyId === entry.previous?.keyId
      : !isOurs(version),
  );
  if (!newest || !isOurs(newest)) {
    return versions.some(isOurs) && before?.tags.forwarder !== spec.name
      ? kept(`Somebody else has written the secret ${name} since.`)
      : gone;
  }
  if (before) {
    const value = await keyVaults.getValue(url, name, {
      version: before.version,
      signal,
    });
    if (value !== undefined) {
      await journal.write(takingBack(entry, 'restore'), () =>
        keyVaults.set(
          url,
          name,
          {
            value,
            contentType: before.contentType ?? '',
            expiresAt: before.expiresAt ?? new Date(0).toISOString(),
            tags: before.tags,
          },
          { signal },
        ),
      );
    }
    return gone;
  }
  await journal.write(takingBack(entry, 'delete'), async () => {
    await keyVaults.delete(url, name, { signal });
    await keyVaults.purge(url, name, { signal });
  });
  return gone;
};
