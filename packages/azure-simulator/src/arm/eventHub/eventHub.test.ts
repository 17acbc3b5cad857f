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

describe('Microsoft.EventHub', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: { namespaceCreation: 60_000, namespaceDeletion: 30_000 },
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
    await settle(create('evhns-standard', 'Standard'));
    await settle(create('evhns-basic', 'Basic'));
  });

  afterAll(async () => {
    await simulator.stop();
  });

  async function create(name: string, sku: string) {
    return azure.eventHub.namespaces.createOrUpdate(
      group,
      name,
      { location: 'eastus2', sku: { name: sku } },
      { updateIntervalInMs: 10 },
    );
  }
  const hub = (namespace: string, name: string, body: object) =>
    azure.eventHub.eventHubs.createOrUpdate(group, namespace, name, body);

  const pause = () =>
    new Promise(resolve => {
      setTimeout(resolve, 100);
    });

  /** Lets simulated time pass until an operation has ended. */
  async function settle<T>(operation: Promise<T>): Promise<T> {
    let ended = false;
    operation.then(
      () => {
        ended = true;
      },
      () => {
        ended = true;
      },
    );
    while (!ended) {
      await pause();
      await simulator.control.advance({ seconds: 30 });
    }
    return operation;
  }

  it('shows a namespace in transition and lets nothing be made in it', async () => {
    const creation = create('evhns-slow', 'Standard');
    await pause();
    await expect(
      azure.eventHub.namespaces.get(group, 'evhns-slow'),
    ).resolves.toMatchObject({
      provisioningState: 'Creating',
      status: 'Creating',
    });
    await expect(hub('evhns-slow', 'early', {})).rejects.toMatchObject({
      statusCode: 429,
      message: expect.stringContaining('provisioning in transition'),
    });
    await expect(settle(creation)).resolves.toMatchObject({ status: 'Active' });
  });

  it('deletes a namespace as slowly', async () => {
    await settle(create('evhns-doomed', 'Standard'));
    const deletion = azure.eventHub.namespaces.delete(group, 'evhns-doomed', {
      updateIntervalInMs: 10,
    });
    await pause();
    await expect(
      azure.eventHub.namespaces.get(group, 'evhns-doomed'),
    ).resolves.toMatchObject({ status: 'Removing' });
    await settle(deletion);
    await expect(
      azure.eventHub.namespaces.get(group, 'evhns-doomed'),
    ).rejects.toMatchObject({ code: 'ResourceNotFound' });
  });

  it.each([
    ['evhns-free', { nameAvailable: true, reason: 'None' }],
    ['Contoso-Security', { nameAvailable: false, reason: 'NameInUse' }],
    ['evhns-standard', { nameAvailable: false, reason: 'NameInUse' }],
    ['-bad', { nameAvailable: false, reason: 'InvalidName' }],
  ])('says whether the name %s is available', async (name, expected) => {
    await expect(
      azure.eventHub.namespaces.checkNameAvailability({ name }),
    ).resolves.toMatchObject(expected);
  });

  it.each([
    [
      'a taken name',
      () => create('contoso-security', 'Standard'),
      "The specified name isn't available.",
    ],
    [
      'an unknown tier',
      () => create('evhns-x', 'Gold'),
      "value 'Gold' for sku",
    ],
    [
      'an unknown region',
      () =>
        azure.eventHub.namespaces.createOrUpdate(group, 'evhns-x', {
          location: 'atlantis',
        }),
      "'atlantis' is not available for resource type",
    ],
    [
      'another region for an existing namespace',
      () =>
        azure.eventHub.namespaces.createOrUpdate(group, 'evhns-standard', {
          location: 'westeurope',
        }),
      "already exists in location 'eastus2'",
    ],
    [
      'auto-inflate in Basic',
      () =>
        azure.eventHub.namespaces.createOrUpdate(group, 'evhns-basic', {
          location: 'eastus2',
          isAutoInflateEnabled: true,
        }),
      "Can't set Auto-Inflate in basic SKU",
    ],
    [
      'too many partitions',
      () => hub('evhns-standard', 'h', { partitionCount: 33 }),
      'between 1 and 32',
    ],
    [
      'too long a retention',
      () => hub('evhns-basic', 'h', { messageRetentionInDays: 2 }),
      "The value '2' for MessageRetentionInDays isn't valid for the Basic tier",
    ],
    ['a bad hub name', () => hub('evhns-standard', '_h', {}), 'event hub name'],
    [
      'a consumer group in Basic',
      async () => {
        await hub('evhns-basic', 'only', { partitionCount: 1 });
        await azure.eventHub.consumerGroups.createOrUpdate(
          group,
          'evhns-basic',
          'only',
          'splunk',
          {},
        );
      },
      "using 'Basic' tier",
    ],
  ])('refuses %s', async (_, attempt, message) => {
    await expect(attempt()).rejects.toThrow(message);
  });

  it('keeps the partition count of a hub, and replaces nothing that is not given', async () => {
    await hub('evhns-standard', 'fixed', {
      partitionCount: 2,
      messageRetentionInDays: 3,
    });
    await expect(
      hub('evhns-standard', 'fixed', { partitionCount: 4 }),
    ).rejects.toThrow("PartitionCount can't be changed");
    await expect(hub('evhns-standard', 'FIXED', {})).resolves.toMatchObject({
      name: 'fixed',
      partitionCount: 2,
      messageRetentionInDays: 3,
    });
  });

  it('holds the quotas of hubs and of consumer groups', async () => {
    const groups = (name: string) =>
      azure.eventHub.consumerGroups.createOrUpdate(
        group,
        'evhns-standard',
        'fixed',
        name,
        {},
      );
    for (let index = 1; index < 20; index += 1) {
      await groups(`group-${index}`);
    }
    await expect(groups('one-too-many')).rejects.toMatchObject({
      statusCode: 409,
      message: expect.stringContaining('Actual: 20, Max allowed: 20'),
    });
    await expect(
      azure.eventHub.consumerGroups.delete(
        group,
        'evhns-standard',
        'fixed',
        '$Default',
      ),
    ).rejects.toThrow("can't be deleted");
    for (let index = 1; index < 10; index += 1) {
      await hub('evhns-standard', `hub-${index}`, { partitionCount: 1 });
    }
    await expect(hub('evhns-standard', 'eleventh', {})).rejects.toThrow(
      'Actual: 10, Max allowed: 10',
    );
  });

  it('answers 404 in the words of ARM and of the provider', async () => {
    await expect(
      azure.eventHub.namespaces.get(group, 'nowhere'),
    ).rejects.toMatchObject({ code: 'ResourceNotFound', statusCode: 404 });
    await expect(
      azure.eventHub.eventHubs.get(group, 'nowhere', 'hub'),
    ).rejects.toMatchObject({ code: 'ParentResourceNotFound' });
    await expect(
      azure.eventHub.eventHubs.get(group, 'evhns-standard', 'nohub'),
    ).rejects.toMatchObject({ code: 'NotFound', statusCode: 404 });
    await expect(
      azure.eventHub.namespaces.get('rg-nowhere', 'evhns-standard'),
    ).rejects.toMatchObject({ code: 'AuthorizationFailed', statusCode: 403 });
  });
});
