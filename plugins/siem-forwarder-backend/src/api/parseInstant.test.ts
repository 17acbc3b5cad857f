import { parseInstant } from './parseInstant';

describe('parseInstant', () => {
  it.each([
    ['2026-11-24T13:00:00+01:00', '2026-11-24T12:00:00.000Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('reads %s', (text, instant) => {
    expect(parseInstant('from', text)).toBe(instant);
  });

  it.each([
    'yesterday',
    '2026-11-24T12:00:00',
    // Texts of these years do not compare as times do.
    '-271821-04-20T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
  ])('refuses %s', text => {
    expect(() => parseInstant('to', text)).toThrow(`to: '${text}' is no time`);
  });
});
