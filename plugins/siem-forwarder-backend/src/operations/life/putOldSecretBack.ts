import { ConflictError } from '@backstage/errors';
import { Application } from '../../azure/AzureServices';
import { vaultSecretName } from '../names';
import { removeIssued } from '../issueCredential';
import { siemConnection } from '../siemConnection';
import { StepContext } from '../Step';

/**
 * Lets everything read with the secret before, and removes the new one, after
 * a rotation that did not succeed.
 *
 * @param inUse - key id of the secret before
 * @param reason - why, without a full stop
 * @returns what to fail with
 */
export async function putOldSecretBack(
  context: StepContext,
  application: Application,
  inUse: string,
  reason: string,
): Promise<ConflictError> {
  const { azure, operationId, pendingSecrets, siem, signal, state } = context;
  const old = await readOld(context, inUse);
  if (state.siemKeyId) {
    if (!old) {
      return new ConflictError(
        `${reason}; no vault keeps the secret before, so ${siem.title} keeps the new one and both stay valid. Press Retry to look again`,
      );
    }
    await context.journal.write(
      {
        action: 'restore',
        kind: 'siem-reader',
        resource: `account of ${context.spec.name} in ${siem.title}`,
        resourceId: `${siem.id}/${context.spec.name}`,
      },
      () =>
        siem.connect(
          siemConnection(context, application.appId, context.outputs.hostName),
          old.value,
          { signal },
        ),
    );
  }
  await restoreVault(context, old);
  pendingSecrets.forget(operationId);
  const now = await azure.entra.getApplication(application.appId, { signal });
  if (now) {
    await removeIssued(context, now, [inUse]);
  }
  return new ConflictError(
    `${reason}; ${siem.title} reads on with the secret before, and the new one is removed. Press Retry once the reason is gone`,
  );
}

type OldSecret = Awaited<ReturnType<typeof readOld>>;

/** The version of the vault that holds the secret before, if there is one. */
async function readOld(
  { azure, keyVault, signal, spec }: StepContext,
  keyId: string,
) {
  if (!keyVault) {
    return undefined;
  }
  const name = vaultSecretName(spec.name);
  const [versions, newest] = await Promise.all([
    azure.keyVaults.listVersions(keyVault.url, name, { signal }),
    azure.keyVaults.getProperties(keyVault.url, name, { signal }),
  ]);
  const found = versions.find(({ tags }) => tags.keyId === keyId);
  const value =
    found &&
    (await azure.keyVaults.getValue(keyVault.url, name, {
      version: found.version,
      signal,
    }));
  return found && value !== undefined
    ? { ...found, value, isNewest: found.version === newest?.version }
    : undefined;
}

async function restoreVault(
  { azure, journal, keyVault, signal, spec }: StepContext,
  old: OldSecret,
): Promise<void> {
  if (!keyVault || !old || old.isNewest) {
    return;
  }
  const name = vaultSecretName(spec.name);
  await journal.write(
    {
      action: 'restore',
      kind: 'vault-secret',
      resource: `secret ${name} in ${keyVault.id}`,
    },
    () =>
      azure.keyVaults.set(
        keyVault.url,
        name,
        {
          value: old.value,
          contentType: old.contentType ?? '',
          expiresAt: old.expiresAt ?? new Date(0).toISOString(),
          tags: old.tags,
        },
        { signal },
      ),
  );
}
