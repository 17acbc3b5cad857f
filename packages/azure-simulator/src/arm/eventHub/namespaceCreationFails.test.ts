import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants } from '../../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const group = plants.austin.resourceGroup;

describe('the creation of a namespace', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients['eventHub'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: { namespaceCreation: 60_000 },
    });
    azure = officialClients(
      simulator,
      simulator.credentials.provisioner,
    ).eventHub;
  });

  afterAll(async () => {
    await simulator.stop();
  });

  /** Creates a namespace, letting simulated time pass until the operation has ended. */
  async function create(name: string) {
    let ended = false;
    const creation = azure.namespaces.createOrUpdate(
      group,
      name,
      { location: 'eastus2', sku: { name: 'Standard' } },
      { updateIntervalInMs: 10 },
    );
    const watched = creation.finally(() => {
      ended = true;
    });
    watched.catch(() => {});
    while (!ended) {
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
      await simulator.control.advance({ seconds: 20 });
    }
    return creation;
  }

  it('may end as Failed, without a code, and leaves a namespace that nothing can be made in', async () => {
    await simulator.control.failNextNamespaceCreation('EVHNS-fails');
    const failure: unknown = await create('evhns-fails').catch(error => error);
    expect(failure).toMatchObject({
      message: expect.stringContaining('failed'),
    });
    expect((failure as { code?: string }).code).toBeUndefined();
    await expect(
      azure.namespaces.get(group, 'evhns-fails'),
    ).resolves.toMatchObject({ provisioningState: 'Failed', status: 'Failed' });
    await expect(
      azure.eventHubs.createOrUpdate(group, 'evhns-fails', 'hub', {}),
    ).rejects.toMatchObject({ statusCode: 429 });
  });

  it('is followed by the official client at the address that the answer names', async () => {
    await create('evhns-followed');
    const requests = await simulator.control.requests();
    const followed = requests.filter(
      ({ operationId }) => operationId === 'OperationStatuses_Get',
    );
    expect(followed.length).toBeGreaterThan(0);
    expect(new Set(followed.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
  });

  it('is tried again by the next PUT, and succeeds', async () => {
    await expect(create('evhns-fails')).resolves.toMatchObject({
      provisioningState: 'Succeeded',
      status: 'Active',
    });
    await expect(
      azure.eventHubs.createOrUpdate(group, 'evhns-fails', 'hub', {}),
    ).resolves.toMatchObject({ name: 'hub' });
  });
});
