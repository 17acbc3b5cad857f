import type { EventData } from '@azure/arm-monitor';
import { plants, subscriptionIds } from '../../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const START = '2026-11-24T08:00:00Z';
const { austin } = plants;
const [resourceGroup, namespace] = [
  austin.namespaceId.split('/')[4],
  austin.namespaceId.split('/').pop() ?? '',
];

describe('the Activity Log', () => {
  let simulator: AzureSimulator;
  let provisioner: OfficialClients;
  let sweeper: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: START, manual: true },
      latencies: { activityLog: 240_000 },
      behaviours: { throttling: false },
    });
    provisioner = officialClients(simulator, simulator.credentials.provisioner);
    sweeper = officialClients(simulator, simulator.credentials.sweeper);
  });
  afterAll(() => simulator.stop());

  async function events(
    filter: string,
    options: { select?: string } = {},
  ): Promise<EventData[]> {
    const all: EventData[] = [];
    for await (const event of sweeper.monitor.activityLogs.list(
      filter,
      options,
    )) {
      all.push(event);
    }
    return all;
  }
  const about = (resource: string) =>
    `eventTimestamp ge '2026-11-24T00:00:00Z' and resourceUri eq '${resource}'`;

  it('tells who wrote and deleted a resource, newest first, after a delay', async () => {
    const hub = `${austin.namespaceId}/eventhubs/logged`;
    await provisioner.eventHub.eventHubs.createOrUpdate(
      resourceGroup,
      namespace,
      'logged',
      { partitionCount: 1 },
    );
    await simulator.control.advance({ minutes: 2 });
    await provisioner.eventHub.eventHubs.delete(
      resourceGroup,
      namespace,
      'logged',
    );
    await simulator.control.advance({ minutes: 2 });
    expect(await events(about(hub))).toHaveLength(2);

    await simulator.control.advance({ minutes: 2 });
    const all = await events(about(hub));
    expect(
      all.map(event => [event.operationName?.value, event.status?.value]),
    ).toEqual([
      ['Microsoft.EventHub/namespaces/eventhubs/delete', 'Succeeded'],
      ['Microsoft.EventHub/namespaces/eventhubs/delete', 'Started'],
      ['Microsoft.EventHub/namespaces/eventhubs/write', 'Succeeded'],
      ['Microsoft.EventHub/namespaces/eventhubs/write', 'Started'],
    ]);
    expect(all[2]).toMatchObject({
      caller: simulator.credentials.provisioner.clientId,
      resourceGroupName: resourceGroup,
      resourceProviderName: { value: 'Microsoft.EventHub' },
      resourceType: { value: 'Microsoft.EventHub/namespaces/eventhubs' },
      category: { value: 'Administrative' },
      httpRequest: { method: 'PUT' },
      subStatus: { value: 'OK' },
      eventTimestamp: new Date(START),
      submissionTimestamp: new Date('2026-11-24T08:04:00Z'),
      subscriptionId: subscriptionIds.production,
    });
    expect(all[2].correlationId).toBe(all[3].correlationId);
  });

  it('tells of what was refused, and of no reading', async () => {
    const hub = `${austin.namespaceId}/eventhubs/refused`;
    await expect(
      sweeper.eventHub.eventHubs.createOrUpdate(
        resourceGroup,
        namespace,
        'refused',
        {},
      ),
    ).rejects.toMatchObject({ statusCode: 403 });
    await sweeper.eventHub.namespaces.get(resourceGroup, namespace);
    await simulator.control.advance({ minutes: 5 });

    expect(await events(about(hub))).toMatchObject([
      {
        caller: simulator.credentials.sweeper.clientId,
        status: { value: 'Failed' },
        subStatus: { value: 'Forbidden' },
        level: 'Error',
      },
      { status: { value: 'Started' } },
    ]);
    expect(await events(about(austin.namespaceId))).toEqual([]);
  });

  it('names the person behind a scenario', async () => {
    await simulator.control.applyScenario('rule-disabled');
    await simulator.control.advance({ minutes: 5 });
    const now = (await events(`eventTimestamp ge '2026-11-24T00:00:00Z'`)).find(
      event => event.status?.value === 'Succeeded',
    );
    expect(now).toMatchObject({
      caller: 'ops-admin@contoso.com',
      operationName: {
        value: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
      },
    });
    await simulator.control.undoScenario('rule-disabled');
  });

  it('answers page by page, a resource group, a provider or a request at a time', async () => {
    for (let i = 0; i < 110; i += 1) {
      await provisioner.eventHub.eventHubs.createOrUpdate(
        resourceGroup,
        namespace,
        'logged',
        { partitionCount: 1, userMetadata: String(i) },
      );
    }
    await simulator.control.advance({ minutes: 5 });
    const since = `eventTimestamp ge '2026-11-24T00:00:00Z'`;
    const all = await events(
      `${since} and resourceProvider eq 'Microsoft.EventHub'`,
      { select: 'correlationId,status' },
    );
    expect(all.length).toBeGreaterThan(220);
    expect(
      Object.keys(all[0]).filter(key => all[0][key as keyof EventData]),
    ).toEqual(['correlationId', 'status']);
    expect(
      await events(`${since} and correlationId eq '${all[0].correlationId}'`),
    ).toHaveLength(2);
    expect(
      await events(`${since} and resourceGroupName eq 'rg-elsewhere'`),
    ).toEqual([]);
    expect(
      await events(`${since} and eventTimestamp le '2026-11-24T08:00:00Z'`),
    ).toHaveLength(2);
  });
});
