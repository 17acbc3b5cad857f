import { ConflictError, isError, isErrorWithName } from '@backstage/errors';
import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { Application } from '../../azure/AzureServices';
import { ClientCredential, findCredential } from '../ClientCredential';
import { deliverToSiem, planSiem } from '../deliverToSiem';
import {
  deliverToVault,
  describeVaultSecret,
  refuseForeignVaultSecret,
} from '../deliverToVault';
import { issueCredential, removeIssued } from '../issueCredential';
import { findSecretInUse, secretsOfForwarder } from '../life/forwarderSecrets';
import { proveReading, readBaseline } from '../life/proveReading';
import { putOldSecretBack } from '../life/putOldSecretBack';
import { putRegistration } from '../life/putRegistration';
import { requireRegistration } from '../life/requireRegistration';
import { describeProblem, problem } from '../problems';
import { siemConnection } from '../siemConnection';
import { ComparisonContext, Step, StepContext, StepOutcome } from '../Step';
import { findApplication } from './registerApplication';

const STEP = 'credential:rotate';

/** How long the SIEM may refuse the new secret, or not read with it. */
const PATIENCE_MINUTES = 2;
const ASK_AGAIN_SECONDS = 5;

/**
 * Gives the SIEM a new client secret. The one before is removed only when the
 * SIEM reads with the new one, and is put back when it does not, so that
 * reading never stops.
 */
export const rotateCredential: Step<typeof STEP> = {
  step: STEP,

  async compare(context) {
    const application = await findApplication(context);
    const inUse = application && (await findSecretInUse(context, application));
    return {
      changes: plannedChanges(context),
      problems: inUse ? [] : [noSecret(context)],
    };
  },

  async run(given) {
    const registration = await requireRegistration(given);
    const context = {
      ...given,
      outputs: { ...registration.outputs, ...given.outputs },
    };
    const application = await findApplication(context);
    const inUse = application && (await findSecretInUse(context, application));
    if (!application || !inUse) {
      throw new ConflictError(describeProblem(noSecret(context)));
    }
    if (context.state.deliveredKeyId) {
      return finish(context, application, {
        keyId: context.state.deliveredKeyId,
        endsAt: context.state.endsAt,
        replaced: context.state.replacedKeyId,
      });
    }
    const siem = await planSiem(
      context,
      application.appId,
      context.outputs.hostName,
    );
    if (siem.problems.length > 0) {
      throw new ConflictError(siem.problems.map(describeProblem).join('\n'));
    }
    await refuseForeignVaultSecret(context);
    try {
      return await rotate(context, application, inUse);
    } catch (error) {
      if (isErrorWithName(error, 'SiemCredentialRefusedError')) {
        return waitOrPutBack(context, application, inUse, error.message);
      }
      if (
        context.signal.aborted ||
        !isError(error) ||
        error.retryable === true ||
        isErrorWithName(error, 'ClaimLostError')
      ) {
        throw error;
      }
      throw await putOldSecretBack(context, application, inUse, error.message);
    }
  },
};

async function rotate(
  context: StepContext,
  application: Application,
  inUse: string,
): Promise<StepOutcome> {
  const { keyVault, siem, state } = context;
  const credential = await newCredential(context, application, inUse);
  if (keyVault && !credential.inVault) {
    await deliverToVault(context, application, credential, inUse);
  }
  // Noted before the one before is removed, so that a crash leaves no doubt.
  const proven = waitFor('Removing the secret before.', {
    clientId: application.appId,
    deliveredKeyId: credential.keyId,
    endsAt: credential.endsAt,
    replacedKeyId: inUse,
  });
  if (!siem.configures) {
    return proven;
  }
  const connection = siemConnection(
    context,
    application.appId,
    context.outputs.hostName,
  );
  if (state.siemKeyId !== credential.keyId) {
    const baseline = await readBaseline(context, connection);
    await deliverToSiem(
      context,
      application,
      { ...credential, inSiem: false },
      inUse,
    );
    return waitFor(
      `${siem.title} has the new secret; looking whether it reads with it.`,
      {
        ...state,
        ...baseline,
        siemKeyId: credential.keyId,
        deliveredAt: context.now().toISOString(),
      },
    );
  }
  const deliveredAt = new Date(state.deliveredAt);
  const proof = await proveReading(
    context,
    connection,
    { errorsAt: state.errorsAt, arrivedAt: state.arrivedAt },
    {
      since: new Date(state.erredAt ?? state.deliveredAt),
      afterError: state.erredAt !== undefined,
    },
  );
  if (proof.reads) {
    return proven;
  }
  const minutes = (context.now().getTime() - deliveredAt.getTime()) / 60_000;
  if (minutes < PATIENCE_MINUTES) {
    return waitFor(`${siem.title} has the new secret, but ${proof.reason}.`, {
      ...state,
      ...(proof.erredAt && {
        errorsAt: proof.erredAt,
        erredAt: context.now().toISOString(),
      }),
    });
  }
  throw new ConflictError(
    `siem: ${siem.title} was not seen to read with the new secret within ${PATIENCE_MINUTES} minutes (${proof.reason})`,
  );
}

