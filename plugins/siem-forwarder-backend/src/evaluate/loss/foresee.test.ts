import { Facts } from '../../collect/Facts';
import {
  ago,
  factsOf,
  healthyValues,
  NOW,
  passed,
  snapshotOf,
} from '../__fixtures__/healthyForwarder';
import { Found, PreviousEvaluation } from '../Evaluation';
import { defaultHealthSettings } from '../HealthSettings';
import { foreseeLoss } from './foresee';
import { LossMemory } from './LossMemory';
import { LossOutlook } from './LossOutlook';

const rule = healthyValues.exportRule!;
const hub = healthyValues.hub!;
const rows = (...minutes: number[]): Partial<Facts> => ({
  production: [
    {
      table: 'SecurityIncident',
      rows: minutes.length,
      series: passed(...minutes).series,
      newestAt: minutes.length ? ago(Math.min(...minutes)) : null,
    },
  ],
});
const after = (
  outlook: LossOutlook,
  memory?: LossMemory,
): PreviousEvaluation => ({
  health: 'failing',
  since: ago(10),
  findings: [],
  samples: {},
  loss: outlook.loss,
  lossMemory: memory ?? outlook.memory,
});

function foresee(
  values: Partial<Facts>,
  options: {
    previous?: PreviousEvaluation;
    found?: Found;
    without?: (keyof Facts)[];
    later?: number;
  } = {},
): LossOutlook {
  const { forwarder, siem } = snapshotOf();
  const later = options.later ?? 0;
  const facts = factsOf({ ...healthyValues, ...values }, ago(1 - later));
  for (const name of options.without ?? []) {
    delete facts[name];
  }
  return foreseeLoss(
    facts,
    options.previous,
    {
      now: NOW + later * 60_000,
      settings: defaultHealthSettings,
      subject: { forwarder, siem },
    },
    options.found,
  );
}

const notIndexed: Partial<Facts> = {
  arrivals: {
    count: 0,
    windowHours: 24,
    lastIndexedAt: null,
    lastEventAt: null,
  },
};
const disabled = { ...rule, enabled: false, lastModifiedAt: ago(120) };

