import { Health, healths } from 'backstage-plugin-siem-forwarder-common';
import { isNews } from './isNews';
import { OwnerNotice } from './OwnerNotices';

type Told = Pick<OwnerNotice, 'health' | 'trouble' | 'reasons'>;

const reasons = ['rule-disabled'];
const told = (health: Health, trouble?: Health): Told => ({
  health,
  trouble,
  reasons,
});

const newsAfter = (last: Told | undefined) =>
  healths.filter(health => isNews(last, { health, reasons }));

describe('isNews', () => {
  it.each<[string, Told | undefined, Health[]]>([
    ['nothing', undefined, ['failing', 'degraded', 'unknown']],
    [
      'failing',
      told('failing', 'failing'),
      ['degraded', 'unknown', 'pending', 'quiet', 'healthy'],
    ],
    [
      'degraded',
      told('degraded', 'degraded'),
      ['failing', 'unknown', 'pending', 'quiet', 'healthy'],
    ],
    [
      'unknown',
      told('unknown'),
      // A first look that cannot tell yet is no news.
      ['failing', 'degraded', 'quiet', 'healthy'],
    ],
    [
      'unknown after failing',
      told('unknown', 'failing'),
      ['failing', 'degraded', 'pending', 'quiet', 'healthy'],
    ],
    // The end of the trouble is told, though a look that could not tell came between.
    [
      'pending after failing',
      told('pending', 'failing'),
      ['failing', 'degraded', 'unknown', 'quiet', 'healthy'],
    ],
  ])('to one who was told %s', (_, last, expected) => {
    expect(newsAfter(last)).toEqual(expected);
  });

  it('is another reason for the same trouble, in whatever order', () => {
    const last = { ...told('failing', 'failing'), reasons: ['a', 'b'] };
    const failingBy = (...now: string[]) =>
      isNews(last, { health: 'failing', reasons: now });
    expect(failingBy('b', 'a')).toBe(false);
    expect(failingBy('a', 'c')).toBe(true);
    expect(failingBy('a')).toBe(true);
    expect(failingBy('a', 'b', 'c')).toBe(true);
  });
});
