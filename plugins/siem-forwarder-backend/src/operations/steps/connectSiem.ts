import { ConflictError, isErrorWithName } from '@backstage/errors';
import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { AzureError, isAzureError } from '../../azure';
import { Application } from '../../azure/AzureServices';
import { ClientCredential, findCredential } from '../ClientCredential';
import { deliverToSiem, planSiem } from '../deliverToSiem';
import {
  deliverToVault,
  describeVaultSecret,
  refuseForeignVaultSecret,
} from '../deliverToVault';
import { issueCredential, removeIssued } from '../issueCredential';
import { describeProblem } from '../problems';
import { requireOutput } from '../requireOutput';
import { ComparisonContext, Step, StepContext, StepOutcome } from '../Step';
import { findApplication } from './registerApplication';

const STEP = 'siem:connect';

/**
 * How long a SIEM may refuse a fresh secret. Microsoft Entra takes up to some
 * minutes to know a new credential everywhere.
 */
const FRESH_SECRET_PATIENCE_MINUTES = 2;
const ASK_AGAIN_SECONDS = 3;

/**
 * Issues the application's secret and delivers it, in the same step, to Key
 * Vault and to the SIEM. A secret that is valid and delivered is left alone.
 * The hub need not be there yet: a SIEM tries again by itself, and the secret
 * takes as long to be accepted as the namespace to be made.
 */
export const connectSiem: Step<typeof STEP> = {
  step: STEP,

  async compare(context) {
    const application = await findApplication(context);
    const credential =
      application && (await findCredential(context, application));
    const siem = await planSiem(context, application?.appId);
    return {
      changes: [...describeCredential(context, credential), ...siem.changes],
      problems: siem.problems,
    };
  },

  async run(context) {
    const { azure, signal } = context;
    const clientId = requireOutput(context.outputs, 'clientId');
    // A refusal must come before a secret is issued that could not be delivered.
    const [application, siem] = await Promise.all([
      azure.entra.getApplication(clientId, { signal }),
      planSiem(context, clientId, context.outputs.hostName),
      refuseForeignVaultSecret(context),
    ]);
    if (!application) {
      throw new ConflictError(
        `The application '${clientId}' is not in the tenant any more; start a new run`,
      );
    }
    if (siem.problems.length > 0) {
      throw new ConflictError(siem.problems.map(describeProblem).join('\n'));
    }
    const found = await findCredential(context, application);
    await removeIssued(context, application, [
      found?.keyId,
      context.state.deliveredKeyId,
    ]);
    try {
      return await deliver(context, application, found);
    } catch (error) {
      if (isErrorWithName(error, 'SiemCredentialRefusedError')) {
        return waitOrGiveUp(context, application, error.message);
      }
      if (isAzureError(error) && error.kind === 'forbidden') {
        throw await takeBack(context, application, error);
      }
      throw error;
    }
  },
};

async function deliver(
  context: StepContext,
  application: Application,
  found: ClientCredential | undefined,
): Promise<StepOutcome> {
  const { siem } = context;
  let credential = found ?? (await issueCredential(context, application));
  const changes = describeCredential(context, found);
  if (context.keyVault && !credential.inVault) {
    await deliverToVault(context, application, credential);
  }
  if (siem.configures) {
    const delivered = await deliverToSiem(context, application, credential);
    if (delivered.missingSecret) {
      // The SIEM has lost its account and no place keeps the text: only a new
      // secret helps.
      credential = await issueCredential(context, application);
      const again = await deliverToSiem(context, application, credential);
      changes.push(...again.changes);
    } else {
      changes.push(...delivered.changes);
    }
  }
  context.pendingSecrets.forget(context.operationId);
  if (credential.keyId !== context.state.deliveredKeyId) {
    await removeOthers(context, application, credential.keyId);
  }
  return {
    status: 'done',
    message: siem.configures
      ? `${siem.title} has the application's secret, and an input for the event hub.`
      : `The secret is in the vault; ${siem.title} is configured by people, with the handover page.`,
    changes,
    outputs: {
      secretId: credential.keyId,
      secretExpiresAt: credential.endsAt,
      secretLocation: describeLocation(context),
    },
    state: {
      clientId: application.appId,
      deliveredKeyId: credential.keyId,
      endsAt: credential.endsAt,
    },
  };
}

/**
 * With a new secret in place, those that this operation issued before are of
 * no use: one that the SIEM has lost, or the twin that a request makes whose
 * answer was lost and that was sent again.
 */
async function removeOthers(
  context: StepContext,
  { appId }: Pick<Application, 'appId'>,
  delivered: string | undefined,
): Promise<void> {
  const { azure, signal } = context;
  const application = await azure.entra.getApplication(appId, { signal });
  if (application) {
    await removeIssued(context, application, [delivered]);
  }
}

/**
 * A right that is missing does not come by itself: the secret that nobody can
 * be given is removed at once, and the sentence names the role.
 */
async function takeBack(
  context: StepContext,
  { appId }: Application,
  error: AzureError,
): Promise<Error> {
  const { keyVault, operationId, pendingSecrets, state } = context;
  pendingSecrets.forget(operationId);
  await removeOthers(context, { appId }, state.deliveredKeyId);
  return keyVault && error.service === 'Key Vault'
    ? new ConflictError(
        `secret.keyVault: the portal's provisioning identity may not write to the key vault '${keyVault.id}'; grant it the role 'Key Vault Secrets Officer' at ${keyVault.url}, then press Retry. No secret is left behind (${error.message})`,
      )
    : error;
}

async function waitOrGiveUp(
  context: StepContext,
  application: Application,
  reason: string,
): Promise<StepOutcome> {
  const { now, since, siem } = context;
  const minutes = (now().getTime() - since.getTime()) / 60_000;
  if (minutes < FRESH_SECRET_PATIENCE_MINUTES) {
    return {
      status: 'waiting',
      message: `${siem.title} does not accept the fresh secret yet, as is common in the first minutes.`,
      retryAfterSeconds: ASK_AGAIN_SECONDS,
      changes: [],
      outputs: {},
      state: context.state,
    };
  }
  context.pendingSecrets.forget(context.operationId);
  await removeIssued(context, application, [context.state.deliveredKeyId]);
  throw new ConflictError(
    `siem: ${siem.title} still refuses the application's fresh secret after ${FRESH_SECRET_PATIENCE_MINUTES} minutes (${reason}); the secret was removed again. Check that ${siem.title} reaches Microsoft Entra's login, then press Retry`,
  );
}

function describeCredential(
  context: ComparisonContext,
  credential: ClientCredential | undefined,
): PlannedChange[] {
  const { keyVault, spec } = context;
  return [
    {
      step: STEP,
      action: credential ? 'adopt' : 'create',
      resource: `client secret (${spec.secret.lifetimeDays} days)`,
      ...(credential && { resourceId: credential.keyId }),
    },
    ...(keyVault
      ? [
          {
            step: STEP,
            action: credential?.inVault
              ? ('adopt' as const)
              : ('create' as const),
            resource: describeVaultSecret(context),
          } satisfies PlannedChange,
        ]
      : []),
  ];
}

function describeLocation(context: StepContext): string {
  return [
    context.keyVault && describeVaultSecret(context),
    context.siem.configures && context.siem.title,
  ]
    .filter(Boolean)
    .join(' and ');
}
