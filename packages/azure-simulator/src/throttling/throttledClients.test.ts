import { Agent } from 'node:https';
import { plants } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';
import { requestJson } from '../__testUtils__/requestJson';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;

interface Attempt {
  status: number;
  headers: Record<string, string>;
  error: unknown;
}

/** As the clients' pipeline has them. */
interface Headers {
  toJSON(): Record<string, string>;
}

describe('a client that asks too much', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;
  let sweeper: OfficialClients;

  beforeEach(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
    sweeper = officialClients(simulator, simulator.credentials.sweeper);
  });

  afterEach(async () => {
    await simulator.stop();
  });

  /** Calls with a client and hands over its last answer, refused or not. */
  async function attempt(
    call: (options: {
      onResponse(response: { headers: Headers }): void;
    }) => Promise<unknown>,
  ): Promise<Attempt> {
    let headers: Record<string, string> = {};
    const onResponse = (response: { headers: Headers }) => {
      headers = response.headers.toJSON();
    };
    try {
      await call({ onResponse });
      return { status: 200, headers, error: undefined };
    } catch (error) {
      const { statusCode, response } = error as {
        statusCode: number;
        response: { headers: Headers };
      };
      return { status: statusCode, headers: response.headers.toJSON(), error };
    }
  }
  async function until(
    status: number,
    most: number,
    call: () => Promise<Attempt>,
  ): Promise<{ asked: number; last: Attempt }> {
    let asked = 0;
    let last: Attempt;
    do {
      last = await call();
      asked += 1;
    } while (last.status !== status && asked < most);
    return { asked, last };
  }
  const readGroup = (clients = azure) =>
    attempt(options =>
      clients.resources.resourceGroups.get(austin.resourceGroup, options),
    );

  it('of Resource Manager sees its tokens go, and is refused when there is none', async () => {
    const first = await readGroup();
    expect(first).toMatchObject({
      status: 200,
      headers: {
        'x-ms-ratelimit-remaining-subscription-reads': '249',
        'x-ms-ratelimit-remaining-subscription-global-reads': '3749',
      },
    });
    const { asked, last } = await until(429, 2_000, readGroup);
    expect(asked).toBeGreaterThanOrEqual(250);
    expect(last).toMatchObject({
      status: 429,
      headers: {
        'retry-after': '1',
        'x-ms-ratelimit-remaining-subscription-reads': '0',
        'x-ms-request-id': expect.any(String),
        'x-ms-correlation-request-id': expect.any(String),
      },
      error: {
        code: 'SubscriptionRequestsThrottled',
        message: `Number of read requests for subscription '${austin.subscriptionId}' exceeded the limit of '250' for time interval '00:00:10'. Please try again after '1' seconds.`,
      },
    });
    // Another principal has a bucket of its own, and so has another kind of operation.
    await expect(readGroup(sweeper)).resolves.toMatchObject({ status: 200 });
    await expect(
      attempt(options =>
        azure.eventHub.consumerGroups.createOrUpdate(
          austin.resourceGroup,
          austin.namespaceName,
          'incidents',
          'another',
          {},
          options,
        ),
      ),
    ).resolves.toMatchObject({
      status: 200,
      headers: { 'x-ms-ratelimit-remaining-subscription-writes': '199' },
    });
    await simulator.control.advance({ seconds: 10 });
    const { headers } = await readGroup();
    expect(
      Number(headers['x-ms-ratelimit-remaining-subscription-reads']),
    ).toBeGreaterThanOrEqual(249);
  });

  it('of Resource Manager gets through when it waits as long as it was told, in real time', async () => {
    await until(429, 2_000, readGroup);
    const patient = officialClients(
      simulator,
      simulator.credentials.provisioner,
      austin.subscriptionId,
      { maxRetries: 3 },
    );
    const started = Date.now();
    // A burst of which some must wait: the client honours Retry-After by itself.
    const groups = await Promise.all(
      Array.from({ length: 30 }, () =>
        patient.resources.resourceGroups.get(austin.resourceGroup),
      ),
    );
    expect(groups).toHaveLength(30);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
    const refused = (await simulator.control.requests()).filter(
      ({ status }) => status === 429,
    );
    expect(refused.length).toBeGreaterThan(1);
  });

  it('of the metrics service is told that it is overloaded, with 529', async () => {
    const region = sweeper.metrics('eastus2');
    const query = (ids: string[]) =>
      attempt(() =>
        region.queryResources(
          ids,
          ['IncomingMessages'],
          'Microsoft.EventHub/namespaces',
        ),
      );
    await expect(
      query(Array.from({ length: 51 }, () => austin.namespaceId)),
    ).resolves.toMatchObject({ status: 400 });
    // Faster than a hundred a second: connections are kept, and nothing is computed.
    const { token } = await sweeper.credential.getToken(
      'https://metrics.monitor.azure.com/.default',
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const url = `${simulator.endpoints.metrics.replace(
      '{region}',
      'eastus2',
    )}/subscriptions/${austin.subscriptionId}/metrics:getBatch`;
    const answers = await Promise.all(
      Array.from({ length: 1_500 }, () =>
        requestJson(url, {
          ca: simulator.caPem,
          agent,
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
        }),
      ),
    );
    agent.destroy();
    const overloaded = answers.filter(({ status }) => status === 529);
    expect(overloaded.length).toBeGreaterThan(0);
    expect(answers.length - overloaded.length).toBeGreaterThanOrEqual(99);
    expect(overloaded[0]).toMatchObject({
      headers: { 'retry-after': '1' },
      body: {
        error: {
          code: 'TooManyRequests',
          message: expect.stringContaining(austin.subscriptionId),
        },
      },
    });
  });

  it('of Log Analytics asks two hundred queries in thirty seconds', async () => {
    const { workspaces } = await simulator.control.state('workspaces');
    const { customerId } = workspaces[austin.workspaceId.toLowerCase()];
    const query = () =>
      attempt(() =>
        sweeper.logs.queryWorkspace(customerId, 'SecurityAlert | count', {
          duration: 'PT1H',
        }),
      );
    const { asked, last } = await until(429, 300, query);
    expect(asked).toBe(201);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect(last.error).toMatchObject({
      statusCode: 429,
      code: 'ThrottledError',
    });
    await simulator.control.advance({ seconds: 30 });
    await expect(query()).resolves.toMatchObject({ status: 200 });
  });
});

describe('without throttling', () => {
  it('nobody is counted, and no header speaks of it', async () => {
    const simulator = await startAzureSimulator({
      latencies: 'none',
      behaviours: { throttling: false },
    });
    const azure = officialClients(simulator, simulator.credentials.provisioner);
    const { status, body } = await azure.graph
      .pathUnchecked('/applications')
      .get();
    expect(status).toBe('200');
    expect(body).toBeDefined();
    const names: string[] = [];
    const onResponse = (response: { headers: Headers }) => {
      names.push(...Object.keys(response.headers.toJSON()));
    };
    for (let index = 0; index < 300; index += 1) {
      await azure.resources.resourceGroups.get(austin.resourceGroup, {
        onResponse,
      });
    }
    expect(names.filter(name => name.includes('ratelimit'))).toEqual([]);
    await simulator.stop();
  });
});
