// Renders docs/reference/checks.md from the table of checks and that of facts.
import { execFileSync } from 'node:child_process';

const statuses = [
  'ok',
  'warning',
  'failing',
  'pending',
  'quiet',
  'unknown',
  'skipped',
];

const stageTitles = {
  source: 'Source: Microsoft Sentinel',
  export: 'Export: the data export rule',
  transport: 'Transport: namespace and event hub',
  access: 'Access: the Entra application',
  delivery: 'Delivery: the SIEM',
};

/** The tables as data: the plugin is TypeScript, so another process loads it. */
const readTables = root =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        '--eval',
        `const { checks } = require('./plugins/siem-forwarder-backend/src/evaluate/checks');
         const { factDefinitions } = require('./plugins/siem-forwarder-backend/src/collect/Facts');
         process.stdout.write(JSON.stringify({ checks, factDefinitions }));`,
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
    ),
  );

const code = text => `\`${text}\``;

const listed = items => items.map(code).join(', ');

const answersOf = ({ answers }) =>
  statuses.flatMap(status => {
    const reasons = answers[status];
    return Array.isArray(reasons) && reasons.length > 0
      ? [`- ${status}: ${listed(reasons)}`]
      : [];
  });

const neverOf = ({ answers }) =>
  statuses.flatMap(status =>
    typeof answers[status] === 'string'
      ? [`- never ${status}: ${answers[status]}`]
      : [],
  );

const section = (check, facts) => {
  const name = fact => `${facts[fact].title} (${facts[fact].cadence})`;
  const reads = [
    `Needs ${check.reads.map(name).join(', ')}`,
    ...(check.mayRead?.length
      ? [`uses ${check.mayRead.map(name).join(', ')} where known`]
      : []),
  ].join('; ');
  return [
    `### ${code(check.id)}`,
    '',
    `${check.title}. ${reads}. [Source](${check.source})`,
    ...(check.flaps
      ? ['', 'It flaps: two of its last three readings must fail.']
      : []),
    ...(check.symptomOf
      ? [
          '',
          `A failure is a consequence of one in ${check.symptomOf.join(
            ', ',
          )}, where there is one.`,
        ]
      : []),
    '',
    ...answersOf(check),
    ...neverOf(check),
    '',
  ];
};

/** @param root - folder of the repository */
export const checksReference = root => {
  const { checks, factDefinitions } = readTables(root);
  return [
    '# Checks',
    '',
    'Generated from the table of checks by `yarn generate`; change that.',
    '',
    `${checks.length} checks are asked of every forwarder, in the order in which rows flow. Each answers with a status, a reason code, a sentence, what it saw and, where something is wrong, a remedy. Other modules add checks through \`siemForwarderChecksExtensionPoint\`.`,
    '',
    '<!-- prettier-ignore-start -->',
    '',
    '| status | means |',
    '| --- | --- |',
    '| `ok` | it is as it should be |',
    '| `warning` | rows pass, and will not for long, or not well: the forwarder is `degraded` |',
    '| `failing` | rows do not pass, or nobody can see any more whether they do |',
    '| `pending` | too new to judge |',
    '| `quiet` | nothing to forward |',
    '| `unknown` | nobody could look |',
    '| `skipped` | the question does not arise |',
    '',
    '- Facts of the flow are read every 5 minutes, those of the configuration every 60 (`siemForwarder.sweep`), and both on demand. Until a fact is older than three periods its last value stands, with its age.',
    '- Every check is `unknown` when a fact that it needs was never read (`not-read`), is too old (`stale`), could not be read (`forbidden`, `throttled`, `timeout`, `unreachable`, `refused`) or may not be (`out-of-scope`, `siem-not-allowed`, `bad-annotation`, `not-configured`, `not-there`, `no-role`), and `skipped` when a SIEM does not tell it (`not-told`).',
    '- A check that a new version brings along is `skipped` (`not-read`) until its facts are read for the first time, for three periods at most, so that forwarders that were judged before do not turn by it.',
    '- A check that flaps fails when two of its last three readings, a minute apart, did; after the first one its earlier status stands, `pending` where there was none, with the reason `unconfirmed`.',
    '- The first failure in flow order is the headline. A failure that one of another stage explains names it as its cause.',
    '',
    ...Object.entries(stageTitles).flatMap(([stage, title]) => [
      `## ${title}`,
      '',
      ...checks
        .filter(({ id }) => id.startsWith(`${stage}/`))
        .flatMap(check => section(check, factDefinitions)),
    ]),
    '## Facts',
    '',
    '| fact | what | read with | read from |',
    '| --- | --- | --- | --- |',
    ...Object.entries(factDefinitions).map(
      ([name, { title, cadence, source }]) =>
        `| ${code(name)} | ${title} | ${cadence} | ${source} |`,
    ),
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n');
};
