import { countBetween, seriesOf } from './Series';

const NOW = Date.parse('2026-11-24T12:07:00.000Z');

describe('Series', () => {
  it('covers 24 hours up to the slot that runs', () => {
    const series = seriesOf(
      [
        { at: '2026-11-24T12:06:00.000Z', count: 2 },
        { at: '2026-11-24T12:00:00.000Z', count: 1 },
        { at: '2026-11-23T12:15:00.000Z', count: 5 },
        { at: '2026-11-23T12:14:59.000Z', count: 9 },
      ],
      NOW,
    );
    expect(series.from).toBe('2026-11-23T12:15:00.000Z');
    expect(series.counts).toHaveLength(96);
    expect(series.counts[95]).toBe(3);
    expect(series.counts[0]).toBe(5);
    expect(series.counts.reduce((a, b) => a + b)).toBe(8);
  });

  it('counts only slots that lie wholly between', () => {
    const series = seriesOf(
      [
        { at: '2026-11-24T10:00:00.000Z', count: 1 },
        { at: '2026-11-24T10:20:00.000Z', count: 10 },
        { at: '2026-11-24T11:00:00.000Z', count: 100 },
      ],
      NOW,
    );
    expect(
      countBetween(series, {
        after: Date.parse('2026-11-24T10:01:00.000Z'),
        before: Date.parse('2026-11-24T11:14:00.000Z'),
      }),
    ).toBe(10);
  });
});