/** A new secret: one that an earlier run has left in the vault, or a fresh one. */
async function newCredential(
  context: StepContext,
  application: Application,
  inUse: string,
): Promise<ClientCredential> {
  const found = await findCredential(context, application);
  const ours = await secretsOfForwarder(context, application);
  if (
    found &&
    found.keyId !== inUse &&
    ours.some(({ keyId }) => keyId === found.keyId)
  ) {
    return found;
  }
  if (context.keyVault) {
    // The SIEM is given only what the vault has: the others nobody knows.
    await removeIssued(context, application, [found?.keyId, inUse]);
  }
  return issueCredential(context, application, inUse);
}

async function waitOrPutBack(
  context: StepContext,
  application: Application,
  inUse: string,
  reason: string,
): Promise<StepOutcome> {
  const { now, since, siem, state } = context;
  const minutes = (now().getTime() - since.getTime()) / 60_000;
  if (minutes < PATIENCE_MINUTES) {
    return waitFor(
      `${siem.title} does not accept the new secret yet, as is common in the first minutes.`,
      state,
    );
  }
  throw await putOldSecretBack(
    context,
    application,
    inUse,
    `siem: ${siem.title} still refuses the new secret after ${PATIENCE_MINUTES} minutes (${reason})`,
  );
}

/** Removes what the new secret replaces, and notes the new one. */
async function finish(
  context: StepContext,
  given: Pick<Application, 'appId'>,
  secret: { keyId: string; endsAt: string; replaced?: string },
): Promise<StepOutcome> {
  const { azure, journal, keyVault, operationId, siem, signal } = context;
  const application = await azure.entra.getApplication(given.appId, { signal });
  const ours = application
    ? await secretsOfForwarder(context, application)
    : [];
  const keep = [
    secret.keyId,
    // People must put the new one into such a SIEM first.
    ...(siem.configures ? [] : [secret.replaced]),
  ];
  for (const { keyId } of ours) {
    if (application && !keep.includes(keyId)) {
      await journal.write(
        {
          action: 'delete',
          kind: 'client-secret',
          resource: `replaced client secret of ${application.displayName}`,
          resourceId: keyId,
        },
        () => azure.entra.removePassword(application.id, keyId, { signal }),
      );
    }
  }
  const outputs = {
    secretId: secret.keyId,
    secretExpiresAt: secret.endsAt,
  };
  const registration = await requireRegistration(context);
  await putRegistration(context, registration, {
    outputs: { ...registration.outputs, ...outputs },
  });
  context.pendingSecrets.forget(operationId);
  const foreign = application?.passwords.filter(
    ({ keyId }) =>
      keyId !== secret.keyId && !ours.some(own => own.keyId === keyId),
  );
  return {
    status: 'done',
    message: [
      siem.configures
        ? `${siem.title} reads with a new secret, which ends at ${secret.endsAt}; the one before is removed.`
        : `A new secret is in ${describeVaultSecret(context)}; give it to ${
            siem.title
          }. The one before stays valid until the next rotation.`,
      ...(foreign?.length
        ? [
            `The application has secrets that the portal did not issue, and leaves: ${foreign
              .map(({ displayName, keyId }) => displayName ?? keyId)
              .join(', ')}.`,
          ]
        : []),
    ].join('\n'),
    changes: plannedChanges({ keyVault, siem, spec: context.spec }),
    outputs: { ...outputs },
    state: {
      clientId: given.appId,
      deliveredKeyId: secret.keyId,
      endsAt: secret.endsAt,
      ...(secret.replaced && { replacedKeyId: secret.replaced }),
    },
  };
}

function waitFor(message: string, state: Record<string, string>): StepOutcome {
  return {
    status: 'waiting',
    message,
    retryAfterSeconds: ASK_AGAIN_SECONDS,
    changes: [],
    outputs: {},
    state,
  };
}

function noSecret({ spec, target }: ComparisonContext) {
  return problem(
    'secret',
    'no-valid-secret',
    `The application of '${spec.name}' has no valid client secret that the portal knows of.`,
    `Repair ${target.entityRef}: that issues one and delivers it.`,
  );
}

function plannedChanges(
  context: Pick<ComparisonContext, 'keyVault' | 'siem' | 'spec'>,
): PlannedChange[] {
  const { keyVault, siem, spec } = context;
  return [
    {
      step: STEP,
      action: 'create',
      resource: `client secret (${spec.secret.lifetimeDays} days)`,
    },
    ...(keyVault
      ? [
          {
            step: STEP,
            action: 'change',
            resource: describeVaultSecret(context),
          } satisfies PlannedChange,
        ]
      : []),
    ...(siem?.configures
      ? [
          {
            step: STEP,
            action: 'change',
            resource: `Azure account of ${spec.name} in ${siem.title}`,
            difference: 'The client secret is replaced.',
          } satisfies PlannedChange,
          {
            step: STEP,
            action: 'delete',
            resource: 'the client secret before',
            difference: `Once ${siem.title} reads with the new one.`,
          } satisfies PlannedChange,
        ]
      : []),
  ];
}
