import { startAzureSimulator, AzureSimulator } from '../startAzureSimulator';
import { createCredentials } from '../Credentials';
import { officialClients } from '../__testUtils__/officialClients';
import { requestJson } from '../__testUtils__/requestJson';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const armScope = 'https://management.azure.com/.default';

describe('the login service', () => {
  let simulator: AzureSimulator;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: {
        freshSecret: 30_000,
        applicationReplication: 10_000,
        principalCreation: 10_000,
      },
    });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const signIn = (
    identity: Partial<{
      tenantId: string;
      clientId: string;
      clientSecret: string;
    }>,
    scope = armScope,
  ) =>
    officialClients(simulator, {
      ...simulator.credentials.sweeper,
      ...identity,
    }).credential.getToken(scope);

  it.each([
    ['a wrong secret', { clientSecret: 'wrong' }, armScope, 7000215],
    [
      'an unknown application',
      { clientId: '00000000-0000-0000-0000-0000000000aa' },
      armScope,
      700016,
    ],
    ['a name that every object has', {}, 'constructor/.default', 500011],
    [
      'a resource that is not in the tenant',
      {},
      'https://127.0.0.1:443/.default',
      500011,
    ],
  ])('refuses %s', async (_, identity, scope, code) => {
    await expect(signIn(identity, scope)).rejects.toThrow(`AADSTS${code}`);
  });

  it("takes Resource Manager's own endpoint for its audience, as clients of other clouds name it", async () => {
    const { resourceManager } = simulator.endpoints;
    const { token } = await signIn({}, `${resourceManager}/.default`);
    const answer = await requestJson(
      `${resourceManager}/subscriptions?api-version=2022-12-01`,
      { ca: simulator.caPem, headers: { authorization: `Bearer ${token}` } },
    );
    expect(answer.status).toBe(200);
    await expect(
      signIn({}, `${simulator.endpoints.graph}/.default`),
    ).rejects.toThrow('AADSTS500011');
  });

  it('refuses credentials in a header whose escapes are broken', async () => {
    const answer = await requestJson(
      `${simulator.endpoints.login}/${simulator.credentials.sweeper.tenantId}/oauth2/v2.0/token`,
      {
        ca: simulator.caPem,
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from('%zz:%').toString('base64')}`,
        },
        body: {
          grant_type: 'client_credentials',
          scope: 'https://graph.microsoft.com/.default',
        },
      },
    );
    expect(answer).toMatchObject({
      status: 400,
      body: { error: 'unauthorized_client' },
    });
  });

  it('takes a secret that holds colons from a header', async () => {
    const own = await startAzureSimulator({
      seed: 'empty',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
      credentials: createCredentials({ SIMULATOR_SWEEPER_SECRET: 'a:b::c%zz' }),
    });
    const { tenantId, clientId } = own.credentials.sweeper;
    const signInWith = (secret: string) =>
      requestJson(`${own.endpoints.login}/${tenantId}/oauth2/v2.0/token`, {
        ca: own.caPem,
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString(
            'base64',
          )}`,
        },
        body: { grant_type: 'client_credentials', scope: armScope },
      });
    const whole = await signInWith('a:b::c%zz');
    const cut = await signInWith('a');
    await own.stop();
    expect(whole.status).toBe(200);
    expect(cut).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
  });

  it('issues tokens for one audience, which other services refuse', async () => {
    const { token } = await signIn({});
    const answer = await requestJson(
      `${simulator.endpoints.graph}/v1.0/applications`,
      {
        ca: simulator.caPem,
        headers: { authorization: `Bearer ${token}` },
      },
    );
    expect(answer).toMatchObject({
      status: 401,
      body: {
        error: {
          code: 'InvalidAuthenticationToken',
          message: 'Access token validation failure. Invalid audience.',
        },
      },
    });
  });

  it('refuses a fresh secret for a while, and an expired one for good', async () => {
    const { graph } = officialClients(
      simulator,
      simulator.credentials.provisioner,
    );
    const created = await graph
      .pathUnchecked('/applications')
      .post({ body: { displayName: 'fresh' } });
    const { id, appId } = created.body as { id: string; appId: string };
    const early = await graph
      .pathUnchecked('/servicePrincipals')
      .post({ body: { appId } });
    expect(early).toMatchObject({
      status: '400',
      body: { error: { code: 'NoBackingApplicationObject' } },
    });
    await simulator.control.advance({ seconds: 10 });
    await graph.pathUnchecked('/servicePrincipals').post({ body: { appId } });
    const password = await graph
      .pathUnchecked(`/applications/${id}/addPassword`)
      .post({
        body: { passwordCredential: { endDateTime: '2026-11-25T08:00:00Z' } },
      });
    const { secretText } = password.body as { secretText: string };
    const identity = { clientId: appId, clientSecret: secretText };

    await expect(signIn(identity)).rejects.toThrow('AADSTS7000215');
    await simulator.control.advance({ seconds: 30 });
    await expect(signIn(identity)).resolves.toMatchObject({
      token: expect.any(String),
    });
    await simulator.control.advance({ days: 1 });
    await expect(signIn(identity)).rejects.toThrow('AADSTS7000222');
  });
});
