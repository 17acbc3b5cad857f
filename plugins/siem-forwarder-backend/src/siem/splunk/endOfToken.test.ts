import { endOfToken } from './endOfToken';

const token = (claims: unknown) =>
  `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('endOfToken', () => {
  it('reads the end that a token names', () => {
    expect(endOfToken(token({ exp: 1_767_225_600 }))).toBe(
      '2026-01-01T00:00:00.000Z',
    );
  });

  it.each([
    ['has no end', token({ exp: 0 })],
    ['names no end', token({ sub: 'portal' })],
    ['names something else', token({ exp: 'tomorrow' })],
    ['is no object', token(null)],
    ['is no JSON Web Token', 'not-a-real-token'],
    ['is empty', ''],
  ])('tells nothing of one that %s', (_, text) => {
    expect(endOfToken(text)).toBeUndefined();
  });
});
