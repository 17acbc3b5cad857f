import { ok, skipped, warning } from '../Answer';
import { never, ofSetting } from '../Answers';
import { Check, check } from '../Check';
import { counted } from '../nouns';
import { grant } from '../remedy';
import { withoutApplication } from './withoutApplication';

/**
 * Whether an administrator consented to what the application asks of Microsoft
 * Graph. The article asks for it; rows flow without.
 */
export const graphConsentCheck: Check = check({
  id: 'access/graph-consent',
  title: 'An administrator consented to what is asked of Microsoft Graph',
  source:
    'https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview',
  answers: {
    ...ofSetting,
    ok: ['ok'],
    warning: ['consent-missing'],
    failing: never.stops,
    skipped: ['nothing-asked-for', 'no-application'],
  },
  reads: ['graphRoles'],
  mayRead: ['application'],
  notFor: withoutApplication,
  evidence: ({ graphRoles }) =>
    graphRoles.requested.map(role => ({
      fact: 'graphRoles',
      label: `App role ${role}`,
      value: graphRoles.granted.includes(role) ? 'granted' : 'not granted',
    })),
  ask: ({ graphRoles, application }, { subject }) => {
    const { requested, granted } = graphRoles;
    const name = application?.displayName ?? subject.forwarder.applicationId;
    if (requested.length === 0) {
      return skipped(
        'nothing-asked-for',
        `Application ${name} asks nothing of Microsoft Graph, and needs nothing of it to read the event hub.`,
      );
    }
    const missing = requested.filter(role => !granted.includes(role));
    return missing.length === 0
      ? ok(
          `An administrator granted application ${name} what it asks of Microsoft Graph.`,
        )
      : warning(
          'consent-missing',
          `Application ${name} asks for ${counted(
            missing.length,
            'app role',
          )} of Microsoft Graph that no administrator has granted; the event hub is read without.`,
          {
            brief: 'no consent',
            remedy: grant({
              title: 'Grant admin consent, or ask for nothing',
              text: `Microsoft Entra admin center: App registrations > ${name} > API permissions > Grant admin consent; or remove the permission there when nothing in the SIEM uses it.`,
            }),
          },
        );
  },
});
