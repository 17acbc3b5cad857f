import { LoggedRequest, RequestLog } from './RequestLog';

function entry(path: string): LoggedRequest {
  return {
    time: '2026-11-24T08:00:00.000Z',
    service: 'login',
    method: 'GET',
    path,
    correlationId: path,
    status: 200,
    isWrite: false,
  };
}

describe('RequestLog', () => {
  it('keeps the newest, oldest first, however often it went round', () => {
    const log = new RequestLog(3);
    const seen: string[][] = [];
    for (const path of ['1', '2', '3', '4', '5', '6', '7']) {
      log.add(entry(path));
      seen.push(log.list().map(logged => logged.path));
    }
    expect(seen).toEqual([
      ['1'],
      ['1', '2'],
      ['1', '2', '3'],
      ['2', '3', '4'],
      ['3', '4', '5'],
      ['4', '5', '6'],
      ['5', '6', '7'],
    ]);
    log.clear();
    expect(log.list()).toEqual([]);
    log.add(entry('8'));
    expect(log.list().map(logged => logged.path)).toEqual(['8']);
  });
});
