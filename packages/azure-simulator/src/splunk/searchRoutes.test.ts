import https from 'node:https';
import {
  callSplunk,
  contentOf,
  entriesOf,
  SplunkCall,
} from '../__testUtils__/splunkCaller';
import { splunkIndex } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

describe('searches', () => {
  let simulator: AzureSimulator;

  beforeEach(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: { splunkSearch: 2_000 },
    });
  });

  afterEach(async () => {
    await simulator.stop();
  });

  const onSearchHead = (path: string, options?: SplunkCall) =>
    callSplunk(simulator, 'splunkSearch', path, options);

  const spl = `search index=${splunkIndex} earliest=-1d | stats count`;
  const jobs = '/services/search/jobs';

  it('are dispatched, followed until they are done, and forgotten', async () => {
    const created = await onSearchHead(jobs, { body: { search: spl } });
    expect(created.status).toBe(201);
    const { sid } = created.body as { sid: string };
    const job = async () => contentOf(await onSearchHead(`${jobs}/${sid}`));
    expect(await job()).toMatchObject({
      dispatchState: 'QUEUED',
      isDone: false,
      doneProgress: 0,
      resultCount: 0,
    });
    expect(await onSearchHead(`${jobs}/${sid}/results`)).toMatchObject({
      status: 204,
      body: undefined,
    });
    await simulator.control.advance({ seconds: 1 });
    expect(await job()).toMatchObject({
      dispatchState: 'RUNNING',
      doneProgress: 0.5,
    });
    await simulator.control.advance({ seconds: 1 });
    expect(await job()).toMatchObject({
      dispatchState: 'DONE',
      isDone: true,
      isFailed: false,
      doneProgress: 1,
      resultCount: 1,
    });
    expect(
      await onSearchHead(`/services/search/v2/jobs/${sid}/results`),
    ).toMatchObject({
      status: 200,
      body: {
        fields: [{ name: 'count' }],
        results: [{ count: expect.stringMatching(/^\d+$/) }],
      },
    });
    expect(
      entriesOf(await onSearchHead(jobs)).map(entry => entry.name),
    ).toContain(sid);
    await onSearchHead(`${jobs}/${sid}`, { method: 'DELETE' });
    const unknown = {
      status: 404,
      body: { messages: [{ type: 'FATAL', text: 'Unknown sid.' }] },
    };
    expect(await onSearchHead(`${jobs}/${sid}`)).toMatchObject(unknown);

    const short = (
      await onSearchHead(jobs, {
        body: { search: spl, exec_mode: 'blocking', timeout: '60' },
      })
    ).body as { sid: string };
    expect(contentOf(await onSearchHead(`${jobs}/${short.sid}`))).toMatchObject(
      {
        dispatchState: 'DONE',
      },
    );
    await simulator.control.advance({ seconds: 60 });
    expect(await onSearchHead(`${jobs}/${short.sid}`)).toMatchObject(unknown);
  });

  it.each([
    ['', 'Empty search.'],
    ['| nope', "Unknown search command 'nope'."],
  ])('%j is refused as fatal, at once', async (search, text) => {
    for (const mode of ['oneshot', 'normal']) {
      expect(
        await onSearchHead(jobs, { body: { search, exec_mode: mode } }),
      ).toMatchObject({
        status: 400,
        body: { messages: [{ type: 'FATAL', text }] },
      });
    }
  });

  it('are exported a line of JSON a row', async () => {
    const lines = await new Promise<string[]>((resolve, reject) => {
      const request = https.request(
        `${simulator.endpoints.splunkSearch}${jobs}/export`,
        {
          method: 'POST',
          ca: simulator.caPem,
          headers: {
            authorization: `Bearer ${simulator.credentials.splunk.searchToken}`,
            'content-type': 'application/x-www-form-urlencoded',
          },
        },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', part => {
            text += part;
          });
          response.on('end', () => resolve(text.trim().split('\n')));
        },
      );
      request.on('error', reject);
      request.end(
        new URLSearchParams({
          search: '| eventcount summarize=false index=* | table index count',
          output_mode: 'json',
        }).toString(),
      );
    });
    const rows = lines.map(line => JSON.parse(line) as Record<string, unknown>);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.map(row => row.offset)).toEqual(rows.map((_, index) => index));
    expect(rows.filter(row => row.lastrow)).toEqual([rows[rows.length - 1]]);
    expect(rows[0]).toMatchObject({
      preview: false,
      result: { count: expect.stringMatching(/^\d+$/) },
    });
  });

  it('say that they are incomplete while a peer is down, with a 200', async () => {
    await simulator.control.setSplunkPeerDown('idx-ot-02', true);
    const search = () =>
      onSearchHead(jobs, { body: { search: spl, exec_mode: 'oneshot' } });
    expect(await search()).toMatchObject({
      status: 200,
      body: {
        messages: [
          {
            type: 'ERROR',
            text: expect.stringContaining(
              'Unable to distribute to peer named idx-ot-02',
            ),
          },
        ],
      },
    });
    await simulator.control.setSplunkPeerDown('idx-ot-02', false);
    expect(await search()).toMatchObject({ body: { messages: [] } });
  });
});
