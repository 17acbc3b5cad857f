import { failuresOf, parseSplunkError } from './parseSplunkError';

const messages = (type: string, text: string) =>
  JSON.stringify({ messages: [{ type, text }] });
const wrapped = (inner: string) =>
  messages(
    'ERROR',
    `Unexpected error "<class 'splunktaucclib.rest_handler.error.RestError'>" from python handler: "${inner}". See splunkd.log/python.log for more details.`,
  );

describe('parseSplunkError', () => {
  it.each([
    [
      500,
      wrapped('REST Error [409]: Conflict -- Name "x" is already in use'),
      { status: 409, message: 'Name "x" is already in use' },
    ],
    [
      500,
      wrapped(
        'REST Error [400]: Bad Request -- Account authentication failed. Please check your credentials and try again',
      ),
      {
        status: 400,
        message:
          'Account authentication failed. Please check your credentials and try again',
      },
    ],
    [
      401,
      messages('WARN', 'call not properly authenticated'),
      { status: 401, message: 'call not properly authenticated' },
    ],
    [502, '<html>proxy</html>', { status: 502, message: '<html>proxy</html>' }],
    [503, '', { status: 503, message: 'HTTP 503' }],
  ])('reads %d %s', (status, body, expected) => {
    expect(parseSplunkError(status, body)).toEqual(expected);
  });
});

describe('failuresOf', () => {
  it('finds failures in an answer that is called a success', () => {
    expect(
      failuresOf({
        messages: [
          { type: 'INFO', text: 'fine' },
          { type: 'ERROR', text: 'peer is down' },
          { type: 'FATAL', text: 'unknown command' },
        ],
      }),
    ).toBe('peer is down; unknown command');
    expect(failuresOf({ messages: [] })).toBe('');
    expect(failuresOf(undefined)).toBe('');
  });
});
