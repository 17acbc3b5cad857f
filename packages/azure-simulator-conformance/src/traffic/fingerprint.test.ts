import { Exchange } from 'azure-simulator';
import { fingerprint } from './fingerprint';

function exchange(changes: Partial<Exchange> = {}): Exchange {
  return {
    service: 'resourceManager',
    method: 'GET',
    url: '/subscriptions/11111111-1111-4111-8111-111111111111?api-version=1',
    requestHeaders: { 'user-agent': 'one' },
    status: 200,
    responseHeaders: { 'x-ms-ratelimit-remaining-subscription-reads': '249' },
    responseBody: { createdAt: '2026-11-24T08:00:00.000Z', count: 3 },
    ...changes,
  };
}

describe('the fingerprint of an exchange', () => {
  it.each<[string, Partial<Exchange>]>([
    [
      'another id',
      {
        url: '/subscriptions/22222222-2222-4222-8222-222222222222?api-version=1',
      },
    ],
    [
      'another instant',
      { responseBody: { createdAt: '2026-12-24T09:01:02.345Z', count: 3 } },
    ],
    ['another client', { requestHeaders: { 'user-agent': 'two' } }],
    [
      'other counters',
      {
        responseHeaders: {
          'x-ms-ratelimit-remaining-subscription-reads': '7',
        },
      },
    ],
  ])('is the same with %s', (_, changes) => {
    expect(fingerprint(exchange(changes))).toBe(fingerprint(exchange()));
  });

  it.each<[string, Partial<Exchange>]>([
    ['a malformed id', { url: '/subscriptions/1?api-version=1' }],
    [
      'another form of an instant',
      { responseBody: { createdAt: '24 Nov 2026', count: 3 } },
    ],
    [
      'an instant without zone',
      { responseBody: { createdAt: '2026-11-24T08:00:00', count: 3 } },
    ],
    [
      'another number',
      { responseBody: { createdAt: '2026-11-24T08:00:00.000Z', count: 4 } },
    ],
    ['another status', { status: 202 }],
    [
      'an id of the request, which some documents ask for',
      { responseHeaders: { 'client-request-id': 'one' } },
    ],
    ['another header', { responseHeaders: { 'retry-after': '7' } }],
  ])('differs with %s', (_, changes) => {
    expect(fingerprint(exchange(changes))).not.toBe(fingerprint(exchange()));
  });
});
