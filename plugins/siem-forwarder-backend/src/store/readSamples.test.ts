import { FactSet } from '../collect/Facts';
import { seriesOf } from '../collect/Series';
import { hops } from './flowSamples';
import { HealthSpan } from './HealthStore';
import { readSamples } from './readSamples';

const NOW = Date.parse('2026-11-24T12:07:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (at: number) => new Date(at).toISOString();
const span = (from: number, to: number): HealthSpan => ({
  from: iso(from),
  to: iso(to),
  health: 'healthy',
  paused: false,
});
const facts: FactSet = {
  exported: {
    observedAt: iso(NOW),
    value: { series: seriesOf([], NOW), total: 0, lastAt: null },
  },
};

describe('readSamples', () => {
  it('parses each span once, however many slots and spans there are', () => {
    const spans = Array.from({ length: 2_000 }, (_, index) =>
      span(NOW - (index + 1) * HOUR, NOW - index * HOUR),
    );
    const parse = jest.spyOn(Date, 'parse');
    const { minutes, hops: counts } = readSamples([], {
      from: NOW - 400 * DAY,
      to: NOW,
      now: NOW,
      spans,
      facts,
    });
    const parsed = parse.mock.calls.length;
    parse.mockRestore();
    expect(parsed).toBeLessThanOrEqual(2 * spans.length + hops.length);
    expect([minutes, counts.exported.length]).toEqual([60, 400 * 24 + 1]);
    const looked = counts.exported.filter(count => count === 0);
    expect(looked).toHaveLength(2_001);
  });

  it.each([
    [29, 15],
    [31, 60],
  ])('tells of %i days ago in slots of %i minutes', (days, minutes) => {
    const from = NOW - days * DAY;
    const to = from + HOUR;
    const samples = readSamples([], { from, to, now: NOW, spans: [], facts });
    expect(samples.minutes).toBe(minutes);
  });

  it('knows the slots in which somebody looked, and no others', () => {
    const at = (time: string) => Date.parse(`2026-11-24T${time}:00.000Z`);
    const { hops: counts } = readSamples([], {
      from: at('10:00'),
      to: at('12:00'),
      now: NOW,
      facts,
      spans: [
        // In any order; one before the period, one longer than a slot, and a
        // single check at the beginning of a slot.
        span(at('11:30'), at('11:30')),
        span(at('10:20'), at('10:50')),
        span(at('09:00'), at('09:59')),
      ],
    });
    expect(counts.exported).toEqual([
      ...[null, 0, 0, 0],
      ...[null, null, 0, null],
    ]);
  });

  it('tells of an owner’s tenures, and of no slot that another one had a part of', () => {
    const at = (time: string) => Date.parse(`2026-11-24T${time}:00.000Z`);
    const { hops: counts } = readSamples(
      [
        {
          entity_ref: 'resource:default/a',
          day: '2026-11-24',
          minutes: 15,
          counts: JSON.stringify({
            exported: { 40: 1, 41: 2, 42: 3, 43: 4, 44: 5, 45: 6 },
          }),
        },
      ],
      {
        from: at('10:00'),
        to: at('11:45'),
        now: NOW,
        facts,
        spans: [span(at('10:00'), at('12:00'))],
        tenures: [
          { from: '0000-01-01T00:00:00.000Z', to: iso(at('10:20')) },
          { from: iso(at('10:45')), to: iso(at('11:14')) },
          { from: iso(at('11:20')) },
        ],
      },
    );
    expect(counts.exported).toEqual([1, null, null, 4, null, null, 0]);
  });
});
