import { formatElapsed } from './formatElapsed';
import { formatRelative } from './formatRelative';

const now = new Date('2026-11-24T10:00:00Z');

describe('times for people', () => {
  it.each([
    ['2026-11-24T09:56:00Z', '4 minutes ago'],
    ['2026-11-24T10:00:12Z', 'now'],
    ['2026-11-24T09:59:40Z', '20 seconds ago'],
    ['2026-11-24T10:05:00Z', 'in 5 minutes'],
    ['2027-02-15T10:00:00Z', 'in 83 days'],
    ['2026-10-05T10:00:00Z', '50 days ago'],
    ['2028-11-24T10:00:00Z', 'in 2 years'],
    ['no time', 'no time'],
  ])('%s is %s', (at, words) => {
    expect(formatRelative(at, now)).toBe(words);
  });

  it.each([
    ['2026-11-24T09:59:40Z', '0 min'],
    ['2026-11-24T08:48:00Z', '1 h 12 min'],
    ['2026-11-24T08:00:00Z', '2 h'],
    ['2026-11-22T07:00:00Z', '2 d 3 h'],
    ['2026-11-01T00:00:00Z', '23 d'],
    ['2026-11-24T10:03:00Z', '0 min'],
  ])('since %s it is %s', (since, words) => {
    expect(formatElapsed(since, now)).toBe(words);
  });
});