describe('foreseeLoss', () => {
  it('sees and remembers nothing while rows flow', () => {
    expect(foresee({})).toEqual({});
  });

  it('counts from the moment that the service names', () => {
    const { loss } = foresee({
      exportRule: disabled,
      exported: passed(698),
      ...rows(10, 100, 700),
    });
    expect(loss).toMatchObject({
      kind: 'losing',
      reason: 'rule-disabled',
      checkId: 'export/rule-enabled',
      since: ago(120),
      count: 2,
      estimated: false,
    });
  });

  it('takes the last sign of life for a rule that is gone, and the word of the Activity Log before it', () => {
    const gone = { exportRule: null, exported: passed(698), ...rows(10, 100) };
    expect(foresee(gone).loss).toMatchObject({
      reason: 'rule-missing',
      since: ago(698),
      estimated: true,
    });
    expect(
      foresee(gone, {
        found: {
          cause: {
            kind: 'activity',
            caller: 'ops-admin@contoso.com',
            at: ago(50),
            operation: 'delete',
            resource: rule.id,
            checkId: 'export/rule-exists',
          },
        },
      }).loss,
    ).toMatchObject({ since: ago(50), count: 1, estimated: false });
  });

  describe('a loss that cannot be seen', () => {
    const off = {
      iotConnectors: [{ subscriptionId: 'x', alertsEnabled: false }],
    } as Partial<Facts>;

    it('goes on while the connector cannot be read, or is off for longer than its alerts are remembered', () => {
      const first = foresee(off);
      expect(first.loss).toMatchObject({ reason: 'connector-off' });
      const unread = foresee(off, {
        previous: after(first),
        without: ['iotConnectors'],
      });
      expect(unread.loss).toMatchObject({ reason: 'connector-off' });
      expect(unread.loss?.endedAt).toBeUndefined();
      const late = foresee(
        { ...off, iotAlerts: { total: 0, recent: 0, newestAt: null } },
        { previous: after(unread), later: 5 },
      );
      expect(late.loss).toMatchObject({ reason: 'connector-off' });
      expect(late.loss?.endedAt).toBeUndefined();
      expect(
        foresee({}, { previous: after(late), later: 10 }).loss?.endedAt,
      ).toBeDefined();
    });

    it('is no loss of the connector where a rule was the reason, and runs again', () => {
      const stopped = foresee({
        exportRule: disabled,
        exported: passed(698),
        ...rows(10, 100),
      });
      const { loss } = foresee(
        {},
        { previous: after(stopped), without: ['iotConnectors'], later: 5 },
      );
      expect(loss?.endedAt).toBeDefined();
    });

    it('goes on while the rows whose retries are over cannot be read', () => {
      const values = { exported: passed(1300), ...rows(1000, 900, 30) };
      let outlook = foresee(values);
      for (const later of [5, 10, 15]) {
        outlook = foresee(values, { previous: after(outlook), later });
      }
      expect(outlook.loss).toMatchObject({ reason: 'retries-over' });
      const unread = foresee(values, {
        previous: after(outlook),
        without: ['production'],
        later: 20,
      });
      expect(unread.loss).toMatchObject({ reason: 'retries-over' });
      expect(unread.loss?.endedAt).toBeUndefined();
    });
  });

  it('goes on counting beyond what the series show', () => {
    const off = { exportRule: disabled, exported: passed() };
    const first = foresee({ ...off, ...rows(10, 100) });
    const next = foresee(
      { ...off, ...rows(10, 100) },
      { previous: after(first), later: 20 * 60 },
    );
    const last = foresee(
      { ...off, ...rows() },
      { previous: after(next), later: 40 * 60 },
    );
    expect(first.loss?.count).toBe(2);
    expect(last.loss).toMatchObject({ since: ago(120), count: 2 });
  });

  it('lets a loss stand that cannot be looked at', () => {
    const first = foresee({ exportRule: disabled, ...rows(10) });
    const next = foresee(
      {},
      { previous: after(first), without: ['exportRule', 'production'] },
    );
    expect(next.loss).toEqual(first.loss);
    expect(next.memory).toMatchObject({ stop: first.memory?.stop });
    const uncounted = foresee(
      { exportRule: disabled },
      { previous: after(first), without: ['production'] },
    );
    expect(uncounted.loss).toEqual(first.loss);
  });

  it('tells of a loss that is over for a week', () => {
    const first = foresee({
      exportRule: disabled,
      exported: passed(698),
      ...rows(10),
    });
    const repaired = { ...rule, lastModifiedAt: ago(3) };
    const over = foresee(
      { exportRule: repaired, ...rows(10) },
      { previous: after(first) },
    );
    expect(over.loss).toEqual({ ...first.loss, endedAt: ago(3) });
    const week = 7 * 24 * 60;
    const still = foresee({}, { previous: after(over), later: week - 60 });
    expect(still.loss).toEqual(over.loss);
    expect(foresee({}, { previous: after(over), later: week + 60 })).toEqual(
      {},
    );
  });

  it('gives rows that are not exported 12 hours, once it has seen them twice', () => {
    const waiting = { ...rows(125), exported: passed() };
    const first = foresee(waiting);
    expect(first.loss).toBeUndefined();
    const { loss, exportWindow } = foresee(waiting, {
      previous: after(first),
      later: 10,
    });
    const since = exportWindow?.since ?? 0;
    expect(loss).toMatchObject({
      kind: 'window',
      reason: 'destination-unreachable',
      count: 1,
      deadline: new Date(since + 12 * 3_600_000).toISOString(),
      estimated: true,
    });
  });

  it('begins the 12 hours where the first try failed, whenever a sweep saw it', () => {
    // All within one slot: rows at 134, 131 and 128 minutes, of which one was exported.
    const unreachable: Partial<Facts> = {
      ...rows(134, 131, 128, 100),
      exported: passed(134),
      exportFailures: passed(130, 99),
    };
    const seen = (values: Partial<Facts>) =>
      foresee(values, { previous: after(foresee(values)), later: 10 })
        .exportWindow;
    expect(seen(unreachable)).toEqual({
      since: Date.parse(ago(134)),
      deadline: Date.parse(ago(134)) + 12 * 3_600_000,
      count: 3,
    });
    // The time is the same when the first sweep that sees it comes hours later.
    const late = foresee(unreachable, { later: 60 });
    expect(
      foresee(unreachable, { previous: after(late), later: 70 }).exportWindow
        ?.since,
    ).toBe(Date.parse(ago(134)));
    // Rows of that slot that no try failed for may be on their way.
    expect(seen({ ...unreachable, exportFailures: passed() })?.count).toBe(1);
  });

  it.each([
    ['Basic', 24],
    ['Standard', 7 * 24],
    ['Premium', 90 * 24],
  ])(
    'knows that the tier %s keeps events no longer than %i hours',
    (tier, hours) => {
      const stopped: Partial<Facts> = {
        hub: { ...hub, retentionHours: 9_999 },
        namespace: { ...healthyValues.namespace!, tier },
        ...notIndexed,
        incoming: passed(125),
        outgoing: passed(),
      };
      const { readerWindow } = foresee(stopped, {
        previous: after(foresee(stopped)),
        later: 2,
      });
      expect(
        ((readerWindow?.deadline ?? 0) - (readerWindow?.since ?? 0)) /
          3_600_000,
      ).toBe(hours);
    },
  );

  it('believes the SIEM where another reader empties the same hub', () => {
    const stopped: Partial<Facts> = {
      arrivals: {
        count: 1,
        windowHours: 24,
        lastIndexedAt: ago(600),
        lastEventAt: ago(602),
      },
    };
    const first = foresee(stopped);
    const { loss } = foresee(stopped, { previous: after(first), later: 2 });
    expect(loss).toMatchObject({
      kind: 'window',
      reason: 'reader-behind',
      basis: expect.stringContaining('the SIEM has not indexed'),
    });
  });

  it('says that events were lost which outlived the retention', () => {
    const stopped: Partial<Facts> = {
      hub: { ...hub, retentionHours: 1 },
      incoming: passed(125),
      outgoing: passed(),
      arrivals: {
        count: 0,
        windowHours: 24,
        lastIndexedAt: null,
        lastEventAt: null,
      },
    };
    const { loss } = foresee(stopped, {
      previous: after(foresee(stopped)),
      later: 2,
    });
    expect(loss).toMatchObject({
      kind: 'losing',
      reason: 'retention-over',
      count: 1,
    });
  });

  it('names a connector that is off, whose alerts nobody can count', () => {
    const { loss } = foresee({ iotConnectors: [] });
    expect(loss).toMatchObject({ kind: 'losing', reason: 'connector-off' });
    expect(loss).not.toHaveProperty('count');
  });
});
