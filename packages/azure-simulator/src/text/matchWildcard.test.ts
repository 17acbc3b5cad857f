import { matchWildcard } from './matchWildcard';

describe('matchWildcard', () => {
  it.each([
    ['abc', 'ABC', true],
    ['abc', 'abcd', false],
    ['a*', 'a', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*', '', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*bc*bc', 'abc', false],
    ['*x*', 'line\nwith x', true],
    ['a.c', 'abc', false],
  ])('tells whether the whole of a text is %s: %s', (pattern, text, fits) => {
    expect(matchWildcard(pattern, { whole: true })(text)).toBe(fits);
  });

  it.each([
    ['b', 'abc', true],
    ['a*c', 'xabcx', true],
    ['c*a', 'abc', false],
  ])('finds %s in %s', (pattern, text, fits) => {
    expect(matchWildcard(pattern, { whole: false })(text)).toBe(fits);
  });
});
