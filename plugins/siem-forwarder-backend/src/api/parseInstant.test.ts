import { parseInstant } from './parseInstant';

describe('parseInstant', () => {
  it.each([
    ['2026-11-24T13:00:00+01:00', '2026-11-24T12:00:00.000Z'],
    ['2026-11-24T12:00Z', '2026-11-24T12:00:00.000Z'],
    ['2028-02-29T23:59:59.5-05:30', '2028-03-01T05:29:59.500Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('reads %s', (text, instant) => {
    expect(parseInstant('from', text)).toBe(instant);
  });

  it.each([
    'yesterday',
    '2026-11-24T12:00:00',
    '2026-11-24',
    '1 Z',
    'Tue, 24 Nov 2026 12:00:00 Z',
    '2026-W48-2T12:00:00Z',
    // The plus sign of a zone, unescaped in a query.
    '2026-11-24T00:00:00 05:00',
    // No such day, hour or zone.
    '2026-02-31T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2026-11-24T25:00:00Z',
    '2026-11-24T12:00:00+99:99',
    // Texts of these years do not compare as times do.
    '-271821-04-20T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
  ])('refuses %s', text => {
    expect(() => parseInstant('to', text)).toThrow(`to: '${text}' is no time`);
  });
});
