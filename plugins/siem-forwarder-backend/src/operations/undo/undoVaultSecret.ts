import { vaultSecretName } from '../names';
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
  const versions = await keyVaults.listVersions(url, name, { signal });
  const isOurs = (version: (typeof versions)[number]) =>
    version.tags.operation === entry.operationId;
  const before = versions.find(version => !isOurs(version));
  if (!versions[0] || !isOurs(versions[0])) {
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
