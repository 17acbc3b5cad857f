import {
  callSplunk,
  contentOf,
  SplunkCall,
} from '../../__testUtils__/splunkCaller';
import { createCredentials } from '../../Credentials';
import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const context = '/services/authentication/current-context';
const unauthenticated = {
  status: 401,
  body: {
    messages: [{ type: 'WARN', text: 'call not properly authenticated' }],
  },
};

describe('tokens of Splunk', () => {
  let simulator: AzureSimulator;

  beforeEach(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
  });

  afterEach(async () => {
    await simulator.stop();
  });

  const call = (path: string, options?: SplunkCall) =>
    callSplunk(simulator, 'splunkManagement', path, options);
  const onSearchHead = (path: string, options?: SplunkCall) =>
    callSplunk(simulator, 'splunkSearch', path, options);

  it('are JSON Web Tokens that say when they end', async () => {
    const [head, payload] = simulator.credentials.splunk.managementToken
      .split('.')
      .map(part => Buffer.from(part, 'base64url').toString('utf8'));
    expect(JSON.parse(head)).toMatchObject({ alg: 'HS512', ttyp: 'static' });
    const { exp } = JSON.parse(payload) as { exp: number };
    expect(new Date(exp * 1000).toISOString()).toBe('2027-11-24T08:00:00.000Z');
  });

  it('of the portal end when they say so', async () => {
    const ending = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      // They last 365 days.
      credentials: createCredentials({}, Date.parse('2025-11-24T08:10:00Z')),
    });
    const ask = () => callSplunk(ending, 'splunkManagement', context);
    await ending.control.advance({ minutes: 9 });
    expect((await ask()).status).toBe(200);
    await ending.control.advance({ minutes: 1 });
    expect(await ask()).toMatchObject(unauthenticated);
    await ending.stop();
  });

  it('of one’s own may be any text, and never end', async () => {
    const own = await startAzureSimulator({
      credentials: createCredentials({
        SIMULATOR_SPLUNK_MANAGEMENT_TOKEN: 'our-own',
      }),
    });
    expect(
      await callSplunk(own, 'splunkManagement', context, {
        authorization: 'Splunk our-own',
      }),
    ).toMatchObject({ status: 200 });
    await own.stop();
  });

  it('that are made end by the simulated clock, and cannot be prolonged', async () => {
    const created = await call('/services/authorization/tokens', {
      body: { name: 'ops', audience: 'test', expires_on: '+1h' },
    });
    expect(created.status).toBe(201);
    const { id, token } = contentOf(created) as { id: string; token: string };
    const asOps = { authorization: `Bearer ${token}` };
    expect((await call(context, asOps)).status).toBe(200);
    // It is one of this instance alone.
    expect(await onSearchHead(context, asOps)).toMatchObject(unauthenticated);
    const listed = await call('/services/authorization/tokens');
    expect(contentOf(listed)).toMatchObject({
      status: 'enabled',
      claims: { sub: 'ops', exp: Date.parse('2026-11-24T09:00:00Z') / 1000 },
    });
    expect(JSON.stringify(listed.body)).not.toContain(token);

    await call('/services/authorization/tokens/ops', {
      body: { id, status: 'disabled' },
    });
    expect(await call(context, asOps)).toMatchObject(unauthenticated);
    await call('/services/authorization/tokens/ops', {
      body: { id, status: 'enabled' },
    });
    await simulator.control.advance({ minutes: 59 });
    expect((await call(context, asOps)).status).toBe(200);
    await simulator.control.advance({ minutes: 1 });
    expect(await call(context, asOps)).toMatchObject(unauthenticated);
  });

  it('lose access when they are deleted', async () => {
    const { id, token } = contentOf(
      await onSearchHead('/services/authorization/tokens', {
        body: { name: 'ops', audience: 'test' },
      }),
    ) as { id: string; token: string };
    const asOps = { authorization: `Bearer ${token}` };
    expect((await onSearchHead(context, asOps)).status).toBe(200);
    await onSearchHead('/services/authorization/tokens/ops', {
      method: 'DELETE',
      query: { id },
    });
    expect(await onSearchHead(context, asOps)).toMatchObject(unauthenticated);
  });

  it.each([
    [
      { audience: 'test' },
      'The following required arguments are missing: name',
    ],
    [
      { name: 'ops', audience: 'test', expires_on: '-1d' },
      "Invalid value for expires_on: '-1d'.",
    ],
    [
      { name: 'ops', audience: 'test', not_before: 'soon' },
      "Invalid value for not_before: 'soon'.",
    ],
  ])('are not made of %j', async (body, text) => {
    expect(
      await call('/services/authorization/tokens', { body }),
    ).toMatchObject({ status: 400, body: { messages: [{ text }] } });
  });

  it('can be let end, each port’s by itself', async () => {
    await simulator.control.expireSplunkToken('splunkManagement');
    expect(await call(context)).toMatchObject(unauthenticated);
    expect((await onSearchHead(context)).status).toBe(200);
    await simulator.control.reset();
    expect((await call(context)).status).toBe(200);
  });

  it('are worth nothing while token authentication is off', async () => {
    await simulator.control.setSplunkTokenAuthentication(false);
    expect(await call(context)).toMatchObject(unauthenticated);
    await simulator.control.setSplunkTokenAuthentication(true);
    expect((await call(context)).status).toBe(200);
  });

  it('are not asked for by server/info, which therefore proves nothing', async () => {
    const anybody = { authorization: 'Bearer wrong' };
    expect((await call('/services/server/info', anybody)).status).toBe(200);
    expect(await call(context, anybody)).toMatchObject(unauthenticated);
    expect(
      await call('/services/server/info', { authorization: 'Basic eDp5' }),
    ).toMatchObject({
      status: 401,
      body: { messages: [{ type: 'ERROR', text: 'Unauthorized' }] },
    });
  });
});
