import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants, subscriptionIds } from '../../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const group = austin.resourceGroup;

describe('data export rules', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;
  const destinations: Record<string, string> = {};

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
    for (const [name, location] of [
      ['evhns-near', 'eastus2'],
      ['evhns-near2', 'eastus2'],
      ['evhns-far', 'francecentral'],
    ]) {
      const { id } = await azure.eventHub.namespaces.createOrUpdate(
        group,
        name,
        { location, sku: { name: 'Standard' } },
        { updateIntervalInMs: 10 },
      );
      destinations[name] = id ?? '';
      for (let index = 0; index < 8; index += 1) {
        await azure.eventHub.eventHubs.createOrUpdate(
          group,
          name,
          `hub-${index}`,
          { partitionCount: 1 },
        );
      }
    }
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const put = (
    name: string,
    change: {
      namespace?: string;
      resourceId?: string;
      hub?: string;
      tables?: string[];
      enable?: boolean;
    } = {},
    clients = azure,
  ) =>
    clients.operationalInsights.dataExports.createOrUpdate(
      group,
      austin.workspaceName,
      name,
      {
        tableNames: change.tables ?? ['SecurityIncident'],
        enable: change.enable ?? true,
        destination: {
          resourceId:
            change.resourceId ?? destinations[change.namespace ?? 'evhns-near'],
          eventHubName: change.hub ?? 'hub-0',
        },
      },
    );

  it.each([
    [
      'a table that the workspace lacks',
      { tables: ['NoSuchTable'] },
      'Table <NoSuchTable> does not exist in the workspace.',
    ],
    ['a far region', { namespace: 'evhns-far' }, "destination is in 'francec"],
    ['a missing hub', { hub: 'nohub' }, "event hub 'nohub' was not found"],
    [
      'the id of a hub for the id of its namespace',
      { resourceId: `${austin.namespaceId}/eventhubs/hub-0` },
      'is not supported',
    ],
    ['no table', { tables: [] }, 'At least one table'],
  ])('refuses %s', async (_, change, message) => {
    await expect(put('export-x', change)).rejects.toMatchObject({
      code: 'InvalidOperationArgument',
      statusCode: 400,
      message: expect.stringContaining(message),
    });
  });

  it('replaces a rule as a whole, and answers as the service does', async () => {
    await put('Export-One', { tables: ['SecurityIncident', 'SecurityAlert'] });
    const rule = await put('export-one', { enable: false });
    expect(rule).toMatchObject({
      name: 'Export-One',
      enable: false,
      tableNames: ['SecurityIncident'],
      // RFC 1123, not ISO 8601.
      createdDate: 'Tue, 24 Nov 2026 08:00:00 GMT',
    });
    expect(rule.id).toBe(rule.id?.toLowerCase());
  });

  it('refuses a destination that another rule has, unless the hub differs', async () => {
    await expect(put('export-two')).rejects.toThrow(
      'You are adding a desiccation that is already defined in rule: /subscriptions/',
    );
    await expect(put('export-two', { hub: 'hub-1' })).resolves.toMatchObject({
      enable: true,
    });
  });

  it('has room for ten active rules', async () => {
    for (let index = 2; index < 8; index += 1) {
      await put(`export-near-${index}`, { hub: `hub-${index}` });
    }
    for (let index = 0; index < 3; index += 1) {
      await put(`export-near2-${index}`, {
        namespace: 'evhns-near2',
        hub: `hub-${index}`,
      });
    }
    await expect(
      put('export-eleven', { namespace: 'evhns-near2', hub: 'hub-7' }),
    ).rejects.toThrow('maximum number of 10 active data export rules');
    await expect(
      put('export-eleven', {
        namespace: 'evhns-near2',
        hub: 'hub-7',
        enable: false,
      }),
    ).resolves.toMatchObject({ enable: false });
    const names = [];
    for await (const rule of azure.operationalInsights.dataExports.listByWorkspace(
      group,
      austin.workspaceName,
    )) {
      names.push(rule.name);
    }
    expect(names).toHaveLength(12);
  });

  it('needs Microsoft.Insights to be registered', async () => {
    await simulator.control.setProvider(
      subscriptionIds.production,
      'Microsoft.Insights',
      false,
    );
    await expect(put('export-one', { enable: false })).rejects.toMatchObject({
      code: 'MissingSubscriptionRegistration',
      statusCode: 409,
    });
    await simulator.control.setProvider(
      subscriptionIds.production,
      'Microsoft.Insights',
      true,
    );
  });

  it('needs the right to write, and rights at the destination', async () => {
    const { clientId } = simulator.credentials.sweeper;
    const sweeper = officialClients(simulator, simulator.credentials.sweeper);
    const { directory } = await simulator.control.state('directory');
    const principal = Object.values(directory.servicePrincipals).find(
      ({ appId }) => appId === clientId,
    );
    await expect(put('export-one', {}, sweeper)).rejects.toMatchObject({
      code: 'AuthorizationFailed',
      statusCode: 403,
      message: `The client '${clientId}' with object id '${principal?.id}' does not have authorization to perform action 'Microsoft.OperationalInsights/workspaces/dataExports/write' over scope '${austin.workspaceId}/dataExports/export-one' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    });
    await simulator.control.removeRoleAssignment(
      simulator.credentials.provisioner.clientId,
      { roleName: 'Contributor' },
    );
    await expect(put('export-one')).rejects.toMatchObject({
      code: 'LinkedAuthorizationFailed',
      statusCode: 403,
      message: expect.stringContaining(
        'Microsoft.EventHub/namespaces/eventhubs/write',
      ),
    });
  });
});
