import fc from 'fast-check';
import { Fact, FactName, factNames, Facts, FactSet } from '../collect/Facts';
import { Unavailability } from '../collect/Unavailability';
import {
  ago,
  factsOf,
  healthyValues,
  NOW,
  passed,
  snapshotOf,
} from './__fixtures__/healthyForwarder';
import { checks } from './checks';
import { evaluate } from './evaluate';
import { Evaluation } from './Evaluation';
import { defaultHealthSettings } from './HealthSettings';

const {
  application,
  exportRule,
  hub,
  namespace,
  servicePrincipal,
  siemAccount,
  siemInput,
  workspace,
} = healthyValues;
const hops = [passed(), passed(8, 98, 698), passed(200), passed(40, 5)];
const iotRows = [
  { recent: 0, total: 0, newestAt: null },
  { recent: 2, total: 9, newestAt: ago(10) },
];

/** What each fact may say besides that all is well. */
const others: { [K in FactName]: Facts[K][] } = {
  workspace: [null, { ...workspace!, region: 'francecentral' }],
  sentinelOnboarded: [false],
  iotConnectors: [[]],
  incidentCreators: [[]],
  production: [
    [{ table: 'SecurityIncident', rows: 0, ...passed(), newestAt: null }],
    [
      {
        table: 'SecurityIncident',
        rows: 2,
        series: passed(100, 20).series,
        newestAt: ago(20),
      },
    ],
  ],
  iotAlerts: iotRows,
  iotIncidents: iotRows,
  exportRule: [
    null,
    { ...exportRule!, enabled: false, lastModifiedAt: ago(120) },
    { ...exportRule!, createdAt: ago(10), lastModifiedAt: ago(10) },
    { ...exportRule!, tableNames: ['Heartbeat'], eventHubName: 'other' },
  ],
  exported: hops,
  exportFailures: hops,
  namespace: [
    null,
    { ...namespace!, provisioningState: 'Creating' },
    { ...namespace!, tier: 'Basic', localAuthDisabled: true },
    { ...namespace!, publicNetworkAccess: 'SecuredByPerimeter' },
  ],
  networkRules: [
    null,
    { defaultAction: 'Deny', trustedServiceAccessEnabled: false },
  ],
  hub: [
    null,
    { ...hub!, status: 'Disabled', cleanupPolicy: 'Compact' },
    { ...hub!, retentionHours: 1 },
  ],
  consumerGroups: [null, ['$Default']],
  incoming: hops,
  outgoing: hops,
  throttled: hops,
  application: [
    null,
    { ...application!, secrets: [] },
    { ...application!, requestedGraphRoles: ['role'] },
  ],
  servicePrincipal: [
    null,
    { ...servicePrincipal!, exists: false },
    { ...servicePrincipal!, enabled: false },
  ],
  receiverRoles: [
    { assignments: [], groups: 0 },
    { assignments: [], groups: 1 },
  ],
  graphRoles: [{ requested: ['role'], granted: [] }],
  siemProblems: [
    [{ code: 'siem-unreachable', message: 'No answer.', remedy: 'Look.' }],
  ],
  siemTokens: [[], [{ name: 'search token', endsAt: ago(5) }]],
  siemAccount: [null, { ...siemAccount!, clientId: 'another' }],
  siemInput: [
    null,
    { ...siemInput!, enabled: false },
    { ...siemInput!, consumerGroup: 'other' },
  ],
  readerErrors: [{ count: 2, lastAt: ago(2), sample: 'x' }],
  arrivals: [
    { count: 0, windowHours: 24, lastIndexedAt: null, lastEventAt: null },
  ],
};

const values = fc.record(
  Object.fromEntries(
    factNames.map(name => [
      name,
      fc.constantFrom<unknown>(healthyValues[name], ...others[name]),
    ]),
  ),
) as unknown as fc.Arbitrary<Facts>;

const failures = fc.constantFrom<Unavailability['reason']>(
  'forbidden',
  'throttled',
  'timeout',
  'unreachable',
  'refused',
);

/** Ways in which facts are not known: never read, could not be read, too old. */
const gaps = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...factNames),
    how: fc.constantFrom('absent', 'unavailable', 'stale'),
    reason: failures,
  }),
  { selector: ({ name }) => name, maxLength: factNames.length },
);

type Gap = typeof gaps extends fc.Arbitrary<(infer G)[]> ? G : never;

function withGaps(facts: FactSet, missing: readonly Gap[]): FactSet {
  const result: Partial<Record<FactName, Fact<unknown>>> = { ...facts };
  for (const { name, how, reason } of missing) {
    const fact = result[name];
    if (how === 'absent') {
      delete result[name];
    } else if (how === 'unavailable') {
      result[name] = {
        unavailable: { reason, message: 'Could not be read.' },
        observedAt: ago(1),
      };
    } else if (fact) {
      result[name] = { ...fact, observedAt: ago(24 * 60) };
    }
  }
  return result as FactSet;
}

function judge(
  facts: FactSet,
  previous?: Evaluation,
  now: number = NOW,
): Evaluation {
  return evaluate(
    { ...snapshotOf(), facts },
    previous,
    now,
    defaultHealthSettings,
  );
}

const isBad = ({ status }: { status: string }) =>
  status === 'failing' || status === 'warning';

describe('evaluate, of whatever is known', () => {
  it('answers every check, in order, with a sentence, and always the same', () => {
    fc.assert(
      fc.property(values, gaps, (given, missing) => {
        const facts = withGaps(factsOf(given), missing);
        const before = structuredClone(facts);
        const evaluation = judge(facts);

        expect(evaluation.findings.map(({ checkId }) => checkId)).toEqual(
          checks.map(({ id }) => id),
        );
        const wordless = evaluation.findings.filter(
          finding =>
            !finding.message.endsWith('.') ||
            (isBad(finding) && !finding.remedy),
        );
        expect(wordless).toEqual([]);
        expect(evaluation.headline).not.toBe('');
        expect(judge(facts)).toEqual(evaluation);
        expect(facts).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it('finds nothing bad in what is not known, and a healthy forwarder never worse than unknown', () => {
    fc.assert(
      fc.property(gaps, missing => {
        const healthy = judge(factsOf(healthyValues));
        const later = judge(
          withGaps(factsOf(healthyValues), missing),
          healthy,
          NOW + 60_000,
        );

        expect(healthy.health).toBe('healthy');
        expect(later.findings.filter(isBad)).toEqual([]);
        expect(['healthy', 'quiet', 'pending', 'unknown']).toContain(
          later.health,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('names one cause: the headline is no consequence, and every consequence has its cause', () => {
    fc.assert(
      fc.property(values, given => {
        const once = judge(factsOf(given));
        const { findings, health } = judge(
          factsOf(given, new Date(NOW + 60_000).toISOString()),
          once,
          NOW + 120_000,
        );
        const failing = findings.filter(({ status }) => status === 'failing');
        const orphans = failing.filter(
          ({ consequenceOf }) =>
            consequenceOf && !failing.some(f => f.checkId === consequenceOf),
        );
        expect(orphans).toEqual([]);
        expect(health === 'failing').toBe(failing.length > 0);
        expect(
          failing.length === 0 || failing.some(f => !f.consequenceOf),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
