import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { splunkIndex } from '../seed/demoIds';
import { requestJson } from '../__testUtils__/requestJson';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const addOn = '/servicesNS/nobody/Splunk_TA_microsoft-cloudservices';
const storage = `${addOn}/splunk_ta_mscs_storageaccount`;
const inputs = '/services/data/inputs/mscs_azure_event_hub';

interface Entry {
  name: string;
  content: Record<string, unknown>;
}

describe('the collections of Splunk', () => {
  let simulator: AzureSimulator;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const call = async (
    path: string,
    options: {
      method?: string;
      body?: Record<string, string>;
      search?: boolean;
    } = {},
  ) => {
    const { endpoints, credentials, caPem } = simulator;
    const base = options.search
      ? endpoints.splunkSearch
      : endpoints.splunkManagement;
    const token = options.search
      ? credentials.splunk.searchToken
      : credentials.splunk.managementToken;
    const { status, body } = await requestJson(
      `${base}${path}${path.includes('?') ? '&' : '?'}output_mode=json`,
      {
        ca: caPem,
        method: options.method ?? (options.body ? 'POST' : 'GET'),
        headers: { authorization: `Bearer ${token}` },
        body: options.body,
      },
    );
    return { status, entries: (body as { entry: Entry[] }).entry };
  };

  it('keep storage accounts from their creation to their deletion', async () => {
    const created = await call(storage, {
      body: {
        name: 'checkpoints',
        account_name: 'stotcheckpoints',
        account_secret: 'key',
        account_secret_type: '1',
        account_class_type: '1',
      },
    });
    expect(created).toMatchObject({
      status: 201,
      entries: [{ name: 'checkpoints', content: { account_secret: '******' } }],
    });
    await call(`${storage}/checkpoints`, {
      body: { account_secret_type: '2' },
    });
    await expect(call(`${storage}/checkpoints`)).resolves.toMatchObject({
      entries: [
        {
          content: {
            account_name: 'stotcheckpoints',
            account_secret_type: '2',
            disabled: false,
          },
        },
      ],
    });
    await call(`${storage}/checkpoints`, { method: 'DELETE' });
    await expect(call(storage)).resolves.toEqual({ status: 200, entries: [] });
  });

  it('show the inputs of the add-on in their raw form, where they are switched', async () => {
    const { entries } = await call(inputs);
    expect(entries.map(({ name }) => name)).toContain('austin-incidents');
    await call(`${inputs}/austin-incidents/disable`, { method: 'POST' });
    await expect(call(`${inputs}/austin-incidents`)).resolves.toMatchObject({
      entries: [{ content: { disabled: true } }],
    });
    await call(`${inputs}/austin-incidents/enable`, { method: 'POST' });
    await expect(call(`${inputs}/austin-incidents`)).resolves.toMatchObject({
      entries: [{ content: { disabled: false } }],
    });
  });

  it.each([
    ['the heavy forwarder', false],
    ['the search head', true],
  ])('are of each instance by itself: %s', async (_, search) => {
    const { entries } = await call('/services/data/indexes', { search });
    expect(entries.map(({ name }) => name)).toContain(splunkIndex);
    await expect(
      call('/services/server/info', { search }),
    ).resolves.toMatchObject({
      status: 200,
      entries: [{ content: { serverName: search ? 'sh-ot-01' : 'hf-ot-01' } }],
    });
    await expect(
      call('/services/apps/local/Splunk_TA_microsoft-cloudservices', {
        search,
      }),
    ).resolves.toMatchObject({ status: 200 });
    const tokens = '/services/authorization/tokens';
    const created = await call(tokens, {
      search,
      body: { name: 'ops', audience: 'test' },
    });
    const id = String(created.entries[0].content.id);
    await expect(
      call(`${tokens}/ops`, { search, body: { id, status: 'disabled' } }),
    ).resolves.toMatchObject({
      entries: [{ content: { status: 'disabled' } }],
    });
    await call(`${tokens}/ops?id=${id}`, { search, method: 'DELETE' });
    const listed = await call(tokens, { search });
    expect(listed.entries.map(({ name }) => name)).not.toContain(id);
  });

  it('tell whether an account has a secret, and the secret with it', async () => {
    await expect(
      call(
        `${addOn}/splunk_ta_mscs_rh_check_account_configuration?account_name=austin-incidents&account_type=azure`,
      ),
    ).resolves.toMatchObject({
      status: 200,
      entries: [{ content: { isvalid: '1', secret: expect.any(String) } }],
    });
  });

  it('give a search that was not asked to wait its id, and its results by that', async () => {
    const { endpoints, credentials, caPem } = simulator;
    const request = (path: string, method: string, body?: object) =>
      requestJson(`${endpoints.splunkSearch}${path}`, {
        ca: caPem,
        method,
        headers: { authorization: `Bearer ${credentials.splunk.searchToken}` },
        body: body as Record<string, string>,
      });
    const { body } = await request('/services/search/jobs', 'POST', {
      search: 'search index=ot_security | stats count',
    });
    const { sid } = body as { sid: string };
    await expect(
      request(`/services/search/jobs/${sid}`, 'GET'),
    ).resolves.toMatchObject({
      status: 200,
      body: { entry: [{ content: { dispatchState: 'DONE', isDone: true } }] },
    });
  });
});
