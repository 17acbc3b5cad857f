import { SiemInputFact } from '../../collect/Facts';
import { failing, ok, skipped } from '../Answer';
import { ofSetting } from '../Answers';
import { Check, check } from '../Check';
import { change, repair } from '../remedy';
import { siemKinds } from '../siemKinds';
import { connectorTokenCheck } from './connectorToken';
import { siemTitle, withoutSiemToAsk } from './siemSubject';
import { withoutApplication } from './withoutApplication';

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const noInput = () => skipped('no-input', 'There is no input to look at.');

/** Questions about what is configured in the SIEM. */
export const siemSetupChecks: Check[] = [
  connectorTokenCheck,
  check({
    id: 'delivery/siem-reachable',
    title: 'The SIEM answers',
    source:
      'https://docs.splunk.com/Documentation/Splunk/latest/Security/UseAuthTokens',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: [
        'siem-unreachable',
        'siem-token-refused',
        'siem-add-on-missing',
        'siem-index-missing',
      ],
      skipped: ['no-siem', 'siem-cannot-tell'],
    },
    reads: ['siemProblems'],
    flaps: true,
    notFor: withoutSiemToAsk,
    evidence: ({ siemProblems }, { subject }) =>
      siemProblems.map(problem => ({
        fact: 'siemProblems',
        label: problem.code,
        value: problem.message,
        resource: subject.siem?.id,
      })),
    ask: ({ siemProblems }, { subject }) => {
      const [problem] = siemProblems;
      const title = siemTitle(subject);
      return problem
        ? failing(problem.code, problem.message, {
            brief: 'not ready',
            remedy: change({
              title: `Put ${title} right`,
              text: problem.remedy,
            }),
          })
        : ok(`${title} answers and has what it needs.`);
    },
  }),
  check({
    id: 'delivery/account-valid',
    title: 'The SIEM holds the right credentials',
    source: 'https://splunkbase.splunk.com/app/3110',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['account-missing', 'account-differs'],
      skipped: ['no-siem', 'siem-cannot-tell', 'no-application'],
    },
    reads: ['siemAccount'],
    notFor: subject => withoutSiemToAsk(subject) ?? withoutApplication(subject),
    evidence: ({ siemAccount }) =>
      siemAccount
        ? [
            {
              fact: 'siemAccount',
              label: 'Client id',
              value: siemAccount.clientId,
              resource: siemAccount.name,
            },
            {
              fact: 'siemAccount',
              label: 'Tenant id',
              value: siemAccount.tenantId,
              resource: siemAccount.name,
            },
          ]
        : [],
    ask: ({ siemAccount }, { subject }) => {
      const { applicationId } = subject.forwarder;
      const title = siemTitle(subject);
      const remedy = repair({
        title: `Enter the application in ${title}`,
        text: `${title}: Configuration > Azure App Account: client id ${
          applicationId ?? 'of the application'
        }, tenant id ${
          subject.tenantId ?? 'of the event hub'
        }, and a valid secret.`,
      });
      if (!siemAccount) {
        return failing(
          'account-missing',
          `${title} has no account for application ${applicationId}.`,
          { brief: 'no account', remedy },
        );
      }
      const differs =
        (applicationId && !same(siemAccount.clientId, applicationId)) ||
        (subject.tenantId && !same(siemAccount.tenantId, subject.tenantId));
      return differs
        ? failing(
            'account-differs',
            `Account ${siemAccount.name} of ${title} is for application ${siemAccount.clientId} of tenant ${siemAccount.tenantId}, not for ${applicationId} of ${subject.tenantId}.`,
            { brief: 'other account', remedy },
          )
        : ok(
            `Account ${siemAccount.name} holds application ${siemAccount.clientId}.`,
          );
    },
  }),
  check({
    id: 'delivery/input-exists',
    title: 'The SIEM has an input for the event hub',
    source: 'https://splunkbase.splunk.com/app/3110',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['input-missing'],
      skipped: ['no-siem', 'siem-cannot-tell'],
    },
    reads: ['siemInput'],
    notFor: withoutSiemToAsk,
    evidence: ({ siemInput }) => [
      {
        fact: 'siemInput',
        label: 'Input',
        value: siemInput ? siemInput.name : 'not found',
      },
    ],
    ask: ({ siemInput }, { subject }) => {
      const title = siemTitle(subject);
      return siemInput
        ? ok(`Input ${siemInput.name} of ${title} reads the event hub.`)
        : failing(
            'input-missing',
            `${title} has no input for event hub ${
              subject.forwarder.eventHub?.name ?? 'of the rule'
            }: nobody reads it.`,
            {
              brief: 'no input',
              remedy: repair({
                title: `Create the input in ${title}`,
                text: `${title}: Inputs > Create New Input > Azure Event Hub, with the values to note.`,
              }),
            },
          );
    },
  }),
  check({
    id: 'delivery/input-enabled',
    title: 'The input is enabled',
    source: 'https://splunkbase.splunk.com/app/3110',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['input-disabled'],
      skipped: ['no-input', 'no-siem', 'siem-cannot-tell'],
    },
    reads: ['siemInput'],
    notFor: withoutSiemToAsk,
    evidence: ({ siemInput }) =>
      inputEvidence(siemInput, { Enabled: 'enabled' }),
    ask: ({ siemInput }, { subject }) => {
      if (!siemInput) {
        return noInput();
      }
      const title = siemTitle(subject);
      return siemInput.enabled
        ? ok(`Input ${siemInput.name} is enabled.`)
        : failing(
            'input-disabled',
            `Input ${siemInput.name} of ${title} is disabled: events stay in the event hub until they are too old.`,
            {
              brief: 'input disabled',
              detail:
                'When the input is enabled before the retention of the event hub has passed, it reads what it missed.',
              remedy: repair({
                title: 'Turn the input on again',
                text: `${title}: Inputs > ${siemInput.name} > Status > Enabled.`,
              }),
            },
          );
    },
  }),
  check({
    id: 'delivery/input-matches',
    title: 'The input reads the right event hub',
    source:
      'https://learn.microsoft.com/azure/defender-for-iot/organizations/integrations/send-cloud-data-to-partners',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['input-differs', 'sourcetype-differs'],
      skipped: ['no-input', 'no-siem', 'siem-cannot-tell'],
    },
    reads: ['siemInput'],
    mayRead: ['namespace', 'siemAccount'],
    notFor: withoutSiemToAsk,
    evidence: ({ siemInput }) =>
      inputEvidence(siemInput, {
        Namespace: 'fullyQualifiedNamespace',
        'Event hub': 'eventHubName',
        'Consumer group': 'consumerGroup',
        Sourcetype: 'sourcetype',
        Index: 'index',
        Account: 'account',
      }),
    ask: ({ siemInput, namespace, siemAccount }, { subject }) => {
      if (!siemInput) {
        return noInput();
      }
      const { forwarder, siem } = subject;
      const wanted: [string, string, string | undefined][] = [
        ['namespace', siemInput.fullyQualifiedNamespace, namespace?.hostName],
        ['event hub', siemInput.eventHubName, forwarder.eventHub?.name],
        ['consumer group', siemInput.consumerGroup, forwarder.consumerGroup],
        ['account', siemInput.account, siemAccount?.name],
        [
          'sourcetype',
          siemInput.sourcetype,
          siem && siemKinds[siem.kind]?.sourcetype,
        ],
      ];
      const differences = wanted.flatMap(([field, is, should]) =>
        should !== undefined && !same(is, should)
          ? [{ field, text: `${field} ${is} instead of ${should}` }]
          : [],
      );
      if (differences.length === 0) {
        return ok(`Input ${siemInput.name} is set as wanted.`);
      }
      const onlySourcetype = differences.every(d => d.field === 'sourcetype');
      return failing(
        onlySourcetype ? 'sourcetype-differs' : 'input-differs',
        `Input ${siemInput.name} of ${siemTitle(subject)} has ${differences
          .map(({ text }) => text)
          .join(', ')}${
          onlySourcetype ? ': searches by sourcetype do not find the rows' : ''
        }.`,
        {
          brief: onlySourcetype ? 'other sourcetype' : 'input differs',
          remedy: repair({
            title: 'Set the input right',
            text: `${siemTitle(subject)}: Inputs > ${
              siemInput.name
            } > Edit: ${wanted
              .flatMap(([field, , should]) =>
                should && differences.some(d => d.field === field)
                  ? [`${field} ${should}`]
                  : [],
              )
              .join(', ')}.`,
          }),
        },
      );
    },
  }),
];

function inputEvidence(
  input: SiemInputFact | null,
  fields: Record<string, keyof SiemInputFact>,
): ReturnType<NonNullable<Check['evidence']>> {
  return input
    ? Object.entries(fields).map(([label, key]) => ({
        fact: 'siemInput',
        label,
        value: String(input[key]),
        resource: input.name,
      }))
    : [];
}
