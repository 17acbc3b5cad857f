import { FactSet } from '../collect/Facts';
import { seriesOf } from '../collect/Series';
import { mergeCounts, rollUp, samplesOf } from './flowSamples';
import { readSamples } from './readSamples';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-24T12:07:00.000Z');
const iso = (at: number) => new Date(at).toISOString();

/** What one look says of the exported records. */
function exported(
  points: { at: string; count: number }[],
  at: number = NOW,
): FactSet {
  const series = seriesOf(points, at);
  return {
    exported: {
      observedAt: iso(at),
      value: { series, total: 0, lastAt: null },
    },
  };
}

describe('Samples of the flow', () => {
  it('keep what passed, by day and slot, and no zeros', () => {
    const facts = exported([
      { at: '2026-11-23T23:50:00.000Z', count: 2 },
      { at: '2026-11-24T00:03:00.000Z', count: 5 },
      { at: '2026-11-24T12:01:00.000Z', count: 1 },
    ]);
    expect(samplesOf({}, facts)).toEqual([
      { day: '2026-11-23', counts: { exported: { 95: 2 } } },
      { day: '2026-11-24', counts: { exported: { 0: 5, 48: 1 } } },
    ]);
    expect(samplesOf({}, exported([]))).toEqual([]);
  });

  it('sum the tables of a forwarder', () => {
    const table = (name: string, count: number) => ({
      table: name,
      rows: count,
      newestAt: null,
      series: seriesOf([{ at: '2026-11-24T12:01:00.000Z', count }], NOW),
    });
    const facts: FactSet = {
      production: {
        observedAt: iso(NOW),
        value: [table('SecurityAlert', 2), table('SecurityIncident', 3)],
      },
    };
    expect(samplesOf({}, facts)).toEqual([
      { day: '2026-11-24', counts: { rows: { 48: 5 } } },
    ]);
  });

  it('tell what arrived in the SIEM, where it counts by time', () => {
    const arrivals = (series: boolean): FactSet => ({
      arrivals: {
        observedAt: iso(NOW),
        value: {
          count: 4,
          windowHours: 24,
          lastIndexedAt: '2026-11-24T12:01:00.000Z',
          lastEventAt: null,
          ...(series
            ? {
                series: seriesOf(
                  [{ at: '2026-11-24T12:00:00.000Z', count: 4 }],
                  NOW,
                ),
              }
            : {}),
        },
      },
    });
    const [{ day, counts }] = samplesOf({}, arrivals(true));
    expect([day, counts]).toEqual(['2026-11-24', { arrived: { 48: 4 } }]);
    expect(samplesOf({}, arrivals(false))).toEqual([]);
    const read = (facts: FactSet) =>
      readSamples([], {
        from: NOW - 30 * MINUTE,
        to: NOW,
        now: NOW,
        spans: [
          {
            from: iso(NOW - 60 * MINUTE),
            to: iso(NOW),
            health: 'healthy',
            paused: false,
          },
        ],
        facts,
      }).hops.arrived;
    // A SIEM that does not tell is not one in which nothing arrived.
    expect(read(arrivals(true))).toEqual([0, 0, 0]);
    expect(read(arrivals(false))).toEqual([null, null, null]);
  });

  it('say where nobody could look for longer than a series reaches back', () => {
    const before = exported([], NOW);
    const after = exported([], NOW + 26 * 60 * MINUTE);
    // Known until 12:07; a day later at 14:07 the series begins at 14:15.
    const [{ day, counts }] = samplesOf(before, after);
    expect(day).toBe('2026-11-24');
    expect(counts.exported).toEqual(
      Object.fromEntries(
        [49, 50, 51, 52, 53, 54, 55, 56].map(slot => [slot, null]),
      ),
    );
    expect(samplesOf(before, exported([], NOW + 60 * MINUTE))).toEqual([]);
  });

  it('are corrected by what is read later', () => {
    expect(
      mergeCounts(
        { exported: { 3: 1, 4: 7 }, rows: { 3: 1 } },
        { exported: { 4: 9, 5: 2 } },
      ),
    ).toEqual({ exported: { 3: 1, 4: 9, 5: 2 }, rows: { 3: 1 } });
  });

  it('become hours, of which one is unknown only when all of it is', () => {
    expect(
      rollUp(
        {
          exported: {
            0: 1,
            3: 2,
            4: null,
            8: null,
            9: null,
            10: null,
            11: null,
          },
        },
        15,
        60,
      ),
    ).toEqual({ exported: { 0: 3, 2: null } });
  });

  it('are zero where somebody looked, and unknown where nobody did', () => {
    const samples = readSamples(
      [
        {
          entity_ref: 'resource:default/a',
          day: '2026-11-24',
          minutes: 15,
          counts: JSON.stringify({ exported: { 44: 6, 46: null } }),
        },
      ],
      {
        from: Date.parse('2026-11-24T10:45:00.000Z'),
        to: Date.parse('2026-11-24T12:15:00.000Z'),
        now: NOW,
        spans: [
          {
            from: '2026-11-24T11:02:00.000Z',
            to: iso(NOW),
            health: 'healthy',
            paused: false,
          },
        ],
        facts: exported([], Date.parse('2026-11-24T11:52:00.000Z')),
      },
    );
    expect(samples.from).toBe('2026-11-24T10:45:00.000Z');
    expect(samples.minutes).toBe(15);
    // 10:45 nobody looked; 11:00 six; 11:30 nobody could; 12:00 not read yet.
    expect(samples.hops.exported).toEqual([null, 6, 0, null, 0, null]);
    expect(samples.hops.outgoing).toEqual([null, null, null, null, null, null]);
  });

  it('are shown in hours where a part of them is kept in hours', () => {
    const row = (day: string, minutes: number, counts: object) => ({
      entity_ref: 'resource:default/a',
      day,
      minutes,
      counts: JSON.stringify(counts),
    });
    const samples = readSamples(
      [
        row('2026-10-01', 60, { exported: { 23: 4 } }),
        row('2026-10-02', 15, { exported: { 0: 1, 2: 2 } }),
      ],
      {
        from: Date.parse('2026-10-01T23:00:00.000Z'),
        to: Date.parse('2026-10-02T01:00:00.000Z'),
        now: Date.parse('2026-10-02T01:00:00.000Z'),
        spans: [],
        facts: {},
      },
    );
    expect(samples.minutes).toBe(60);
    expect(samples.hops.exported).toEqual([4, 3]);
  });
});
