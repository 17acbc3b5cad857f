import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants } from '../../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const group = plants.austin.resourceGroup;
const name = 'evhns-given-back';
const identityId = (identity: string) =>
  `/subscriptions/${plants.austin.subscriptionId}/resourceGroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${identity}`;

describe('what Event Hubs has no use for here', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients['eventHub'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({ latencies: 'none' });
    azure = officialClients(
      simulator,
      simulator.credentials.provisioner,
    ).eventHub;
    await azure.namespaces.createOrUpdate(group, name, {
      location: 'eastus2',
      sku: { name: 'Standard' },
      identity: {
        type: 'SystemAssigned, UserAssigned',
        userAssignedIdentities: {
          [identityId('one')]: {},
          [identityId('two')]: {},
        },
      },
      encryption: {
        keySource: 'Microsoft.KeyVault',
        keyVaultProperties: [{ keyName: 'key' }],
      },
    });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  it('is given back, and stays when another setting changes', async () => {
    await azure.namespaces.createOrUpdate(group, name, {
      location: 'eastus2',
      minimumTlsVersion: '1.2',
    });
    await expect(azure.namespaces.get(group, name)).resolves.toMatchObject({
      identity: { type: 'SystemAssigned, UserAssigned' },
      encryption: { keyVaultProperties: [{ keyName: 'key' }] },
    });
  });

  it('goes where a patch says null, and there alone', async () => {
    await azure.namespaces.update(group, name, {
      identity: {
        userAssignedIdentities: {
          // What the type does not foresee is how Azure removes one.
          [identityId('two')]: null as unknown as object,
        },
      },
    });
    const { identity } = await azure.namespaces.get(group, name);
    expect(Object.keys(identity?.userAssignedIdentities ?? {})).toEqual([
      identityId('one'),
    ]);
  });

  it('is kept of a hub as well', async () => {
    await azure.eventHubs.createOrUpdate(group, name, 'captured', {
      retentionDescription: {
        cleanupPolicy: 'Compact',
        retentionTimeInHours: 24,
        tombstoneRetentionTimeInHours: 2,
      },
      captureDescription: { enabled: true, encoding: 'Avro' },
    });
    await expect(
      azure.eventHubs.get(group, name, 'captured'),
    ).resolves.toMatchObject({
      captureDescription: { enabled: true, encoding: 'Avro' },
      retentionDescription: { tombstoneRetentionTimeInHours: 2 },
    });
  });

  it('includes addresses and networks in the rules of the network', async () => {
    const rules = {
      defaultAction: 'Deny' as const,
      publicNetworkAccess: 'SecuredByPerimeter' as const,
      trustedServiceAccessEnabled: true,
      ipRules: [{ ipMask: '203.0.113.0/24', action: 'Allow' as const }],
      virtualNetworkRules: [
        {
          subnet: { id: '/subscriptions/s/subnets/plant' },
          ignoreMissingVnetServiceEndpoint: true,
        },
      ],
    };
    await azure.namespaces.createOrUpdateNetworkRuleSet(group, name, rules);
    await expect(
      azure.namespaces.getNetworkRuleSet(group, name),
    ).resolves.toMatchObject(rules);
  });
});
