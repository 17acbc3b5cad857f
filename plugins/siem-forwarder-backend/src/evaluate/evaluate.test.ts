import { Finding } from 'backstage-plugin-siem-forwarder-common';
import { Facts } from '../collect/Facts';
import { Snapshot } from '../collect/Snapshot';
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

const MINUTE = 60_000;
const rule = healthyValues.exportRule!;

function judge(
  snapshot: Snapshot,
  previous?: Evaluation,
  now = NOW,
): Evaluation {
  return evaluate(snapshot, previous, now, defaultHealthSettings);
}

function finding(evaluation: Evaluation, id: string): Finding {
  return evaluation.findings.find(({ checkId }) => checkId === id)!;
}

const nothingPassed: Partial<Facts> = {
  production: [
    {
      table: 'SecurityIncident',
      rows: 0,
      series: passed().series,
      newestAt: null,
    },
  ],
  iotAlerts: { recent: 0, total: 0, newestAt: null },
  exported: passed(),
  incoming: passed(),
  outgoing: passed(),
  arrivals: {
    count: 0,
    windowHours: 24,
    lastIndexedAt: null,
    lastEventAt: null,
  },
};

describe('evaluate', () => {
  it('says that rows reach the SIEM, with the values to note', () => {
    const evaluation = judge(snapshotOf());

    expect(evaluation).toMatchObject({
      health: 'healthy',
      headline: 'Incidents reach SOC Splunk.',
      since: '2026-11-24T12:07:00.000Z',
      lastEventAt: ago(4),
      proof: { at: ago(4), by: 'arrival' },
      secretExpiresAt: '2027-04-01T00:00:00.000Z',
      region: 'eastus2',
      remedy: undefined,
    });
    expect(
      evaluation.stages.map(({ title, status, detail }) => [
        title,
        status,
        detail,
      ]),
    ).toEqual([
      ['Sentinel', 'ok', '3 in 24 h'],
      ['Export rule', 'ok', 'enabled'],
      ['Event hub', 'ok', '7 d kept'],
      ['Access', 'ok', 'secret 127 d'],
      ['SOC Splunk', 'ok', 'reading'],
    ]);
    expect(
      Object.fromEntries(evaluation.values.map(v => [v.id, v.value])),
    ).toEqual({
      'host-name': 'evhns-ot-austin.servicebus.windows.net',
      'event-hub': 'defender-iot',
      'consumer-group': 'siem',
      'client-id': '0f2c1d3e-4b5a-4c6d-8e7f-90a1b2c3d4e5',
      'tenant-id': '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47',
      'secret-id': 'b1a2c3d4-0000-4000-8000-000000000001',
      search: 'sourcetype="mscs:azure:eventhub"',
    });
  });

  it('makes a disabled rule the headline, and what follows its consequence', () => {
    const disabled = snapshotOf({
      exportRule: { ...rule, enabled: false },
      exported: passed(698),
      incoming: passed(698),
      outgoing: passed(697),
      arrivals: {
        count: 1,
        windowHours: 24,
        lastIndexedAt: ago(690),
        lastEventAt: ago(700),
      },
    });
    const evaluation = judge(disabled);

    expect(evaluation).toMatchObject({
      health: 'failing',
      headline:
        'Export rule export-ot-alerts is disabled since about 24 November 2026, 00:29 UTC: 2 rows not exported.',
      detail: 'The rule was last changed on 15 October 2026, 12:07 UTC.',
      remedy: { kind: 'repair', title: 'Turn the rule on again' },
      reasons: ['rule-disabled'],
    });
    expect(finding(evaluation, 'export/records-exported')).toMatchObject({
      status: 'failing',
      consequenceOf: 'export/rule-enabled',
    });
    expect(
      evaluation.stages.map(s => [s.stage, s.status, s.consequence]),
    ).toEqual([
      ['source', 'ok', false],
      ['export', 'failing', false],
      ['transport', 'ok', false],
      ['access', 'ok', false],
      ['delivery', 'ok', false],
    ]);
    expect(evaluation.stages[1].detail).toBe('disabled');
  });

  it('explains missing exports by the missing hub, which comes later in the flow', () => {
    const values: Partial<Facts> = { hub: null, exported: passed(698) };
    const evaluation = judge(snapshotOf(values));

    expect(finding(evaluation, 'export/records-exported')).toMatchObject({
      status: 'failing',
      consequenceOf: 'transport/hub-active',
    });
    expect(evaluation.headline).toMatch(
      /^Event hub defender-iot does not exist/,
    );
    expect(evaluation.stages[1]).toMatchObject({
      status: 'failing',
      consequence: true,
    });
  });

  it('waits for a second reading, a minute apart, before a flapping check fails', () => {
    const values: Partial<Facts> = { outgoing: passed(697) };
    const at = (minutes: number, previous?: Evaluation) =>
      judge(
        {
          ...snapshotOf(),
          facts: factsOf({ ...healthyValues, ...values }, ago(-minutes)),
        },
        previous,
        NOW + minutes * MINUTE,
      );
    const healthy = judge(snapshotOf());
    const once = at(1, healthy);
    const soon = at(1.5, once);
    const twice = at(3, soon);

    expect(once.health).toBe('healthy');
    expect(finding(once, 'delivery/consumer-reading')).toMatchObject({
      status: 'ok',
      reason: 'unconfirmed',
    });
    expect(soon.health).toBe('healthy');
    expect(twice).toMatchObject({
      health: 'failing',
      reasons: ['not-reading'],
    });
    expect(at(4, twice).health).toBe('failing');
    expect(
      judge(
        { ...snapshotOf(), facts: factsOf(healthyValues, ago(-5)) },
        twice,
        NOW + 5 * MINUTE,
      ).health,
    ).toBe('healthy');
  });

  it('does not explain a single reading by what was broken before it', () => {
    const judged = (brokenSeen: string) => {
      const facts = {
        ...factsOf({ ...healthyValues, outgoing: passed(697) }),
        ...factsOf(
          { hub: { ...healthyValues.hub!, status: 'Disabled' } },
          brokenSeen,
        ),
      };
      return finding(
        judge({ ...snapshotOf(), facts }, judge(snapshotOf())),
        'delivery/consumer-reading',
      );
    };

    expect(judged(ago(1))).toMatchObject({
      status: 'failing',
      consequenceOf: 'transport/hub-active',
    });
    // Seen five minutes ago, and believed still: but it may be whole again.
    expect(judged(ago(5)).reason).toBe('unconfirmed');
  });

  it('does not take one reading, judged twice, for two', () => {
    const values: Partial<Facts> = { outgoing: passed(697) };
    const once = judge(snapshotOf(values));
    const again = judge(snapshotOf(values), once, NOW + 3 * MINUTE);

    expect(once.health).toBe('pending');
    expect(again.health).toBe('pending');
  });

  it('believes a fact for three of its periods, and then no more', () => {
    const old = (minutes: number) =>
      judge(
        snapshotOf(
          {},
          {
            facts: {
              exportRule: {
                value: rule,
                observedAt: ago(minutes),
                failure: {
                  reason: 'throttled',
                  message: 'Could not read the export rules: too many calls.',
                },
              },
            },
          },
        ),
      );

    expect(old(14).health).toBe('healthy');
    expect(old(16)).toMatchObject({
      health: 'unknown',
      headline:
        'The last known answer about the export rule is of 24 November 2026, 11:51 UTC, too old to be believed. Could not read the export rules: too many calls.',
    });
    const configuration = judge(
      snapshotOf(
        {},
        { facts: { sentinelOnboarded: { value: true, observedAt: ago(179) } } },
      ),
    );
    expect(configuration.health).toBe('healthy');
  });

  it('leaves a new check out until its facts are read for the first time, and no longer than three periods', () => {
    const { graphRoles: _, ...known } = healthyValues;
    const factsOfOlderVersion = (minutes: number) =>
      factsOf(known, new Date(NOW + (minutes - 1) * MINUTE).toISOString());
    const judgeAt = (minutes: number, before?: Evaluation) =>
      evaluate(
        { ...snapshotOf(), facts: factsOfOlderVersion(minutes) },
        before,
        NOW + minutes * MINUTE,
        defaultHealthSettings,
      );
    const full = judge(snapshotOf());
    const older: Evaluation = {
      ...full,
      findings: full.findings.filter(
        ({ checkId }) => checkId !== 'access/graph-consent',
      ),
    };

    const first = judgeAt(5, older);
    const late = judgeAt(200, first);
    expect(first.health).toBe('healthy');
    expect(first.findings).toContainEqual(
      expect.objectContaining({
        checkId: 'access/graph-consent',
        status: 'skipped',
        reason: 'not-read',
      }),
    );
    expect(judgeAt(170, first).health).toBe('healthy');
    expect(late.findings).toContainEqual(
      expect.objectContaining({
        checkId: 'access/graph-consent',
        status: 'unknown',
        reason: 'not-read',
      }),
    );
    expect(judgeAt(205, late).health).toBe('unknown');
    expect(judgeAt(5).health).toBe('unknown');
  });

  it('counts quiet as healthy while the proof is young', () => {
    const proven = judge(snapshotOf());
    const quietSnapshot = snapshotOf(nothingPassed);
    const at = (days: number): Evaluation => {
      const observedAt = new Date(NOW + days * 24 * 60 * MINUTE).toISOString();
      return judge(
        {
          ...quietSnapshot,
          facts: factsOf({ ...healthyValues, ...nothingPassed }, observedAt),
        },
        proven,
        NOW + days * 24 * 60 * MINUTE,
      );
    };

    expect(at(3)).toMatchObject({
      health: 'healthy',
      headline: 'Nothing to forward; SOC Splunk has received incidents before.',
      lastEventAt: ago(4),
    });
    expect(at(8)).toMatchObject({
      health: 'quiet',
      headline: 'Nothing to forward.',
    });
    expect(judge(quietSnapshot)).toMatchObject({
      health: 'quiet',
      proof: undefined,
    });
  });

  it('judges a SIEM that cannot be asked by the reading at the hub', () => {
    const evaluation = judge(
      snapshotOf(
        {},
        {
          siem: {
            id: 'soc-elastic',
            title: 'SOC Elastic',
            kind: 'handover',
            verifies: false,
          },
          facts: {
            arrivals: undefined,
            siemInput: undefined,
            siemAccount: undefined,
            siemProblems: undefined,
            readerErrors: undefined,
          },
        },
      ),
    );

    expect(evaluation).toMatchObject({
      health: 'healthy',
      headline: 'Incidents are read from the event hub.',
      detail: 'SOC Elastic cannot be asked whether they arrive.',
      proof: undefined,
    });
    const delivery = evaluation.findings.filter(f => f.stage === 'delivery');
    expect(
      delivery.filter(f => f.status !== 'skipped').map(f => f.checkId),
    ).toEqual(['delivery/consumer-reading', 'delivery/backlog-age']);
  });

  it('shows nothing of resources that may not be looked at', () => {
    const { forwarder } = snapshotOf();
    const before = judge(snapshotOf());
    const evaluation = judge(
      {
        forwarder,
        refusal: { reason: 'out-of-scope', message: 'Not in scope.' },
        facts: {},
      },
      before,
    );

    expect(evaluation).toMatchObject({
      health: 'unknown',
      headline: 'Not in scope.',
      reasons: ['out-of-scope'],
      values: [],
    });
    expect(evaluation.findings).toHaveLength(checks.length);
    for (const each of evaluation.findings) {
      expect(each).toMatchObject({
        status: 'unknown',
        reason: 'out-of-scope',
        message: 'Not in scope.',
        evidence: [],
      });
      expect(each.remedy).toBeUndefined();
    }
    expect(evaluation.proof).toBeUndefined();
    expect(evaluation.lastEventAt).toBeUndefined();
    expect(evaluation.secretExpiresAt).toBeUndefined();
    expect(evaluation.region).toBeUndefined();
  });

  it('keeps since while the answer stays, and moves it when it changes', () => {
    const first = judge(snapshotOf());
    const second = judge(snapshotOf(), first, NOW + 2 * MINUTE);
    const third = judge(
      snapshotOf({ exportRule: { ...rule, enabled: false } }),
      second,
      NOW + 4 * MINUTE,
    );

    expect(second.since).toBe(first.since);
    expect(finding(second, 'export/rule-enabled').since).toBe(first.since);
    expect(third.since).toBe('2026-11-24T12:11:00.000Z');
    expect(finding(third, 'export/rule-enabled').since).toBe(third.since);
    expect(finding(third, 'export/rule-exists').since).toBe(first.since);
  });

  it('puts worse before better', () => {
    const unreadable = {
      facts: {
        hub: {
          unavailable: { reason: 'forbidden' as const, message: 'Forbidden.' },
          observedAt: ago(1),
        },
      },
    };
    const ending: Partial<Facts> = {
      application: {
        ...healthyValues.application!,
        secrets: [
          {
            ...healthyValues.application!.secrets[0],
            endsAt: ago(-60 * 24 * 12),
          },
        ],
      },
    };

    expect(judge(snapshotOf({}, unreadable)).health).toBe('unknown');
    expect(judge(snapshotOf(ending, unreadable)).health).toBe('degraded');
    expect(
      judge(
        snapshotOf(
          { ...ending, exportRule: { ...rule, enabled: false } },
          unreadable,
        ),
      ).health,
    ).toBe('failing');
  });
});
