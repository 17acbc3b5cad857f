import { clientIdOf } from './clientIdOf';

const token = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

describe('clientIdOf', () => {
  it.each([
    [{ appid: 'app-1', azp: 'app-2' }, 'app-1'],
    [{ azp: 'app-2' }, 'app-2'],
  ])('reads it from %j', (claims, expected) => {
    expect(clientIdOf(token(claims))).toBe(expected);
  });

  it.each(['', 'no token', token({}), token({ appid: 7 })])(
    'shows nothing of a token that tells none',
    text => {
      expect(() => clientIdOf(text)).toThrow(
        "Microsoft Entra's token does not tell which application it was issued to",
      );
    },
  );
});
