import { AzureError } from '../azure/AzureError';
import { FailureLog } from './FailureLog';

const MINUTE = 60_000;
const refusal = (id: string, code = 'AuthorizationFailed') =>
  new AzureError({
    service: 'Azure Resource Manager',
    action: 'list workspaces',
    kind: 'forbidden',
    code,
    azureMessage: 'No right',
    correlationRequestId: id,
  });

describe('FailureLog', () => {
  it('keeps one call an hour of each failure, with its ids', () => {
    const warn = jest.fn();
    let now = 0;
    const log = new FailureLog({ logger: { warn }, now: () => now });
    log.note(refusal('call-1'), 'the workspaces of a');
    log.note(refusal('call-2'), 'the workspaces of b');
    log.note(refusal('call-3', 'Other'), 'the workspaces of c');
    log.note(new Error('not of Azure'), 'the workspaces of d');
    now += 59 * MINUTE;
    log.note(refusal('call-4'), 'the workspaces of a');
    now += 2 * MINUTE;
    log.note(refusal('call-5'), 'the workspaces of a');
    expect(warn.mock.calls.map(([line]) => /call-\d/.exec(line)?.[0])).toEqual([
      'call-1',
      'call-3',
      'call-5',
    ]);
    expect(warn.mock.calls[0][0]).toMatch(
      /^Could not read the workspaces of a, and perhaps more: Azure Resource Manager did not list workspaces: No right \(AuthorizationFailed, correlation request id call-1\)\./,
    );
  });
});
