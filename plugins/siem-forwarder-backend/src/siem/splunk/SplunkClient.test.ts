import { inspect } from 'util';
import {
  startService,
  TestService,
} from '../../azure/__testUtils__/startService';
import { SplunkAccounts } from './SplunkAccounts';
import { SplunkClient } from './SplunkClient';

const SECRET = 'not~a&real secret';
const TOKEN = 'not-a-real-token';
const connection = {
  name: 'ot-alerts',
  tenantId: '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47',
  clientId: '5a1f0c3e-9d42-4c6b-b7e8-2f4a6d8c0e11',
  cloud: 'public' as const,
  fullyQualifiedNamespace: 'evhns-ot.servicebus.windows.net',
  eventHubName: 'defender-iot',
  consumerGroup: 'siem',
  tables: ['SecurityIncident'],
};

describe('SplunkClient', () => {
  let service: TestService;
  afterEach(() => service?.stop());

  const client = (timeout?: number) =>
    new SplunkClient({
      url: service.url,
      token: TOKEN,
      title: 'SOC Splunk',
      timeout,
    });
  const putAccount = () =>
    new SplunkAccounts(client()).put(
      { name: 'a', exists: false, connection, secret: SECRET },
      {},
    );

  it('never lets a secret or a token into an error, whatever Splunk repeats', async () => {
    service = await startService((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () =>
        response.writeHead(400).end(
          JSON.stringify({
            messages: [
              {
                type: 'ERROR',
                text: `cannot save ${body} ${SECRET} for ${request.headers.authorization}`,
              },
            ],
          }),
        ),
      );
    });
    const error: unknown = await putAccount().catch(thrown => thrown);
    const text = inspect(error, { depth: 10, showHidden: true });
    expect(text).toContain("did not create Azure account 'a'");
    expect(text).toContain('client_id=5a1f0c3e');
    expect(text).toContain('client_secret=******');
    for (const form of [
      SECRET,
      encodeURIComponent(SECRET),
      new URLSearchParams({ x: SECRET }).toString().slice(2),
      TOKEN,
    ]) {
      expect(text).not.toContain(form);
    }
  });

  it('masks a token that a page of a proxy repeats where it is cut', async () => {
    for (let before = 440; before < 510; before += 5) {
      service = await startService((request, response) =>
        response
          .writeHead(502)
          .end(`${'x'.repeat(before)} ${request.headers.authorization}`),
      );
      const error: unknown = await putAccount().catch(thrown => thrown);
      expect(inspect(error)).not.toContain(TOKEN.slice(0, 5));
      await service.stop();
    }
  });

  it('tells a refused credential, which may be accepted later, from other refusals', async () => {
    const answers = ['Account authentication failed', 'tenant_id is no UUID'];
    service = await startService((_, response, number) => {
      response.writeHead(500).end(
        JSON.stringify({
          messages: [
            {
              type: 'ERROR',
              text: `Unexpected error "x" from python handler: "REST Error [400]: Bad Request -- ${
                answers[number - 1]
              }". See splunkd.log/python.log for more details.`,
            },
          ],
        }),
      );
    });
    await expect(putAccount()).rejects.toMatchObject({
      name: 'SiemCredentialRefusedError',
      retryable: true,
    });
    await expect(putAccount()).rejects.toMatchObject({
      name: 'SiemError',
      kind: 'refused',
      retryable: false,
    });
  });

  it('ends a request that is never answered, and one that its caller ends', async () => {
    service = await startService(() => {});
    const request = { method: 'GET' as const, path: ['x'], action: 'answer' };
    await expect(client(200).send(request)).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('no answer within 0.2 seconds'),
    });
    const controller = new AbortController();
    const reason = new Error('cancelled');
    setTimeout(() => controller.abort(reason), 50);
    await expect(
      client().send({ ...request, signal: controller.signal }),
    ).rejects.toBe(reason);
  });

  it('does not follow a redirect with its token', async () => {
    service = await startService((_, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(
      client().send({ method: 'GET', path: ['x'], action: 'answer' }),
    ).rejects.toMatchObject({ name: 'SiemError' });
    expect(service.requests).toHaveLength(1);
  });

  it('encodes names in paths', async () => {
    service = await startService((_, response) => {
      response.end('{"entry":[]}');
    });
    await client().get({ path: ['a', '../b?c'], action: 'read' });
    expect(service.requests).toEqual(['GET /a/..%2Fb%3Fc?output_mode=json']);
  });

  it('takes the failure of a search for one, and its answer for rows', async () => {
    service = await startService((_, response, number) => {
      response.end(
        number === 1
          ? '{"messages":[{"type":"FATAL","text":"Unknown search command"}],"results":[]}'
          : '{"messages":[],"results":[{"count":"3","host":["a","b"]}]}',
      );
    });
    const search = () =>
      client().search(
        'search x',
        { earliest: '-1h', latest: 'now' },
        { action: 'search' },
      );
    await expect(search()).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('Unknown search command'),
    });
    expect(await search()).toEqual([{ count: '3', host: 'a b' }]);
  });
});
