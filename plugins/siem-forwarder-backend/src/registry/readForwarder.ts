import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { siemForwarderReadPermission } from 'backstage-plugin-siem-forwarder-common';
import { Reading } from '../api';
import { Reader } from '../api/ReadAccess';

/** Who calls, for the auditor: an action has no request that it could ask. */
export function nameOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? 'unknown';
}

/**
 * The full entity ref, lower case.
 *
 * @throws InputError for what is none
 */
export function forwarderRef(text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'resource',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    throw new InputError(
      `entityRef: '${text}' is no entity ref; expected the form resource:default/<name>`,
      error,
    );
  }
}

/**
 * Runs something that tells of one forwarder, with the rights of the caller; a
 * refusal that looks like 'not found' is noted, as the routes do.
 *
 * @param entityRef - as a person may write it: `austin`, `resource:austin`
 * @throws InputError for what is no entity ref
 * @throws NotAllowedError without the permission to read
 * @throws NotFoundError when the caller may not see it, or it is no forwarder
 */
export async function readForwarder<T>(
  reading: Pick<Reading, 'access' | 'auditor' | 'index'>,
  asked: { entityRef: string; credentials: BackstageCredentials },
  run: (entityRef: string, who: Reader) => Promise<T>,
): Promise<T> {
  const entityRef = forwarderRef(asked.entityRef);
  const who = await reading.access.readerOf(
    asked.credentials,
    siemForwarderReadPermission,
  );
  try {
    return await run(entityRef, who);
  } catch (error) {
    if (NotFoundError.is(error) && (await reading.index.get(entityRef))) {
      await reading.auditor.noteRefusal(undefined, error, {
        entityRef,
        actor: nameOf(asked.credentials),
      });
    }
    throw error;
  }
}
