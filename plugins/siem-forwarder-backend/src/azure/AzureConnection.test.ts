import {
  createEmptyPipeline,
  createPipelineRequest,
  HttpMethods,
} from '@azure/core-rest-pipeline';
import { AzureConnection, AzureTimings } from './AzureConnection';
import { callAzure } from './callAzure';
import { microsoftClouds } from './clouds';
import { startService, TestService } from './__testUtils__/startService';

const call = {
  service: 'Azure Resource Manager' as const,
  action: "read event hub 'defender-iot'",
};

describe('AzureConnection', () => {
  let service: TestService;
  afterEach(() => service?.stop());

  async function send(
    options: {
      method?: HttpMethods;
      path?: string;
      identity?: 'sweeper' | 'provisioner';
      timings?: AzureTimings;
      signal?: AbortSignal;
    } = {},
  ) {
    const { pipeline } = new AzureConnection({
      tenantId: 'tenant',
      identity: options.identity ?? 'provisioner',
      cloud: microsoftClouds.public,
      credential: { getToken: async () => null },
      timings: { retryDelay: 5, ...options.timings },
    }).withPolicies({ pipeline: createEmptyPipeline() });
    const request = createPipelineRequest({
      url: `${service.url}${options.path ?? '/subscriptions/x'}`,
      method: options.method ?? 'GET',
      allowInsecureConnection: true,
      abortSignal: options.signal,
    });
    return callAzure(call, { signal: options.signal }, async () => {
      const response = await pipeline.sendRequest(service.httpClient, request);
      return {
        status: response.status,
        correlationId: request.headers.get('x-ms-correlation-request-id'),
      };
    });
  }

  it('ends a call that is never answered, and says which', async () => {
    service = await startService(() => {});
    const started = Date.now();
    await expect(
      send({ timings: { attemptTimeout: 200 } }),
    ).rejects.toMatchObject({
      name: 'AzureError',
      kind: 'timeout',
      statusCode: 504,
      retryable: true,
      message: expect.stringMatching(
        /did not read event hub 'defender-iot': GET 127\.0\.0\.1:\d+\/subscriptions\/x was not answered within 0\.2 seconds/,
      ),
    });
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(service.requests).toHaveLength(1);
  });

  it('ends a call whose answer begins and never ends', async () => {
    service = await startService((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    });
    await expect(
      send({ timings: { attemptTimeout: 200 } }),
    ).rejects.toMatchObject({ kind: 'timeout' });
  });

  it("stops at once when the caller does, with the caller's reason", async () => {
    service = await startService(() => {});
    const controller = new AbortController();
    const reason = new Error('the run was cancelled');
    const sent = send({ signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await expect(sent).rejects.toBe(reason);
  });

  it('waits as long as Azure asks for, then goes on', async () => {
    service = await startService((_, response, number) => {
      if (number === 1) {
        response.writeHead(429, { 'retry-after': '1' });
      }
      response.end();
    });
    const started = Date.now();
    expect(await send()).toMatchObject({ status: 200 });
    expect(Date.now() - started).toBeGreaterThanOrEqual(990);
    expect(service.requests).toHaveLength(2);
  });

  it.each([
    ['longer than it is worth', { 'retry-after': '3600' }],
    ['for an unknown time', {}],
  ])('gives up when Azure asks to wait %s', async (_, headers) => {
    service = await startService((__, response) => {
      response.writeHead(429, headers).end();
    });
    expect(await send()).toMatchObject({ status: 429 });
    expect(service.requests).toHaveLength(1);
  });

  it('adds up the waits of one call', async () => {
    service = await startService((_, response) => {
      response.writeHead(429, { 'retry-after-ms': '400' }).end();
    });
    expect(await send({ timings: { maximumThrottleWait: 1 } })).toMatchObject({
      status: 429,
    });
    expect(service.requests).toHaveLength(3);
  });

  it.each<[HttpMethods, string, number]>([
    ['GET', '/x', 4],
    ['PUT', '/x', 4],
    ['POST', '/applications/x/addPassword', 1],
    ['POST', '/v1/workspaces/x/query', 4],
  ])(
    'sends %s %s again after a failure: %d times in all',
    async (method, path, times) => {
      service = await startService((_, response) => {
        response.writeHead(503).end();
      });
      expect(await send({ method, path })).toMatchObject({ status: 503 });
      expect(service.requests).toHaveLength(times);
    },
  );

  it('sends what changes nothing again after a cut connection, and nothing else', async () => {
    service = await startService((_, response, number) => {
      if (number % 2) {
        response.socket?.destroy();
      } else {
        response.end();
      }
    });
    expect(await send({ method: 'GET' })).toMatchObject({ status: 200 });
    expect(service.requests).toHaveLength(2);
    await expect(send({ method: 'POST' })).rejects.toMatchObject({
      kind: 'unreachable',
    });
    expect(service.requests).toHaveLength(3);
  });

  it.each<[HttpMethods, string]>([
    ['GET', '/subscriptions/x/providers/Microsoft.EventHub/namespaces/n'],
    ['HEAD', '/subscriptions/x/resourcegroups/g'],
    ['POST', '/v1/workspaces/w/query'],
    ['POST', '/eastus2/subscriptions/x/metrics:getBatch'],
    ['POST', '/providers/Microsoft.ResourceGraph/resources'],
  ])('the sweeper may send %s %s', async (method, path) => {
    service = await startService((_, response) => {
      response.end();
    });
    expect(await send({ method, path, identity: 'sweeper' })).toMatchObject({
      status: 200,
    });
  });

  it.each<[HttpMethods, string]>([
    ['PUT', '/subscriptions/x/providers/Microsoft.EventHub/namespaces/n'],
    ['PATCH', '/v1.0/applications/x'],
    ['DELETE', '/subscriptions/x'],
    ['POST', '/v1.0/applications/x/addPassword'],
    [
      'POST',
      '/subscriptions/x/providers/Microsoft.EventHub/namespaces/n/authorizationRules/r/listKeys',
    ],
    ['POST', '/subscriptions/x/resourceGroups/metrics:getBatch/deploy'],
  ])('the sweeper may not send %s %s', async (method, path) => {
    service = await startService((_, response) => {
      response.end();
    });
    await expect(
      send({ method, path, identity: 'sweeper' }),
    ).rejects.toMatchObject({ name: 'ReadOnlyIdentityError' });
    expect(service.requests).toEqual([]);
  });

  it('gives a call one correlation id for all its attempts', async () => {
    const seen: unknown[] = [];
    service = await startService((request, response, number) => {
      seen.push(request.headers['x-ms-correlation-request-id']);
      response.writeHead(number < 3 ? 500 : 200).end();
    });
    const { correlationId } = await send();
    expect(seen).toEqual([correlationId, correlationId, correlationId]);
    expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
