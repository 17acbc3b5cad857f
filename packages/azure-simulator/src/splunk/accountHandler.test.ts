import { requestJson } from '../__testUtils__/requestJson';
import {
  addOn,
  callSplunk,
  contentOf,
  entriesOf,
  handlerRefusal,
  SplunkCall,
} from '../__testUtils__/splunkCaller';
import { demoApplicationId } from '../seed/demoForwarders';
import { tenantId } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const accounts = `${addOn}/splunk_ta_mscs_azureaccount`;

describe('accounts of the add-on', () => {
  let simulator: AzureSimulator;
  let clientSecret: string;

  beforeEach(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    const { splunk } = await simulator.control.state('splunk');
    clientSecret = splunk.accounts['austin-incidents'].clientSecret;
  });

  afterEach(async () => {
    await simulator.stop();
  });

  const call = (path: string, options?: SplunkCall) =>
    callSplunk(simulator, 'splunkManagement', path, options);
  const account = (change: Record<string, string> = {}) => ({
    name: 'quirky',
    client_id: demoApplicationId('austin-incidents'),
    client_secret: clientSecret,
    tenant_id: tenantId,
    account_class_type: '1',
    ...change,
  });

  it.each([
    [
      { name: 'default' },
      400,
      'Bad Request -- "default" is not allowed for entity name',
    ],
    [
      { name: '_x' },
      400,
      'Bad Request -- Name starting with "_" is not allowed for entity',
    ],
    [
      { name: 'austin-incidents' },
      409,
      'Conflict -- Name "austin-incidents" is already in use',
    ],
    [
      { client_secret: '' },
      400,
      'Bad Request -- Required field is missing: client_secret',
    ],
    [
      { account_class_type: '' },
      400,
      'Bad Request -- Required field is missing: account_class_type',
    ],
    [
      { client_id: 'x' },
      400,
      'Bad Request -- Parameter "client_id" must be a UUID',
    ],
  ])('are not made with %j', async (change, status, text) => {
    expect(
      await call(accounts, { body: account(change as Record<string, string>) }),
    ).toEqual(expect.objectContaining(handlerRefusal(status, text)));
  });

  it('are of the public cloud whatever their class, but for Azure Government', async () => {
    const created = await call(accounts, {
      body: account({ account_class_type: '7' }),
    });
    expect(created.status).toBe(201);
    expect(contentOf(created)).toMatchObject({ account_class_type: '7' });
    expect(
      await call(accounts, {
        body: account({ name: 'gov', account_class_type: '2' }),
      }),
    ).toMatchObject(
      handlerRefusal(
        400,
        'Bad Request -- Account authentication failed. Please check your credentials and try again',
      ),
    );
  });

  it('keep their secret when an edit sends the mask or none, and refuse an empty one', async () => {
    const one = `${accounts}/austin-incidents`;
    const secretNow = async () =>
      (await simulator.control.state('splunk')).splunk.accounts[
        'austin-incidents'
      ].clientSecret;
    await call(one, { body: { client_secret: '******' } });
    await call(one, { body: { account_class_type: '1' } });
    expect(await secretNow()).toBe(clientSecret);
    expect(await call(one, { body: { client_secret: '' } })).toMatchObject(
      handlerRefusal(
        400,
        'Bad Request -- Required field is missing: client_secret',
      ),
    );
    await call(one, { body: { client_secret: 'not checked' } });
    expect(await secretNow()).toBe('not checked');
  });

  it('are validated with what the payload brings, not with what is stored', async () => {
    const one = `${accounts}/austin-incidents`;
    const { name: _, client_secret: __, ...withoutSecret } = account();
    const refusal = handlerRefusal(
      400,
      'Bad Request -- Account authentication failed. Please check your credentials and try again',
    );
    expect(await call(one, { body: withoutSecret })).toMatchObject(refusal);
    expect(
      await call(one, { body: { ...withoutSecret, client_secret: '******' } }),
    ).toMatchObject(refusal);
  });

  it('ignore every other field beside `disabled`', async () => {
    const one = `${accounts}/austin-incidents`;
    const answer = await call(one, {
      body: { disabled: 'true', client_id: 'not even a UUID', tenant_id: 'x' },
    });
    expect(contentOf(answer)).toMatchObject({
      disabled: true,
      client_id: demoApplicationId('austin-incidents'),
    });
  });

  it.each(['GET', 'DELETE'])(
    'say on %s what splunkd says of them',
    async method => {
      expect(await call(`${accounts}/none`, { method })).toMatchObject(
        handlerRefusal(404, 'Not Found -- Could not find object id=none'),
      );
    },
  );

  it('are listed thirty a page unless `count` says otherwise', async () => {
    for (let i = 0; i < 20; i += 1) {
      await call(accounts, { body: account({ name: `extra-${i}` }) });
    }
    const all = await call(accounts, { query: { count: '0' } });
    const total = entriesOf(all).length;
    expect(total).toBeGreaterThan(30);
    const first = await call(accounts);
    expect(entriesOf(first)).toHaveLength(30);
    expect(first.body).toMatchObject({
      paging: { total, perPage: 30, offset: 0 },
    });
    const rest = await call(accounts, { query: { offset: '30' } });
    expect(entriesOf(rest)).toEqual(entriesOf(all).slice(30));
  });
});

// What these tests ask for is what nobody must ask for: it is not recorded as
// traffic that a referee shall find good.
describe('what tells a secret', () => {
  let leaky: AzureSimulator;
  let clientSecret: string;

  beforeEach(async () => {
    leaky = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      trafficDir: '',
    });
    const { splunk } = await leaky.control.state('splunk');
    clientSecret = splunk.accounts['austin-incidents'].clientSecret;
  });

  afterEach(async () => {
    await leaky.stop();
  });

  const ask = (path: string) =>
    requestJson(`${leaky.endpoints.splunkManagement}${path}`, {
      ca: leaky.caPem,
      headers: {
        authorization: `Bearer ${leaky.credentials.splunk.managementToken}`,
      },
    });

  it.each([
    ['--cred--=1 on one account', `${accounts}/austin-incidents?--cred--=1`],
    ['--cred--=1 on all', `${accounts}?--cred--=1&count=0`],
    [
      'the check of an account’s configuration',
      `${addOn}/splunk_ta_mscs_rh_check_account_configuration?account_name=austin-incidents&account_type=azure`,
    ],
  ])('is %s', async (_, path) => {
    expect(JSON.stringify((await ask(path)).body)).toContain(clientSecret);
  });

  it('is nothing else: a list, an account, the answer to an edit', async () => {
    const answers = [
      await ask(`${accounts}?count=0`),
      await ask(`${accounts}/austin-incidents`),
      await ask(`${accounts}/austin-incidents?--cred--=0`),
    ];
    const told = JSON.stringify(answers.map(answer => answer.body));
    expect(told).toContain('"client_secret":"******"');
    expect(told).not.toContain(clientSecret);
  });

  it('leaves its trace in the log of requests', async () => {
    await ask(
      `${addOn}/splunk_ta_mscs_rh_check_account_configuration?account_name=austin-incidents`,
    );
    expect(
      (await leaky.control.requests()).map(request => request.operationId),
    ).toContain('splunk_ta_mscs_rh_check_account_configuration');
  });
});
