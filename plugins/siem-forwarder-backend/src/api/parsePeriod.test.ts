import { parsePeriod } from './parsePeriod';

describe('parsePeriod', () => {
  it.each([
    [{}, {}],
    [
      { from: '2026-11-24T13:00:00+01:00', to: '2026-11-24T12:00:00Z' },
      { from: '2026-11-24T12:00:00.000Z', to: '2026-11-24T12:00:00.000Z' },
    ],
    [
      { to: '2026-11-24T12:00:00Z' },
      { from: undefined, to: '2026-11-24T12:00:00.000Z' },
    ],
  ])('reads %j', (query, period) => {
    expect(parsePeriod(query)).toEqual(period);
  });

  it('refuses one that ends before it begins', () => {
    expect(() =>
      parsePeriod({ from: '2026-11-24T00:00:00Z', to: '2020-01-01T00:00:00Z' }),
    ).toThrow(
      "from: '2026-11-24T00:00:00Z' is after '2020-01-01T00:00:00Z'; a period must end after it begins",
    );
  });

  it('names the end that is no time', () => {
    expect(() =>
      parsePeriod({ from: '2026-11-24T00:00:00Z', to: 'today' }),
    ).toThrow("to: 'today' is no time");
  });
});
