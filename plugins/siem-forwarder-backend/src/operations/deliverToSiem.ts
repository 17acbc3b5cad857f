import { ConflictError } from '@backstage/errors';
import { PlannedChange, Problem } from 'backstage-plugin-siem-forwarder-common';
import { Application } from '../azure/AzureServices';
import { ClientCredential } from './ClientCredential';
import { problem } from './problems';
import { NOT_YET_REGISTERED, siemConnection } from './siemConnection';
import { ComparisonContext, StepContext } from './Step';

const STEP = 'siem:connect';

/** What connecting the SIEM would do; nothing for one that people configure. */
export async function planSiem(
  context: ComparisonContext,
  clientId: string | undefined,
  hostName?: string,
): Promise<{ changes: PlannedChange[]; problems: Problem[] }> {
  const { siem, signal } = context;
  if (!siem?.configures) {
    return { changes: [], problems: [] };
  }
  const answer = await siem.plan(siemConnection(context, clientId, hostName), {
    signal,
  });
  const planned = answer.map(({ difference, ...change }) => ({
    ...change,
    ...(difference && {
      difference: difference.replaceAll(
        NOT_YET_REGISTERED,
        'one that is yet to be registered',
      ),
    }),
  }));
  return {
    changes: planned.map(change => ({ ...change, step: STEP })),
    problems: planned
      .filter(({ action }) => action === 'refuse')
      .map(({ resource, difference }) =>
        problem(
          'siem',
          'siem-object-differs',
          difference ??
            `${resource} in ${siem.title} belongs to somebody else.`,
          `Choose another name for the forwarder, or remove it in ${siem.title}.`,
        ),
      ),
  };
}

/**
 * Lets the SIEM read the hub. Writes nothing when the SIEM has this very
 * secret and all else fits.
 *
 * @param replaces - key id of the secret whose place it takes
 * @returns the changes, or `missingSecret` when the SIEM needs the text and no
 *   place keeps it
 * @throws SiemCredentialRefusedError while the SIEM refuses the secret
 */
export async function deliverToSiem(
  context: StepContext,
  application: Application,
  credential: ClientCredential,
  replaces?: string,
): Promise<{ changes: PlannedChange[]; missingSecret?: boolean }> {
  const { siem, signal } = context;
  const connection = siemConnection(
    context,
    application.appId,
    context.outputs.hostName,
  );
  const planned = await siem.plan(connection, { signal });
  const asStep = (changes: Omit<PlannedChange, 'step'>[]) =>
    changes.map(change => ({ ...change, step: STEP } as const));
  if (credential.inSiem && planned.every(({ action }) => action === 'adopt')) {
    return { changes: asStep(planned) };
  }
  const text = await credential.text();
  try {
    const changes = await context.journal.write(
      {
        action: planned.some(({ action }) => action === 'create')
          ? 'create'
          : 'change',
        kind: 'siem-reader',
        resource: `${siem.title}: ${planned
          .map(({ resource }) => resource)
          .join(', ')}`,
        resourceId: `${siem.id}/${context.spec.name}`,
        // What the reader is known by, once the application is gone.
        previous: {
          clientId: connection.clientId,
          hostName: connection.fullyQualifiedNamespace,
          ...(replaces && { keyId: replaces }),
        },
      },
      () => siem.connect(connection, text?.reveal(), { signal }),
    );
    return { changes: asStep(changes) };
  } catch (error) {
    if (!text && ConflictError.is(error)) {
      return { changes: [], missingSecret: true };
    }
    throw error;
  }
}
