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

describe('shared access rules', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients['eventHub'];
  let hub: string;

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
    hub = 'with-rules';
    await azure.eventHubs.createOrUpdate(group, namespace, hub, {
      partitionCount: 1,
    });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  it('gives a namespace its root rule, with random keys that can be changed one at a time', async () => {
    const root = 'RootManageSharedAccessKey';
    const before = await azure.namespaces.listKeys(group, namespace, root);
    expect(Buffer.from(before.primaryKey ?? '', 'base64')).toHaveLength(32);
    expect(before.secondaryKey).not.toBe(before.primaryKey);
    expect(before.primaryConnectionString).toBe(
      `Endpoint=sb://${namespace}.servicebus.windows.net/;SharedAccessKeyName=${root};SharedAccessKey=${before.primaryKey}`,
    );
    const after = await azure.namespaces.regenerateKeys(
      group,
      namespace,
      root,
      { keyType: 'PrimaryKey' },
    );
    expect(after.primaryKey).not.toBe(before.primaryKey);
    expect(after.secondaryKey).toBe(before.secondaryKey);
    await expect(
      azure.namespaces.deleteAuthorizationRule(group, namespace, root),
    ).rejects.toMatchObject({ code: 'BadRequest', statusCode: 400 });
  });

  it('keeps rules of a hub, whose connection strings name the hub', async () => {
    const put = (rights: string[]) =>
      azure.eventHubs.createOrUpdateAuthorizationRule(
        group,
        namespace,
        hub,
        'reader',
        { rights },
      );
    await expect(put(['Manage'])).rejects.toThrow(
      'Manage permission should also include Send and Listen.',
    );
    await expect(put(['Read'])).rejects.toThrow("The rights 'Read'");
    await expect(put(['Listen'])).resolves.toMatchObject({
      name: 'reader',
      rights: ['Listen'],
    });
    const keys = await azure.eventHubs.listKeys(
      group,
      namespace,
      hub,
      'reader',
    );
    expect(keys.primaryConnectionString).toMatch(
      new RegExp(`;EntityPath=${hub}$`),
    );
    await put(['Listen', 'Send']);
    await expect(
      azure.eventHubs.listKeys(group, namespace, hub, 'reader'),
    ).resolves.toEqual(keys);
    await azure.eventHubs.deleteAuthorizationRule(
      group,
      namespace,
      hub,
      'reader',
    );
    await expect(
      azure.eventHubs.getAuthorizationRule(group, namespace, hub, 'reader'),
    ).rejects.toMatchObject({ code: 'NotFound', statusCode: 404 });
  });

  it('has room for twelve rules', async () => {
    const put = (index: number) =>
      azure.namespaces.createOrUpdateAuthorizationRule(
        group,
        namespace,
        `rule-${index}`,
        { rights: ['Listen'] },
      );
    for (let index = 1; index < 12; index += 1) {
      await put(index);
    }
    await expect(put(12)).rejects.toMatchObject({
      code: 'Conflict',
      statusCode: 409,
      message: expect.stringContaining('Actual: 12, Max allowed: 12'),
    });
  });

  it('shows keys to nobody who may only read', async () => {
    const reader = officialClients(simulator, simulator.credentials.sweeper);
    await expect(
      reader.eventHub.namespaces.listKeys(
        group,
        namespace,
        'RootManageSharedAccessKey',
      ),
    ).rejects.toMatchObject({ code: 'AuthorizationFailed', statusCode: 403 });
  });
});
