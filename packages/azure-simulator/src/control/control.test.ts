import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { demoApplicationId } from '../seed/demoForwarders';
import { plants } from '../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;

describe('the control API', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(simulator, simulator.credentials.sweeper);
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const listHubs = async (abortSignal?: AbortSignal) => {
    const names = [];
    for await (const hub of azure.eventHub.eventHubs.listByNamespace(
      austin.resourceGroup,
      austin.namespaceName,
      { abortSignal },
    )) {
      names.push(hub.name);
    }
    return names;
  };

  it('moves a manual clock, and only forward', async () => {
    await expect(
      simulator.control.advance({ hours: 1, minutes: 30 }),
    ).resolves.toBe('2026-11-24T09:30:00.000Z');
    await expect(simulator.control.now()).resolves.toBe(
      '2026-11-24T09:30:00.000Z',
    );
  });

  it('lists every operation that a referee can judge', async () => {
    const operations = await simulator.control.operations();
    const ids = operations.map(
      ({ service, operationId }) => `${service} ${operationId}`,
    );
    expect(ids).toEqual(
      expect.arrayContaining([
        'resourceManager Namespaces_CreateOrUpdate',
        'resourceManager DataExports_CreateOrUpdate',
        'graph applications.addPassword',
        'keyVault SetSecret',
        'metrics MetricsBatch_Batch',
        'logs Query_Execute',
      ]),
    );
    expect(
      operations.find(
        ({ operationId }) => operationId === 'EventHubs_CreateOrUpdate',
      ),
    ).toMatchObject({
      method: 'PUT',
      apiVersions: expect.arrayContaining(['2024-01-01', '2026-01-01']),
    });
  });

  it('makes a service fail as often as it is told', async () => {
    await simulator.control.fault({
      service: 'resourceManager',
      method: 'GET',
      pathPattern: '/namespaces/[^/]+/eventhubs$',
      status: 503,
      code: 'ServerBusy',
      message: 'Come back later.',
      retryAfter: 7,
      times: 1,
    });
    await expect(listHubs()).rejects.toMatchObject({
      statusCode: 503,
      code: 'ServerBusy',
    });
    await expect(listHubs()).resolves.toContain('incidents');
  });

  it('lets a service hang or cut the connection', async () => {
    const hang = await simulator.control.fault({
      service: 'resourceManager',
      pathPattern: 'eventhubs$',
      status: 'hang',
    });
    await expect(listHubs(AbortSignal.timeout(200))).rejects.toMatchObject({
      name: 'AbortError',
    });
    await simulator.control.clearFaults(hang);
    await simulator.control.fault({
      service: 'resourceManager',
      pathPattern: 'eventhubs$',
      status: 'reset',
    });
    await expect(listHubs()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await simulator.control.clearFaults();
    await expect(listHubs()).resolves.toContain('incidents');
  });

  it('can do the work and lose the answer', async () => {
    const provisioner = officialClients(
      simulator,
      simulator.credentials.provisioner,
    );
    await simulator.control.fault({
      service: 'resourceManager',
      method: 'PUT',
      pathPattern: 'eventhubs/lost-answer$',
      status: 'afterDone',
      times: 1,
    });
    await expect(
      provisioner.eventHub.eventHubs.createOrUpdate(
        austin.resourceGroup,
        austin.namespaceName,
        'lost-answer',
        { partitionCount: 1 },
      ),
    ).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(listHubs()).resolves.toContain('lost-answer');
  });

  it('refuses what it does not know, by name', async () => {
    await expect(
      simulator.control.createIncident('/subscriptions/nowhere'),
    ).rejects.toThrow("There is no workspace '/subscriptions/nowhere'.");
    await expect(
      simulator.control.patchRule(
        `${austin.workspaceId}/dataExports/export-none`,
        { enable: true },
      ),
    ).rejects.toThrow('There is no data export rule');
    await expect(simulator.control.disableSplunkInput('none')).rejects.toThrow(
      "Splunk has no input 'none'.",
    );
    await expect(simulator.control.expireSecret('none')).rejects.toThrow(
      "There is no application 'none'.",
    );
    await expect(simulator.control.clearFaults('none')).rejects.toThrow(
      "No fault 'none' is in force.",
    );
  });

  it('starts over with another seed, for clients that are signed in already', async () => {
    await simulator.control.reset({ seed: 'empty' });
    expect(await simulator.control.requests()).toEqual([]);
    const { namespaces } = await simulator.control.state('namespaces');
    expect(namespaces).toEqual({});
    await simulator.control.reset();
    await expect(listHubs()).resolves.toContain('incidents');
  });

  it('hides secrets unless the simulator runs in test mode', async () => {
    const appId = demoApplicationId('austin-incidents');
    const shown = await simulator.control.state('directory', 'splunk');
    const secret = shown.splunk.accounts['austin-incidents'].clientSecret;
    expect(JSON.stringify(shown.directory)).toContain(secret);
    const demo = await startAzureSimulator({ seed: 'fleet' });
    const hidden = JSON.stringify(await demo.control.state());
    await demo.stop();
    expect(hidden).toContain(appId);
    expect(hidden).not.toContain(secret);
    expect(hidden).not.toContain(demo.credentials.sweeper.clientSecret);
  });

  it('switches what bites while it runs, and refuses a switch that does not exist', async () => {
    await expect(
      simulator.control.setBehaviours({ throttling: false }),
    ).resolves.toMatchObject({ throttling: false, quotas: true });
    await expect(
      simulator.control.setBehaviours({ throttling: true }),
    ).resolves.toMatchObject({ throttling: true });
    await expect(
      simulator.control.setBehaviours({ gravity: false } as object),
    ).rejects.toThrow("There is no behaviour 'gravity'");
  });
});
