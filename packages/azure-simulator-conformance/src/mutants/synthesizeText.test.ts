import { synthesizeText } from './synthesizeText';

describe('texts for schemas', () => {
  it.each([
    [{ enum: ['Basic', 'Standard'] }, /^Basic$/],
    [{ format: 'uuid' }, /^[0-9a-f-]{36}$/],
    [{ format: 'uri', pattern: '/oauth2/v2\\.0/token$' }, /^https:.*\/token$/],
    [{ pattern: '^[0-9a-f]{64}$' }, /^[0-9a-f]{64}$/],
    [{ pattern: '^[a-z][a-z0-9-]{6,50}[a-z0-9]$' }, /^[a-z][a-z0-9-]{7,}$/],
    [{ pattern: '^AADSTS[0-9]+: .+ Trace ID: \\S+$' }, /^AADSTS\d+: .+/],
    [{ minLength: 20, maxLength: 30 }, /^.{20,30}$/],
    [{}, /./],
  ])('fit %j', (keywords, expected) => {
    expect(synthesizeText(keywords)).toMatch(expected);
    expect(synthesizeText(keywords)).toBe(synthesizeText(keywords));
  });

  it('are not made up where none fits', () => {
    expect(synthesizeText({ pattern: '^x$', minLength: 2 })).toBeUndefined();
  });
});
