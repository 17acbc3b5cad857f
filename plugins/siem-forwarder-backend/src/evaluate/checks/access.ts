import { durationToMilliseconds } from '@backstage/types';
import { ApplicationFact, SecretFact } from '../../collect/Facts';
import { failing, ok, skipped, unknown, warning } from '../Answer';
import { ofSetting } from '../Answers';
import { Check, check, CheckContext } from '../Check';
import { formatDay } from '../formatTime';
import { counted } from '../nouns';
import { change, grant, rotate } from '../remedy';
import { graphConsentCheck } from './graphConsent';
import { unusedSecretsCheck } from './unusedSecrets';
import { withoutApplication } from './withoutApplication';

const DAY = 86_400_000;

/** Questions about the Entra application and its role. */
export const accessChecks: Check[] = [
  check({
    id: 'access/application-exists',
    title: 'The Entra application exists',
    source: 'https://learn.microsoft.com/graph/api/resources/serviceprincipal',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['application-missing'],
      skipped: ['no-application'],
    },
    reads: ['servicePrincipal'],
    mayRead: ['application'],
    notFor: withoutApplication,
    evidence: ({ application, servicePrincipal }) => [
      ...(application
        ? [
            {
              fact: 'application' as const,
              label: 'Display name',
              value: application.displayName,
              resource: application.appId,
            },
          ]
        : []),
      ...(servicePrincipal
        ? [
            {
              fact: 'servicePrincipal' as const,
              label: 'Service principal',
              value: servicePrincipal.exists
                ? servicePrincipal.id
                : `${servicePrincipal.id} (deleted)`,
              resource: servicePrincipal.appId,
            },
          ]
        : []),
    ],
    ask: ({ servicePrincipal, application }, { subject }) => {
      const id = subject.forwarder.applicationId;
      if (!servicePrincipal?.exists) {
        return failing(
          'application-missing',
          `Application ${id} has been deleted: the SIEM cannot sign in.`,
          {
            brief: 'app deleted',
            remedy: change({
              title: 'Restore the application',
              text: 'Microsoft Entra admin center: App registrations > Deleted applications (kept for 30 days); or run the template again for a new one.',
            }),
          },
        );
      }
      return ok(
        application === null
          ? `Application ${id} may sign in here; it is registered in another tenant.`
          : `Application ${application?.displayName ?? id} exists.`,
      );
    },
  }),
  check({
    id: 'access/principal-enabled',
    title: 'The service principal is enabled',
    source: 'https://learn.microsoft.com/graph/api/resources/serviceprincipal',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['principal-disabled'],
      skipped: ['no-principal', 'no-application'],
    },
    reads: ['servicePrincipal'],
    notFor: withoutApplication,
    evidence: ({ servicePrincipal }) =>
      servicePrincipal
        ? [
            {
              fact: 'servicePrincipal',
              label: 'Account enabled',
              value: String(servicePrincipal.enabled),
              resource: servicePrincipal.appId,
            },
          ]
        : [],
    ask: ({ servicePrincipal }, { subject }) => {
      if (!servicePrincipal?.exists) {
        return skipped('no-principal', 'There is no service principal.');
      }
      return servicePrincipal.enabled
        ? ok('The service principal is enabled.')
        : failing(
            'principal-disabled',
            `The service principal of application ${subject.forwarder.applicationId} is disabled: the SIEM cannot sign in.`,
            {
              brief: 'disabled',
              remedy: change({
                title: 'Enable the service principal',
                text: 'Microsoft Entra admin center: Enterprise applications > the application > Properties > Enabled for users to sign-in > Yes.',
              }),
            },
          );
    },
  }),
  check({
    id: 'access/secret-valid',
    title: 'The client secret is valid',
    source:
      'https://learn.microsoft.com/graph/api/resources/passwordcredential',
    answers: {
      ...ofSetting,
      ok: ['ok', 'secret-ends-60d'],
      warning: [
        'secret-ends-30d',
        'secret-ends-14d',
        'secret-ends-7d',
        'secret-ends-1d',
      ],
      failing: ['secret-expired', 'no-secret'],
      // Nobody here could ever look: it would be unknown for good.
      skipped: ['no-application', 'registered-elsewhere'],
    },
    reads: ['application'],
    notFor: withoutApplication,
    evidence: ({ application }) =>
      (application?.secrets ?? []).map(secret => ({
        fact: 'application',
        label: `Secret ${secret.keyId} ends`,
        value: secret.endsAt ?? 'never',
        resource: application?.appId,
      })),
    ask: ({ application }, context) =>
      application
        ? judgeSecrets(application, context)
        : skipped(
            'registered-elsewhere',
            `Application ${context.subject.forwarder.applicationId} is registered in another tenant, so that the end of its secret cannot be seen here; watch it there.`,
          ),
  }),
  unusedSecretsCheck,
  check({
    id: 'access/receiver-role',
    title: 'The application may receive from the event hub',
    source:
      'https://learn.microsoft.com/azure/event-hubs/authorize-access-azure-active-directory',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['role-missing'],
      skipped: ['no-principal', 'no-application'],
      unknown: ['role-perhaps-by-group'],
    },
    reads: ['receiverRoles'],
    mayRead: ['hub', 'servicePrincipal'],
    notFor: withoutApplication,
    evidence: ({ receiverRoles }) =>
      receiverRoles.assignments.map(({ role, scope }) => ({
        fact: 'receiverRoles',
        label: role,
        value: `assigned at ${scopeText(scope)}`,
        resource: scope,
      })),
    ask: ({ receiverRoles, hub, servicePrincipal }, { subject, settings }) => {
      if (servicePrincipal?.exists === false) {
        return skipped(
          'no-principal',
          'The assignment belongs to a deleted application.',
        );
      }
      const [first] = receiverRoles.assignments;
      if (first) {
        return ok(`${first.role} is assigned at ${scopeText(first.scope)}.`);
      }
      const { applicationId, eventHub } = subject.forwarder;
      const name = eventHub?.name ?? hub?.name;
      if (receiverRoles.groups > 0) {
        return unknown(
          'role-perhaps-by-group',
          `Application ${applicationId} has no role of its own on event hub ${name}; ${counted(
            receiverRoles.groups,
            'group',
          )} may receive, and the directory does not tell whether it belongs to one: the portal's sweeper needs the Graph permission Application.Read.All for that.`,
          { brief: 'by a group?' },
        );
      }
      const scope = eventHub?.toString() ?? hub?.id;
      return failing(
        'role-missing',
        `Application ${applicationId} has no role on event hub ${name}: the SIEM may not read from it.`,
        {
          brief: 'no role',
          remedy: grant({
            title: "Assign 'Azure Event Hubs Data Receiver' again",
            text: `Azure portal: the event hub > Access control (IAM) > Add role assignment; or \`az role assignment create --assignee ${applicationId} --role "Azure Event Hubs Data Receiver" --scope ${scope}\`. It takes effect within 10 minutes.`,
            url: scope && settings.portal?.resource(scope),
          }),
        },
      );
    },
  }),
  graphConsentCheck,
];

