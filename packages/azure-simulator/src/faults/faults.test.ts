import https from 'node:https';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { plants } from '../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';
import { requestJson } from '../__testUtils__/requestJson';

jest.setTimeout(60_000);

const { austin, lyon } = plants;

describe('the fault desk', () => {
  let simulator: AzureSimulator;
  let sweeper: OfficialClients;
  let provisioner: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    sweeper = officialClients(simulator, simulator.credentials.sweeper);
    provisioner = officialClients(simulator, simulator.credentials.provisioner);
  });

  afterEach(() => simulator.control.clearFaults());

  afterAll(() => simulator.stop());

  const getHub = (clients = sweeper, abortSignal?: AbortSignal) =>
    clients.eventHub.eventHubs.get(
      austin.resourceGroup,
      austin.namespaceName,
      'incidents',
      { abortSignal },
    );

  const putGroup = (name: string) =>
    provisioner.eventHub.consumerGroups.createOrUpdate(
      lyon.resourceGroup,
      lyon.namespaceName,
      'incidents',
      name,
      {},
    );

  const groupExists = async (name: string) => {
    const { namespaces } = await simulator.control.state('namespaces');
    const { eventHubs } = namespaces[lyon.namespaceId.toLowerCase()];
    return name.toLowerCase() in eventHubs.incidents.consumerGroups;
  };

  it.each([
    [401, 'AuthenticationFailed'],
    [403, 'AuthorizationFailed'],
    [404, 'ResourceNotFound'],
    [409, 'Conflict'],
    [429, 'TooManyRequests'],
    [503, 'ServerBusy'],
    [529, 'ServiceFault'],
  ])('refuses with %d in the words of the service', async (status, code) => {
    await simulator.control.fault({
      operationId: 'ConsumerGroups_CreateOrUpdate',
      status,
      times: 1,
    });
    const name = `refused-${status}`;
    await expect(putGroup(name)).rejects.toMatchObject({
      statusCode: status,
      code,
    });
    await expect(groupExists(name)).resolves.toBe(false);
    await expect(putGroup(name)).resolves.toMatchObject({ name });
  });

  it('lets the first requests pass, then strikes as often as told', async () => {
    const id = await simulator.control.fault({
      operationId: 'EventHubs_Get',
      status: 500,
      after: 2,
      times: 2,
    });
    const ask = async (count: number) => {
      const answers: number[] = [];
      for (let turn = 0; turn < count; turn += 1) {
        answers.push(
          await getHub().then(
            () => 200,
            error => error.statusCode,
          ),
        );
      }
      return answers;
    };
    expect(await ask(3)).toEqual([200, 200, 500]);
    await expect(simulator.control.faults()).resolves.toMatchObject([
      { id, seen: 3, struck: 1 },
    ]);
    expect(await ask(3)).toEqual([500, 200, 200]);
    await expect(simulator.control.faults()).resolves.toEqual([]);
  });

  it('strikes one application and spares the others', async () => {
    await simulator.control.fault({
      operationId: 'EventHubs_Get',
      status: 403,
      callerAppId: simulator.credentials.provisioner.clientId.toUpperCase(),
    });
    await expect(getHub(sweeper)).resolves.toMatchObject({ name: 'incidents' });
    await expect(getHub(provisioner)).rejects.toMatchObject({
      statusCode: 403,
    });
  });

  it('refuses the sign-in of one application', async () => {
    await simulator.control.fault({
      operationId: 'Token_Issue',
      status: 401,
      callerAppId: simulator.credentials.sweeper.clientId,
    });
    const signIn = (identity: 'sweeper' | 'provisioner') => {
      const { tenantId, clientId, clientSecret } =
        simulator.credentials[identity];
      return requestJson(
        `${simulator.endpoints.login}/${tenantId}/oauth2/v2.0/token`,
        {
          ca: simulator.caPem,
          method: 'POST',
          body: {
            grant_type: 'client_credentials',
            client_id: clientId,
            client_secret: clientSecret,
            scope: 'https://management.azure.com/.default',
          },
        },
      );
    };
    await expect(signIn('sweeper')).resolves.toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_codes: [7000215] },
    });
    await expect(signIn('provisioner')).resolves.toMatchObject({ status: 200 });
  });

  it('does the work and answers that it failed', async () => {
    await simulator.control.fault({
      operationId: 'ConsumerGroups_CreateOrUpdate',
      status: 504,
      done: true,
      times: 1,
    });
    await expect(putGroup('done-and-refused')).rejects.toMatchObject({
      statusCode: 504,
      code: 'GatewayTimeout',
    });
    await expect(groupExists('done-and-refused')).resolves.toBe(true);
  });

  it('cuts the connection before, after and within the answer', async () => {
    const outcomes: Record<string, boolean> = {};
    for (const status of ['reset', 'afterDone', 'cut'] as const) {
      await simulator.control.fault({
        operationId: 'ConsumerGroups_CreateOrUpdate',
        status,
        times: 1,
      });
      await expect(putGroup(`lost-${status}`)).rejects.toMatchObject({
        message: expect.stringMatching(/socket hang up|aborted|ECONNRESET/),
      });
      outcomes[status] = await groupExists(`lost-${status}`);
    }
    expect(outcomes).toEqual({ reset: false, afterDone: true, cut: true });
  });

  it('does the work and never answers', async () => {
    await simulator.control.clearRequests();
    await simulator.control.fault({
      operationId: 'ConsumerGroups_CreateOrUpdate',
      status: 'silent',
      times: 1,
    });
    const leave = new AbortController();
    const answer = provisioner.eventHub.consumerGroups
      .createOrUpdate(
        lyon.resourceGroup,
        lyon.namespaceName,
        'incidents',
        'unanswered',
        {},
        { abortSignal: leave.signal },
      )
      .catch((error: Error) => error.name);
    const isLogged = async () =>
      (await simulator.control.requests()).some(
        ({ operationId, status }) =>
          operationId === 'ConsumerGroups_CreateOrUpdate' && status === 0,
      );
    while (!(await isLogged())) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    await expect(groupExists('unanswered')).resolves.toBe(true);
    leave.abort();
    await expect(answer).resolves.toBe('AbortError');
  });

  it('promises the whole body and sends half of it when it cuts the answer', async () => {
    const get = () =>
      new Promise<{ status?: number; promised: number; received: number }>(
        resolve => {
          https
            .get(
              `${simulator.endpoints.login}/${simulator.credentials.sweeper.tenantId}/v2.0/.well-known/openid-configuration`,
              { ca: simulator.caPem },
              response => {
                let received = 0;
                const done = () =>
                  resolve({
                    status: response.statusCode,
                    promised: Number(response.headers['content-length']),
                    received,
                  });
                response.on('data', chunk => {
                  received += chunk.length;
                });
                response.on('error', done);
                response.on('end', done);
              },
            )
            .end();
        },
      );
    await simulator.control.fault({
      operationId: 'OpenIdConfiguration_Get',
      status: 'cut',
      times: 1,
    });
    const cut = await get();
    const whole = await get();
    expect(cut).toEqual({
      status: 200,
      promised: whole.received,
      received: Math.floor(whole.received / 2),
    });
    await simulator.control.fault({
      operationId: 'OpenIdConfiguration_Get',
      status: 'truncated',
      times: 1,
    });
    const half = Math.floor(whole.received / 2);
    await expect(get()).resolves.toEqual({
      status: 200,
      promised: half,
      received: half,
    });
  });

  it('leaves an item of a list out without a word', async () => {
    const listHubs = async () => {
      const names: (string | undefined)[] = [];
      const hubs = sweeper.eventHub.eventHubs.listByNamespace(
        austin.resourceGroup,
        austin.namespaceName,
      );
      for await (const { name } of hubs) {
        names.push(name);
      }
      return names;
    };
    await simulator.control.fault({
      operationId: 'EventHubs_ListByNamespace',
      status: 'partial',
      times: 1,
    });
    const part = await listHubs();
    const whole = await listHubs();
    expect(whole.length).toBeGreaterThan(1);
    expect(part).toEqual(whole.slice(1));
  });

  it('delays before and after the work, and gives the true answer', async () => {
    await simulator.control.fault({
      operationId: 'ConsumerGroups_CreateOrUpdate',
      delay: 150,
      answerDelay: 150,
      times: 1,
    });
    const started = performance.now();
    const answer = putGroup('late');
    await new Promise(resolve => setTimeout(resolve, 75));
    await expect(groupExists('late')).resolves.toBe(false);
    await expect(answer).resolves.toMatchObject({ name: 'late' });
    expect(performance.now() - started).toBeGreaterThan(295);
  });

  it('asks to be called again later', async () => {
    const token = await sweeper.credential.getToken(
      'https://management.azure.com/.default',
    );
    await simulator.control.fault({
      operationId: 'EventHubs_Get',
      status: 429,
      retryAfter: 17,
    });
    await expect(
      requestJson(
        `${simulator.endpoints.resourceManager}${austin.namespaceId}/eventhubs/incidents?api-version=2024-01-01`,
        {
          ca: simulator.caPem,
          headers: { authorization: `Bearer ${token.token}` },
        },
      ),
    ).resolves.toMatchObject({
      status: 429,
      headers: { 'retry-after': '17' },
      body: { error: { code: 'TooManyRequests' } },
    });
  });

  it('hangs until the simulator stops', async () => {
    const other = await startAzureSimulator({ seed: 'empty' });
    await other.control.fault({ service: 'login', status: 'hang' });
    const hanging = requestJson(`${other.endpoints.login}/any`, {
      ca: other.caPem,
    });
    const outcome = hanging.catch((error: Error) => error.message);
    await new Promise(resolve => setTimeout(resolve, 100));
    await other.stop();
    await expect(outcome).resolves.toBe('socket hang up');
  });

  it.each([
    [
      { operationId: 'EventHubs_Gett', status: 500 },
      /operationId "EventHubs_Gett" cannot be used: no route has it\. Near: EventHubs_Get,/,
    ],
    [
      { service: 'arm', status: 500 },
      /service "arm" cannot be used: it is one of login, resourceManager/,
    ],
    [
      { service: 'login', status: 42 },
      /status 42 cannot be used: refusals have an HTTP status from 400 to 599/,
    ],
    [
      { service: 'login', status: 'explode' },
      /status "explode" cannot be used: it is one of reset, hang/,
    ],
    [
      { service: 'login', status: 500, times: 0 },
      /times 0 cannot be used: give a whole number, at least 1/,
    ],
    [
      { service: 'login', pathPattern: '(', status: 500 },
      /pathPattern "\(" cannot be used: Invalid regular expression/,
    ],
    [{ status: 500 }, /needs an operationId or a service/],
    [{ service: 'login' }, /needs a status .* or a delay/],
    [
      { service: 'login', status: 'hang', done: true },
      /done true cannot be used/,
    ],
    [
      { service: 'control', status: 500 },
      /service "control" cannot be used: it is one of login, .*splunkSearch\.$/,
    ],
    [
      { operationId: 'EventHubs_Get', service: 'logs', status: 500 },
      /service "logs" cannot be used: that of operation EventHubs_Get is resourceManager; leave the service out/,
    ],
    [
      { operationId: 'EventHubs_Get', method: 'PUT', status: 500 },
      /method "PUT" cannot be used: that of operation EventHubs_Get is GET; leave the method out/,
    ],
    [
      { service: 'graph', status: 500, callerAppId: 'nobody' },
      /callerAppId "nobody" cannot be used: no application has that client id\. The command `forwarders`/,
    ],
    [
      { service: 'splunkSearch', status: 500, callerAppId: 'nobody' },
      /callerAppId "nobody" cannot be used: requests to splunkSearch bear Splunk's tokens/,
    ],
    [
      { service: 'login', status: 500, often: 3 },
      /often 3 cannot be used: the fields are operationId/,
    ],
  ])('refuses %j with the field and the remedy', async (request, message) => {
    await expect(simulator.control.fault(request as never)).rejects.toThrow(
      message,
    );
  });
});
