import { maskCredentials } from './maskCredentials';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzaWVtIn0.c2lnbmF0dXJl_-';

describe('maskCredentials', () => {
  it.each([
    [
      `Authorization: Bearer ${TOKEN} was sent`,
      /^Authorization: Bearer \*+ was/,
    ],
    ['Authorization: Splunk 0123456789abcdef', /Splunk \*+$/],
    ['"authorization": "Basic dXNlcjpwYXNzd29yZA=="', /Basic \*+"$/],
    ['proxy says Bearer 0123456789abcdef0123456789', /Bearer \*+$/],
    [`token ${TOKEN}; end`, /^token \*+; end$/],
    // Cut in the middle of its payload.
    [`token ${TOKEN.slice(0, 30)}`, /^token \*+$/],
    [
      'Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=abc+/d=;EntityPath=hub',
      /SharedAccessKeyName=root;SharedAccessKey=\*+;EntityPath=hub$/,
    ],
    ['https://x.blob/y?sv=1&sig=a%2Fb%3D&se=2', /\?sv=1&sig=\*+&se=2$/],
    [
      '{"client_secret": "a~b.c", "id": 1}',
      /^{"client_secret": "\*+", "id": 1}$/,
    ],
    ['client_secret=a~b&grant_type=x', /^client_secret=\*+&grant_type=x$/],
  ])('masks what is secret in %s', (text, expected) => {
    expect(maskCredentials(text)).toMatch(expected);
  });

  it.each([
    'The bearer of this is fine.',
    'AADSTS7000215: Invalid client secret provided.',
    'The password has ended; set a new one.',
    'Splunk configuration and basic authentication are missing.',
    'Splunk answers and has what it needs.',
    "Secret 'siem-forwarder:task-1' of application a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10",
  ])('leaves a sentence alone: %s', text => {
    expect(maskCredentials(text)).toBe(text);
  });
});
