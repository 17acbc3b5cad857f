import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { demoVaultId, plants, subscriptionIds } from '../../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';
import { requestJson } from '../../__testUtils__/requestJson';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const subscription = `/subscriptions/${subscriptionIds.production}`;

describe('resource groups, providers, vaults and roles', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
  });

  afterAll(async () => {
    await simulator.stop();
  });

  /** No official client of these is at hand. */
  const get = async (path: string, apiVersion: string) => {
    const { token } = await azure.credential.getToken(
      'https://management.azure.com/.default',
    );
    return requestJson(
      `${simulator.endpoints.resourceManager}${path}?api-version=${apiVersion}`,
      { ca: simulator.caPem, headers: { authorization: `Bearer ${token}` } },
    );
  };

  it('tell whether a resource group exists without an error', async () => {
    const { resourceGroups } = officialClients(
      simulator,
      simulator.credentials.sweeper,
    ).resources;
    await expect(
      resourceGroups.checkExistence(austin.resourceGroup),
    ).resolves.toMatchObject({ body: true });
    await expect(
      resourceGroups.checkExistence('rg-nowhere'),
    ).resolves.toMatchObject({ body: false });
  });

  it('list resource groups in pages of the length that is asked for', async () => {
    const { resourceGroups } = azure.resources;
    const all: (string | undefined)[] = [];
    for await (const { name } of resourceGroups.list()) {
      all.push(name);
    }
    expect(all.length).toBeGreaterThan(1);
    const pages: (string | undefined)[][] = [];
    for await (const page of resourceGroups.list({ top: 1 }).byPage()) {
      pages.push(page.map(({ name }) => name));
    }
    expect(pages).toEqual(all.map(name => [name]));
  });

  it('list providers, which not everybody may register', async () => {
    const states = new Map<string | undefined, string | undefined>();
    for await (const {
      namespace,
      registrationState,
    } of azure.resources.providers.list()) {
      states.set(namespace?.toLowerCase(), registrationState);
    }
    expect(states.get('microsoft.eventhub')).toBe('Registered');
    await expect(
      azure.resources.providers.register('Microsoft.Insights'),
    ).rejects.toMatchObject({ code: 'AuthorizationFailed' });
  });

  it('list vaults, and tell where one is', async () => {
    const list = await get(
      `${subscription}/providers/Microsoft.KeyVault/vaults`,
      '2023-07-01',
    );
    expect(list).toMatchObject({
      status: 200,
      body: { value: [{ id: demoVaultId }] },
    });
    await expect(get(demoVaultId, '2023-07-01')).resolves.toMatchObject({
      status: 200,
      body: {
        properties: {
          enableRbacAuthorization: true,
          vaultUri: 'https://kv-ot-siem.vault.azure.net/',
        },
      },
    });
    await expect(
      get(demoVaultId.replace(/[^/]+$/, 'kv-nowhere'), '2023-07-01'),
    ).resolves.toMatchObject({
      status: 404,
      body: { error: { code: 'ResourceNotFound' } },
    });
  });

  it('name a role by its id', async () => {
    await expect(
      azure.authorization.roleDefinitions.get(
        austin.namespaceId,
        'a638d3c7-ab3a-418d-83e6-5f17a39d4fde',
      ),
    ).resolves.toMatchObject({
      roleName: 'Azure Event Hubs Data Receiver',
      roleType: 'BuiltInRole',
    });
  });

  it('refuse a path that is none', async () => {
    await expect(
      get(`${austin.namespaceId}/unheardOf`, '2026-01-01'),
    ).resolves.toMatchObject({
      status: 404,
      body: { error: { code: 'InvalidResourceType' } },
    });
  });
});
