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

  it('counts what it has forgotten too, by operation and status', () => {
    const log = new RequestLog(1);
    for (const status of [200, 429, 200]) {
      log.add({ ...entry('1'), operationId: 'Things_List', status });
    }
    log.add({ ...entry('1'), service: 'graph' });
    expect(log.counts()).toEqual([
      { service: 'login', operationId: 'Things_List', status: 200, count: 2 },
      { service: 'login', operationId: 'Things_List', status: 429, count: 1 },
      { service: 'graph', operationId: undefined, status: 200, count: 1 },
    ]);
    log.clear();
    expect(log.counts()).toEqual([]);
  });
});
