import { HealthSpan } from './HealthStore';
import { spansWithin } from './Tenure';

const at = (minute: number) =>
  new Date(Date.parse('2026-11-24T12:00:00Z') + minute * 60_000).toISOString();
const span = (from: number, to: number): HealthSpan => ({
  from: at(from),
  to: at(to),
  health: 'failing',
  paused: true,
});

describe('spansWithin', () => {
  it.each([
    ['before it', span(0, 9), []],
    ['that ends with the one before', span(0, 10), []],
    ['that reaches into it', span(0, 15), [span(10, 15)]],
    ['within it', span(12, 15), [span(12, 15)]],
    ['of a check at its beginning', span(10, 10), [span(10, 10)]],
    ['that reaches out of it', span(15, 25), [span(15, 20)]],
    ['after it', span(20, 25), []],
    ['over both', span(0, 40), [span(10, 20), span(30, 40)]],
  ])('tells of a span %s what was in a tenure', (_, given, within) => {
    const tenures = [{ from: at(10), to: at(20) }, { from: at(30) }];
    expect(spansWithin([given], tenures)).toEqual(within);
  });

  it('tells nothing without a tenure', () => {
    expect(spansWithin([span(0, 9)], [])).toEqual([]);
  });
});
