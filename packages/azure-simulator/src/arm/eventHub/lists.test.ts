import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants } from '../../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const group = austin.resourceGroup;
const namespace = austin.namespaceName;

async function namesOf(
  items: AsyncIterable<{ name?: string }>,
): Promise<(string | undefined)[]> {
  const names = [];
  for await (const { name } of items) {
    names.push(name);
  }
  return names;
}

describe('lists of Event Hubs', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients['eventHub'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(
      simulator,
      simulator.credentials.provisioner,
    ).eventHub;
    await azure.eventHubs.createOrUpdate(group, namespace, 'listed', {
      partitionCount: 1,
    });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  it('have the namespaces of a resource group', async () => {
    await expect(
      namesOf(azure.namespaces.listByResourceGroup(group)),
    ).resolves.toContain(namespace);
    const { eventHub } = officialClients(
      simulator,
      simulator.credentials.sweeper,
    );
    await expect(
      namesOf(eventHub.namespaces.listByResourceGroup('rg-nowhere')),
    ).rejects.toMatchObject({ code: 'ResourceGroupNotFound' });
  });

  it('have the shared access rules of a namespace', async () => {
    await expect(
      namesOf(azure.namespaces.listAuthorizationRules(group, namespace)),
    ).resolves.toEqual(['RootManageSharedAccessKey']);
    await expect(
      azure.namespaces.getAuthorizationRule(
        group,
        namespace,
        'RootManageSharedAccessKey',
      ),
    ).resolves.toMatchObject({ rights: ['Listen', 'Manage', 'Send'] });
  });

  it('have the shared access rules of a hub', async () => {
    await azure.eventHubs.createOrUpdateAuthorizationRule(
      group,
      namespace,
      'listed',
      'listen',
      { rights: ['Listen'] },
    );
    await expect(
      namesOf(
        azure.eventHubs.listAuthorizationRules(group, namespace, 'listed'),
      ),
    ).resolves.toEqual(['listen']);
    const before = await azure.eventHubs.listKeys(
      group,
      namespace,
      'listed',
      'listen',
    );
    const after = await azure.eventHubs.regenerateKeys(
      group,
      namespace,
      'listed',
      'listen',
      { keyType: 'SecondaryKey' },
    );
    expect(after.primaryKey).toBe(before.primaryKey);
    expect(after.secondaryKey).not.toBe(before.secondaryKey);
  });
});
