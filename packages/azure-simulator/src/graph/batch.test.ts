import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

interface Answer {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: { error?: { code: string }; displayName?: string; value?: unknown[] };
}

describe('$batch of Microsoft Graph', () => {
  let simulator: AzureSimulator;
  let graph: OfficialClients['graph'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    graph = officialClients(simulator, simulator.credentials.provisioner).graph;
  });

  afterAll(async () => {
    await simulator.stop();
  });

  async function send(requests: object[]) {
    const { status, body } = await graph
      .pathUnchecked('/$batch')
      .post({ body: { requests } });
    return {
      status,
      error: (body as { error?: { code: string; message: string } }).error,
      responses: (body as { responses?: Answer[] }).responses ?? [],
    };
  }

  it('answers each request by itself, in an answer of 200', async () => {
    const { status, responses } = await send([
      { id: '1', method: 'GET', url: '/applications?$top=2&$select=id' },
      { id: '2', method: 'GET', url: 'applications/nonsense' },
      {
        id: '3',
        method: 'POST',
        url: '/applications',
        headers: { 'Content-Type': 'application/json' },
        body: { displayName: 'In a batch' },
      },
      { id: '4', method: 'GET', url: '/nonsense' },
    ]);
    expect(status).toBe('200');
    expect(responses.map(({ id, status: each }) => [id, each])).toEqual([
      ['1', 200],
      ['2', 404],
      ['3', 201],
      ['4', 400],
    ]);
    expect(responses[0].body?.value).toHaveLength(2);
    expect(responses[1].body?.error?.code).toBe('Request_ResourceNotFound');
    expect(responses[2]).toMatchObject({
      headers: { 'x-ms-resource-unit': '1' },
      body: { displayName: 'In a batch' },
    });
  });

  it('lets a path with broken escapes fail its own request alone', async () => {
    const { status, responses } = await send([
      { id: 'broken', method: 'GET', url: '/applications/%zz' },
      { id: 'sound', method: 'GET', url: '/applications?$top=1' },
    ]);
    expect(status).toBe('200');
    expect(responses.map(({ id, status: each }) => [id, each])).toEqual([
      ['broken', 404],
      ['sound', 200],
    ]);
  });

  it('does what others depend on first, and not what depends on a failure', async () => {
    const upsert = "/applications(uniqueName='chained')";
    const { responses } = await send([
      {
        id: 'second',
        method: 'GET',
        url: `${upsert}?$select=displayName`,
        dependsOn: ['first'],
      },
      {
        id: 'first',
        method: 'PATCH',
        url: upsert,
        headers: {
          'Content-Type': 'application/json',
          Prefer: 'create-if-missing',
        },
        body: { displayName: 'Chained' },
      },
      { id: 'bad', method: 'GET', url: '/applications/nonsense' },
      {
        id: 'never',
        method: 'DELETE',
        url: upsert,
        dependsOn: ['bad'],
      },
    ]);
    expect(
      Object.fromEntries(responses.map(({ id, status }) => [id, status])),
    ).toEqual({ first: 201, second: 200, bad: 404, never: 424 });
  });

  it.each([
    ['nothing', []],
    [
      'more than twenty requests',
      Array.from({ length: 21 }, (_, index) => ({
        id: String(index),
        method: 'GET',
        url: '/applications',
      })),
    ],
    [
      'an id twice',
      [
        { id: '1', method: 'GET', url: '/applications' },
        { id: '1', method: 'GET', url: '/applications' },
      ],
    ],
    [
      'a circle',
      [
        { id: '1', method: 'GET', url: '/applications', dependsOn: ['2'] },
        { id: '2', method: 'GET', url: '/applications', dependsOn: ['1'] },
      ],
    ],
    [
      'a dependency that is not there',
      [{ id: '1', method: 'GET', url: '/applications', dependsOn: ['2'] }],
    ],
    ['a request without url', [{ id: '1', method: 'GET' }]],
  ])('refuses %s as a whole', async (_, requests) => {
    await expect(send(requests)).resolves.toMatchObject({
      status: '400',
      error: { code: 'BadRequest' },
    });
  });

  it('refuses a batch in a batch', async () => {
    const { responses } = await send([
      {
        id: '1',
        method: 'POST',
        url: '/$batch',
        headers: { 'Content-Type': 'application/json' },
        body: { requests: [] },
      },
    ]);
    expect(responses[0].status).toBe(400);
  });

  it('throttles its members, each with its own wait', async () => {
    // 3,500 units a window: 87 batches of twenty lists at two units each, and a half.
    const twenty = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      method: 'GET',
      url: '/applications?$filter=displayName eq %27none%27',
    }));
    await simulator.control.advance({ seconds: 10 });
    let last: Answer[] = [];
    for (let index = 0; index < 88; index += 1) {
      const { status, responses } = await send(twenty);
      expect(status).toBe('200');
      last = responses;
    }
    expect(last[0].status).toBe(200);
    expect(
      Number(last[0].headers['x-ms-throttle-limit-percentage']),
    ).toBeGreaterThan(0.9);
    expect(last[19]).toMatchObject({
      status: 429,
      headers: {
        'retry-after': expect.stringMatching(/^\d+$/),
        'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      },
      body: { error: { code: 'TooManyRequests' } },
    });
    await simulator.control.advance({ seconds: 10 });
    await expect(send(twenty.slice(0, 1))).resolves.toMatchObject({
      responses: [{ status: 200 }],
    });
  });
});
