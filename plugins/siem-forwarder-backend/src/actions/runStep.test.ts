import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { OperationsClient } from './OperationsClient';
import { runStep } from './runStep';

jest.setTimeout(30_000);

type Answer = { status?: number; body: object } | 'reset';

const done = {
  step: 'siem:connect',
  status: 'done',
  message: 'Connected.',
  changes: [],
  outputs: { secretId: 'key-1' },
};
const waiting = {
  ...done,
  status: 'waiting',
  message: 'Not yet.',
  retryAfterSeconds: 0.05,
  outputs: {},
};
const failure = (statusCode: number, name: string, message: string) => ({
  status: statusCode,
  body: { error: { name, message }, response: { statusCode } },
});

describe('runStep', () => {
  let server: Server;
  let answers: Answer[];
  let asked: { url?: string; authorization?: string }[];
  let client: OperationsClient;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    jest.clearAllMocks();
    answers = [];
    asked = [];
    server = createServer((request, response) => {
      asked.push({
        url: request.url,
        authorization: request.headers.authorization,
      });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === undefined || answer === 'reset') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status ?? 200, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    client = OperationsClient.create({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/siem-forwarder`,
      }),
    });
  });
  afterEach(
    () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );

  const context = (signal?: AbortSignal) => ({
    ...createMockActionContext({ task: { id: 'task/1' } }),
    logger,
    signal,
  });

  it('asks as the scaffolder until the step is done, and logs each message once', async () => {
    answers = [{ body: waiting }, { body: waiting }, { body: done }];
    await expect(runStep(client, 'siem:connect', context())).resolves.toEqual(
      done,
    );
    expect(asked).toHaveLength(3);
    expect(asked[0].url).toBe(
      '/api/siem-forwarder/v1/operations/task%2F1/steps/siem%3Aconnect',
    );
    expect(asked[0].authorization).toContain('plugin:scaffolder');
    expect(logger.info.mock.calls).toEqual([['Not yet.'], ['Connected.']]);
  });

  it('bears that the plugin is away for a while', async () => {
    answers = [
      'reset',
      failure(503, 'ServiceUnavailableError', 'starting'),
      { body: done },
    ];
    await expect(runStep(client, 'siem:connect', context())).resolves.toEqual(
      done,
    );
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('fails after five minutes with what to do', async () => {
    answers = ['reset'];
    jest.spyOn(performance, 'now').mockReturnValueOnce(0);
    jest.spyOn(performance, 'now').mockReturnValue(5 * 60_000);
    await expect(runStep(client, 'siem:connect', context())).rejects.toThrow(
      /cannot be reached since 5 minutes .* nothing is lost: press Retry/,
    );
    jest.restoreAllMocks();
  });

  it.each([
    ['InputError', 'siem: there is none'],
    ['ConflictError', 'eventHub.partitionCount: it has 2'],
    ['NotAllowedError', 'owner: you do not belong to it'],
  ])('keeps the %s of the plugin', async (name, message) => {
    answers = [failure(400, name, message)];
    await expect(
      runStep(client, 'siem:connect', context()),
    ).rejects.toMatchObject({ name, message });
    expect(asked).toHaveLength(1);
  });

  it('takes what the plugin says of Azure for an answer', async () => {
    answers = [failure(502, 'AzureError', 'forbidden')];
    await expect(runStep(client, 'siem:connect', context())).rejects.toThrow(
      'forbidden',
    );
    expect(asked).toHaveLength(1);
  });

  it('stops at once when the task is cancelled', async () => {
    answers = [{ body: { ...waiting, retryAfterSeconds: 60 } }];
    const abort = new AbortController();
    const running = runStep(client, 'siem:connect', context(abort.signal));
    setTimeout(() => abort.abort(), 300);
    const start = Date.now();
    await expect(running).rejects.toThrow(/abort/i);
    expect(Date.now() - start).toBeLessThan(5_000);
  });
});
