import { SecretFact } from '../../collect/Facts';
import { ok, skipped, warning } from '../Answer';
import { never, ofSetting } from '../Answers';
import { Check, check } from '../Check';
import { formatDay } from '../formatTime';
import { counted } from '../nouns';
import { change } from '../remedy';
import { withoutApplication } from './withoutApplication';

/** How long a rotation may take: until then two secrets are as they should be. */
const ROTATION_MS = 24 * 3_600_000;

/**
 * Whether the application has secrets that may not be needed. Which one the
 * SIEM uses nobody tells; it uses one. Other forwarders, and programs that the
 * portal does not know, may share the application and use the others, so that
 * the words claim of none that it is unused.
 */
export const unusedSecretsCheck: Check = check({
  id: 'access/secret-unused-extras',
  title: 'The application has no secret besides the one of the SIEM',
  source:
    'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration',
  answers: {
    ...ofSetting,
    ok: ['ok', 'rotating'],
    warning: ['extra-secrets'],
    failing: never.stops,
    skipped: ['no-application', 'registered-elsewhere'],
  },
  reads: ['application'],
  notFor: withoutApplication,
  evidence: ({ application }) =>
    (application?.secrets ?? []).map(secret => ({
      fact: 'application',
      label: `Secret ${secret.displayName ?? secret.keyId}`,
      value: `made ${secret.startsAt ?? 'at a time that is not told'}, ends ${
        secret.endsAt ?? 'never'
      }`,
      resource: application?.appId,
    })),
  ask: ({ application }, { now, settings, subject }) => {
    if (!application) {
      return skipped(
        'registered-elsewhere',
        `Application ${subject.forwarder.applicationId} is registered in another tenant, so its secrets cannot be seen.`,
      );
    }
    const valid = application.secrets.filter(
      ({ endsAt }) => !endsAt || Date.parse(endsAt) > now,
    );
    const { displayName } = application;
    if (valid.length <= 1) {
      return ok(
        `Application ${displayName} has ${counted(
          valid.length,
          'valid client secret',
        )}.`,
      );
    }
    const newest = Math.max(...valid.map(startOf));
    if (now - newest < ROTATION_MS) {
      return {
        ...ok(
          `Application ${displayName} got a client secret on ${formatDay(
            new Date(newest).toISOString(),
          )}: a rotation is under way.`,
        ),
        reason: 'rotating',
      };
    }
    return warning(
      'extra-secrets',
      `Application ${displayName} has ${counted(
        valid.length,
        'valid client secret',
      )}, and the SIEM of this forwarder uses one. Each opens the event hub to whoever has it; those that nothing else uses are not needed.`,
      {
        brief: 'extra secret',
        remedy: change({
          title: 'Remove the secrets that nothing uses',
          text: `Microsoft Entra admin center: App registrations > ${displayName} > Certificates & secrets; leave the one that the SIEM was given, and those that another forwarder or program uses: the page shows the first characters of each.`,
          url: settings.portal?.applicationCredentials(application.appId),
        }),
      },
    );
  },
});

function startOf({ startsAt }: SecretFact): number {
  return startsAt ? Date.parse(startsAt) : 0;
}
