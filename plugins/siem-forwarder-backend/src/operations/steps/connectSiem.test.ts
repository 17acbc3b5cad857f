import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ACTOR,
  OperationsFixture,
  specOf,
  startOperations,
} from '../__testUtils__/operationsFixture';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;

/** Each forwarder has a hub of its own: Splunk knows an input by its hub. */
const specOfForwarder = (
  name: string,
  secret: { keyVault?: string },
  siem = 'soc-splunk',
) =>
  specOf({
    name,
    siem,
    eventHub: { ...specOf().eventHub, name: `hub-${name}` },
    secret: { lifetimeDays: 30, ...secret },
  });

describe('siem:connect', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: OperationsFixture;
  /** How far the portal's clock is ahead of the simulator's. */
  let ahead = 0;

  beforeAll(async () => {
    fixture = await startOperations(await databases.init('SQLITE_3'), {
      seed: 'empty',
      latencies: { freshSecret: 2_500 },
      now: () => new Date(Date.now() + ahead),
    });
  });
  afterAll(() => fixture?.cloud.stop());
  afterEach(async () => {
    ahead = 0;
    await fixture.cloud.control.clearFaults();
  });

  /** Opens an operation and runs it up to the SIEM. */
  async function prepare(
    name: string,
    secret: { keyVault?: string } = { keyVault: 'kv-ot-siem' },
    siem = 'soc-splunk',
  ) {
    const id = `task-${name}`;
    await fixture.operations.open({
      id,
      spec: specOfForwarder(name, secret, siem),
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.passPrerequisites(id);
    await fixture.run(id, 'application:register');
    return id;
  }

  async function places(name: string) {
    const { directory, splunk, vaults } = await fixture.cloud.control.state();
    const key = `siem-forwarder-${name}`;
    const application = Object.values(directory.applications).find(
      ({ uniqueName }) => uniqueName === key,
    );
    return {
      issued: application?.passwordCredentials ?? [],
      account: splunk.accounts[key],
      input: splunk.inputs[key] && {
        disabled: splunk.inputs[key].disabled,
        fields: splunk.inputs[key].fields,
      },
      stored: vaults['kv-ot-siem'].secrets[key]?.versions ?? [],
    };
  }

  it('connects a SIEM before its hub is there, which reads once it is', async () => {
    const id = await prepare('early');
    await fixture.run(id, 'siem:connect');
    await fixture.cloud.control.tick();
    const { splunk } = await fixture.cloud.control.state();
    expect(splunk.inputs['siem-forwarder-early'].restartAt).toBeGreaterThan(0);
    for (const step of [
      'namespace:begin',
      'event-hub:create',
      'receiver:assign',
      'export-rule:create',
    ] as const) {
      await fixture.run(id, step);
    }
    await fixture.cloud.control.createIncident(specOf().workspaceId);
    await expect(fixture.run(id, 'forwarding:verify')).resolves.toMatchObject({
      outputs: { proof: 'arrival' },
    });
  });

  it('waits while a fresh secret is refused, with one secret all along', async () => {
    const id = await prepare('fresh');
    const first = await fixture.operations.runStep(id, 'siem:connect');
    expect(first).toMatchObject({
      status: 'waiting',
      retryAfterSeconds: 3,
      message: expect.stringContaining('does not accept the fresh secret yet'),
    });
    await fixture.run(id, 'siem:connect');
    const { issued, account, input, stored } = await places('fresh');
    expect(issued).toHaveLength(1);
    expect(stored.map(({ value }) => value)).toEqual([issued[0].secretText]);
    expect(account.clientSecret).toBe(issued[0].secretText);
    expect(input.disabled).toBe(false);
  });

  it('goes on with the secret in the vault when the process was replaced', async () => {
    const id = await prepare('replaced');
    await fixture.operations.runStep(id, 'siem:connect');
    fixture.restart();
    await fixture.run(id, 'siem:connect');
    const { issued, account, stored } = await places('replaced');
    expect(issued).toHaveLength(1);
    expect(stored).toHaveLength(1);
    expect(account.clientSecret).toBe(issued[0].secretText);
  });

  it('removes a secret that nobody has and issues another, when there is no vault', async () => {
    const id = await prepare('forgotten', {});
    await fixture.operations.runStep(id, 'siem:connect');
    const before = await places('forgotten');
    fixture.restart();
    await fixture.run(id, 'siem:connect');
    const after = await places('forgotten');
    expect(after.issued).toHaveLength(1);
    expect(after.issued[0].keyId).not.toBe(before.issued[0].keyId);
    expect(after.account.clientSecret).toBe(after.issued[0].secretText);
    const journal = await fixture.store.listJournal(id);
    expect(journal.filter(({ action }) => action === 'delete')).toMatchObject([
      { resourceId: before.issued[0].keyId, outcome: 'done' },
    ]);
  });

  it('adopts what it delivered without a vault, also in another operation', async () => {
    await fixture.operations.open({
      id: 'task-forgotten-2',
      spec: specOfForwarder('forgotten', {}),
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.passPrerequisites('task-forgotten-2');
    await fixture.run('task-forgotten-2', 'application:register');
    const before = await places('forgotten');
    const result = await fixture.run('task-forgotten-2', 'siem:connect');
    expect(result.changes.map(({ action }) => action)).toEqual([
      'adopt',
      'adopt',
      'adopt',
    ]);
    expect(await places('forgotten')).toEqual(before);
  });

  it('issues another when the SIEM lost its account and no vault has the text', async () => {
    const id = await prepare('lost', {});
    await fixture.run(id, 'siem:connect');
    const [first] = (await places('lost')).issued;
    const { values } = await fixture.operations.get(id);
    await fixture.siems.get('soc-splunk')?.disconnect(
      {
        name: 'lost',
        tenantId: fixture.tenant.id,
        clientId: `${values.find(value => value.id === 'client-id')?.value}`,
        cloud: 'custom',
        fullyQualifiedNamespace: 'evhns-test-austin.servicebus.windows.net',
        eventHubName: 'hub-lost',
        consumerGroup: 'siem',
        tables: ['SecurityIncident'],
      },
      {},
    );
    expect((await places('lost')).account).toBeUndefined();
    await fixture.run(id, 'siem:connect');
    const { account, issued } = await places('lost');
    expect(issued).toHaveLength(1);
    expect(issued[0].keyId).not.toBe(first.keyId);
    expect(account.clientSecret).toBe(issued[0].secretText);
  });

  it('gives up after two minutes, and takes the secret back', async () => {
    const id = await prepare('refused');
    await fixture.cloud.control.fault({
      service: 'login',
      method: 'POST',
      pathPattern: 'oauth2/v2.0/token',
      status: 401,
      code: 'invalid_client',
      message: 'AADSTS7000215: Invalid client secret provided.',
    });
    // The portal's own tokens are cached from the step before.
    const waiting = await fixture.operations.runStep(id, 'siem:connect');
    expect(waiting.status).toBe('waiting');
    ahead = 3 * MINUTE_MS;
    await expect(
      fixture.operations.runStep(id, 'siem:connect'),
    ).rejects.toThrow(
      /SOC Splunk still refuses the application's fresh secret after 2 minutes/,
    );
    expect((await places('refused')).issued).toEqual([]);
    expect((await fixture.operations.get(id)).status).toBe('open');

    await fixture.cloud.control.clearFaults();
    await fixture.run(id, 'siem:connect');
    const { issued, account, stored } = await places('refused');
    expect(issued).toHaveLength(1);
    expect(account.clientSecret).toBe(issued[0].secretText);
    expect(stored.at(-1)?.value).toBe(issued[0].secretText);
  });

  it('takes the secret back when the vault may not be written, and names the role', async () => {
    const id = await prepare('vault-closed');
    await fixture.cloud.control.fault({
      service: 'keyVault',
      method: 'PUT',
      pathPattern: '/secrets/',
      status: 403,
      code: 'Forbidden',
    });
    await expect(
      fixture.operations.runStep(id, 'siem:connect'),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(
        "grant it the role 'Key Vault Secrets Officer'",
      ),
    });
    expect((await places('vault-closed')).issued).toEqual([]);
    await fixture.cloud.control.clearFaults();
    await fixture.run(id, 'siem:connect');
    const { issued, stored } = await places('vault-closed');
    expect(issued).toHaveLength(1);
    expect(stored).toHaveLength(1);
  });

  it('ends with one secret when the answer to its issue is lost', async () => {
    const id = await prepare('lost-answer');
    await fixture.cloud.control.fault({
      service: 'graph',
      method: 'POST',
      pathPattern: 'addPassword',
      status: 'afterDone',
      times: 1,
    });
    await fixture.run(id, 'siem:connect');
    const { issued, account } = await places('lost-answer');
    expect(issued).toHaveLength(1);
    expect(account.clientSecret).toBe(issued[0].secretText);
  });

  it('delivers no secret that another replica has removed meanwhile', async () => {
    const one = fixture.operations;
    const id = await prepare(
      'in-turn',
      { keyVault: 'kv-ot-siem' },
      'soc-elastic',
    );
    await fixture.cloud.control.fault({
      service: 'keyVault',
      method: 'PUT',
      pathPattern: '/secrets/',
      status: 503,
    });
    await one.runStep(id, 'siem:connect');
    await fixture.restart().runStep(id, 'siem:connect');
    await fixture.cloud.control.clearFaults();
    await expect(one.runStep(id, 'siem:connect')).resolves.toMatchObject({
      status: 'done',
    });
    const { issued, stored } = await places('in-turn');
    expect(issued).toHaveLength(1);
    expect(stored.at(-1)?.value).toBe(issued[0].secretText);
  });

  it('refuses an input of somebody else before it issues a secret', async () => {
    const id = 'task-rival';
    await fixture.operations.open({
      id,
      spec: {
        ...specOfForwarder('rival', { keyVault: 'kv-ot-siem' }),
        eventHub: specOfForwarder('fresh', {}).eventHub,
      },
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.passPrerequisites(id);
    await fixture.run(id, 'application:register');
    await expect(
      fixture.operations.runStep(id, 'siem:connect'),
    ).rejects.toThrow(
      /^siem: Account 'siem-forwarder-fresh' holds application/,
    );
    expect(await places('rival')).toEqual({
      issued: [],
      account: undefined,
      input: undefined,
      stored: [],
    });
  });

  it('only stores the secret for a SIEM that people configure', async () => {
    const id = await prepare(
      'elastic',
      { keyVault: 'kv-ot-siem' },
      'soc-elastic',
    );
    const result = await fixture.operations.runStep(id, 'siem:connect');
    expect(result).toMatchObject({
      status: 'done',
      outputs: {
        secretLocation: 'Key Vault kv-ot-siem, secret siem-forwarder-elastic',
      },
    });
    const { issued, stored, account } = await places('elastic');
    expect(stored.map(({ value }) => value)).toEqual([issued[0].secretText]);
    expect(account).toBeUndefined();
    expect(
      await fixture.operations.runStep(id, 'forwarding:verify'),
    ).toMatchObject({ status: 'done', outputs: { proof: 'not-visible' } });
  });
});