/** The secret that ends last: the one that a rotation leaves. */
export function newestSecret(
  application: ApplicationFact,
): SecretFact | undefined {
  return [...application.secrets].sort((a, b) => endOf(b) - endOf(a))[0];
}

function endOf(secret: SecretFact): number {
  return secret.endsAt ? Date.parse(secret.endsAt) : Infinity;
}

function judgeSecrets(application: ApplicationFact, context: CheckContext) {
  const { now, settings } = context;
  const newest = newestSecret(application);
  const remedy = rotate({
    title: 'Issue a new secret',
    text: `Add a client secret to ${application.displayName}, give it to the SIEM, and remove the old one when events arrive with it.`,
    url: settings.portal?.applicationCredentials(application.appId),
  });
  if (!newest) {
    return failing(
      'no-secret',
      `Application ${application.displayName} has no client secret: the SIEM cannot sign in.`,
      { brief: 'no secret', remedy },
    );
  }
  if (!newest.endsAt) {
    return ok(`The secret of ${application.displayName} does not end.`);
  }
  const day = formatDay(newest.endsAt);
  const left = endOf(newest) - now;
  if (left <= 0) {
    return failing(
      'secret-expired',
      `The newest secret of application ${application.displayName} ended on ${day}: the SIEM cannot sign in.`,
      { brief: 'secret ended', remedy },
    );
  }
  const days = Math.floor(left / DAY);
  const message = `The secret of ${application.displayName} ends on ${day}, ${
    days === 0 ? 'in less than a day' : `in ${counted(days, 'day')}`
  }.`;
  const brief = `secret ${days} d`;
  const step = [...settings.secretExpiry]
    .map(durationToMilliseconds)
    .filter(duration => left <= duration)
    .pop();
  if (step === undefined) {
    return ok(message, { brief });
  }
  const reason = `secret-ends-${Math.round(step / DAY)}d`;
  const first = durationToMilliseconds(settings.secretExpiry[0]);
  return step === first && settings.secretExpiry.length > 1
    ? { ...ok(message, { brief }), reason }
    : warning(reason, message, { brief, remedy });
}

function scopeText(scope: string): string {
  const parts = scope.split('/').filter(Boolean);
  const name = parts[parts.length - 1] ?? scope;
  const kind = parts[parts.length - 2]?.toLowerCase() ?? '';
  const kinds: Record<string, string> = {
    eventhubs: 'event hub',
    namespaces: 'namespace',
    resourcegroups: 'resource group',
    subscriptions: 'subscription',
    managementgroups: 'management group',
  };
  return `${kinds[kind] ?? 'scope'} ${name}`;
}
