import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { demoApplicationId } from '../seed/demoForwarders';
import { splunkIndex, tenantId } from '../seed/demoIds';
import { JsonAnswer, requestJson } from '../__testUtils__/requestJson';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const addOn = '/servicesNS/nobody/Splunk_TA_microsoft-cloudservices';
const accounts = `${addOn}/splunk_ta_mscs_azureaccount`;
const inputs = `${addOn}/splunk_ta_mscs_mscs_azure_event_hub`;

describe('Splunk', () => {
  let simulator: AzureSimulator;
  let clientSecret: string;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    const { splunk } = await simulator.control.state('splunk');
    clientSecret = splunk.accounts['austin-incidents'].clientSecret;
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const call = (
    path: string,
    options: {
      method?: string;
      body?: Record<string, string>;
      token?: string;
    } = {},
  ) =>
    requestJson(
      `${simulator.endpoints.splunkManagement}${path}?output_mode=json`,
      {
        ca: simulator.caPem,
        method: options.method ?? (options.body ? 'POST' : 'GET'),
        headers: {
          authorization:
            options.token ??
            `Bearer ${simulator.credentials.splunk.managementToken}`,
        },
        body: options.body,
      },
    );
  const content = (answer: JsonAnswer) =>
    (answer.body as { entry: { content: Record<string, unknown> }[] }).entry[0]
      .content;
  const account = (change: Record<string, string> = {}) => ({
    name: 'test',
    client_id: demoApplicationId('austin-incidents'),
    client_secret: clientSecret,
    tenant_id: tenantId,
    account_class_type: '1',
    ...change,
  });
  const input = (change: Record<string, string> = {}) => ({
    name: 'test',
    account: 'test',
    event_hub_namespace: 'evhns-ot-austin.servicebus.windows.net',
    event_hub_name: 'incidents',
    interval: '300',
    index: splunkIndex,
    sourcetype: 'mscs:azure:eventhub',
    ...change,
  });
  const wrapped = (status: number, message: string) => ({
    status: 500,
    body: {
      messages: [
        {
          type: 'ERROR',
          text: expect.stringContaining(
            `from python handler: "REST Error [${status}]: ${message}`,
          ),
        },
      ],
    },
  });

  it('knows its tokens, one for each port', async () => {
    const path = '/services/authentication/current-context';
    expect((await call(path)).status).toBe(200);
    expect(
      await call(path, {
        token: `Bearer ${simulator.credentials.splunk.searchToken}`,
      }),
    ).toMatchObject({
      status: 401,
      body: {
        messages: [{ type: 'WARN', text: 'call not properly authenticated' }],
      },
    });
    expect(await call(path, { token: 'Basic eDp5' })).toMatchObject({
      status: 401,
      body: { messages: [{ type: 'ERROR', text: 'Unauthorized' }] },
    });
  });

  it('says what is installed and which indexes there are', async () => {
    const app = '/services/apps/local/Splunk_TA_microsoft-cloudservices';
    expect(content(await call(app))).toMatchObject({ disabled: false });
    await simulator.control.setSplunkAddOn(false);
    expect((await call(app)).status).toBe(404);
    expect((await call(inputs)).status).toBe(404);
    await simulator.control.setSplunkAddOn(true);
    expect((await call(`/services/data/indexes/${splunkIndex}`)).status).toBe(
      200,
    );
    expect((await call('/services/data/indexes/nope')).status).toBe(404);
  });

  it('validates an account with a token request, and never gives the secret back', async () => {
    expect(
      await call(accounts, { body: account({ client_secret: 'wrong' }) }),
    ).toMatchObject(
      wrapped(400, 'Bad Request -- Account authentication failed.'),
    );
    expect(
      await call(accounts, { body: account({ name: '_hidden' }) }),
    ).toMatchObject(wrapped(400, 'Bad Request'));
    const created = await call(accounts, { body: account() });
    expect(created.status).toBe(201);
    expect(content(created)).toMatchObject({ client_secret: '******' });
    expect(await call(accounts, { body: account() })).toMatchObject(
      wrapped(409, 'Conflict -- Name "test" is already in use'),
    );
    const listed = await call(accounts);
    expect(JSON.stringify(listed.body)).not.toContain(clientSecret);

    // Without `tenant_id` a new secret is saved blindly; with it, checked.
    const one = `${accounts}/test`;
    expect((await call(one, { body: { client_secret: 'blind' } })).status).toBe(
      200,
    );
    expect(await call(one, { body: { tenant_id: tenantId } })).toMatchObject(
      wrapped(400, 'Bad Request'),
    );
    const { name: _, ...fields } = account();
    expect((await call(one, { body: fields })).status).toBe(200);
    expect(
      (await simulator.control.state('splunk')).splunk.accounts.test
        .clientSecret,
    ).toBe(clientSecret);
  });

  it('makes an input with the quirks of its handler', async () => {
    const { sourcetype: _, ...incomplete } = input();
    expect(await call(inputs, { body: incomplete })).toMatchObject(
      wrapped(400, 'Bad Request -- Required field is missing: sourcetype'),
    );
    const created = await call(inputs, {
      body: input({ max_wait_time: '60', max_batch_size: '1' }),
    });
    expect(created.status).toBe(201);
    expect(content(created)).toMatchObject({
      consumer_group: '$Default',
      max_wait_time: '20',
      max_batch_size: '150',
      disabled: false,
    });
    const one = `${inputs}/test`;
    // `disabled` hides what else is in the payload.
    const disabled = await call(one, {
      body: { disabled: '1', interval: '60' },
    });
    expect(content(disabled)).toMatchObject({
      disabled: true,
      interval: '300',
    });
    const enabled = await call(
      `${addOn}/data/inputs/mscs_azure_event_hub/test/enable`,
      { method: 'POST' },
    );
    expect(content(enabled)).toMatchObject({ disabled: false });
    expect(
      content(await call(one, { body: { interval: '60' } })),
    ).toMatchObject({ interval: '60' });
    expect((await call(one, { method: 'DELETE' })).status).toBe(200);
    expect(await call(one)).toMatchObject(wrapped(404, 'Not Found'));
  });

  it('runs searches at once or as jobs', async () => {
    const search = (body: Record<string, string>) =>
      requestJson(`${simulator.endpoints.splunkSearch}/services/search/jobs`, {
        ca: simulator.caPem,
        method: 'POST',
        headers: {
          authorization: `Bearer ${simulator.credentials.splunk.searchToken}`,
        },
        body,
      });
    const spl = `search index=${splunkIndex} earliest=-1d | stats count`;
    const oneshot = await search({ search: spl, exec_mode: 'oneshot' });
    expect(oneshot).toMatchObject({
      status: 200,
      body: {
        preview: false,
        messages: [],
        fields: [{ name: 'count' }],
        results: [{ count: expect.stringMatching(/^\d+$/) }],
      },
    });
    const job = await search({ search: spl });
    expect(job.status).toBe(201);
    const { sid } = job.body as { sid: string };
    const results = await requestJson(
      `${simulator.endpoints.splunkSearch}/services/search/v2/jobs/${sid}/results`,
      {
        ca: simulator.caPem,
        headers: {
          authorization: `Bearer ${simulator.credentials.splunk.searchToken}`,
        },
      },
    );
    expect(results.status).toBe(200);
    expect(
      await search({ search: '| nope', exec_mode: 'oneshot' }),
    ).toMatchObject({
      status: 400,
      body: {
        messages: [{ type: 'FATAL', text: "Unknown search command 'nope'." }],
      },
    });
  });

  it('cuts connections while it is stopped', async () => {
    await simulator.control.stopSplunk();
    await expect(call(accounts)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await simulator.control.startSplunk();
    expect((await call(accounts)).status).toBe(200);
  });
});
