import { withoutMarks, withoutWait } from './withoutMarks';

const ID = '0b9f6c1e-5d43-4a7e-9c1d-2f8e7a6b3c54';

describe('withoutMarks', () => {
  it.each([
    [
      `invalid_client: 7000215 - [2026-11-24 09:12:00Z]: AADSTS7000215: Invalid client secret provided. Trace ID: ${ID} Correlation ID: ${ID} Timestamp: 2026-11-24 09:12:00Z`,
      'invalid_client: 7000215 - AADSTS7000215: Invalid client secret provided.',
    ],
    [
      `The namespace is gone. TrackingId:${ID}_G0, SystemTracker:gateway5, Timestamp:2026-11-24T09:12:00`,
      'The namespace is gone.',
    ],
    [
      'Our services aren’t available right now. Ref A: 7F3C5 Ref B: AMS04EDGE12 Ref C: 2026-11-24T09:12:00Z',
      'Our services aren’t available right now.',
    ],
    [`It failed (request id '${ID}').`, 'It failed.'],
    [`Something is wrong - client-request-id: ${ID}`, 'Something is wrong'],
    [`It failed; the correlation id is ${ID}.`, 'It failed.'],
    [
      `Please provide below info when asking for support: timestamp = 2026-11-24T09:12:00.1234567Z, correlationId = ${ID}.`,
      'Please provide below info when asking for support:.',
    ],
    // Who was refused what is the same each time.
    [
      `The client '${ID}' with object id '${ID}' does not have authorization over scope '/subscriptions/${ID}'.`,
      `The client '${ID}' with object id '${ID}' does not have authorization over scope '/subscriptions/${ID}'.`,
    ],
    [
      'The request id must be given; the secret ended at 2026-11-20T00:00:00Z.',
      'The request id must be given; the secret ended at 2026-11-20T00:00:00Z.',
    ],
  ])('%s', (text, expected) => {
    expect(withoutMarks(text)).toBe(expected);
  });
});

describe('withoutWait', () => {
  it.each([
    [
      'Azure asked not to be called for another 37 seconds',
      'Azure asked not to be called for a while',
    ],
    [
      "The limit of '12000' was exceeded. Please try again after '5' minutes.",
      "The limit of '12000' was exceeded. Please try again after a while.",
    ],
  ])('%s', (text, expected) => {
    expect(withoutWait(text)).toBe(expected);
  });
});
