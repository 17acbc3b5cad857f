import { mockServices } from '@backstage/backend-test-utils';
import {
  plants,
  ServiceName,
  subscriptionIds,
  vaultName,
} from 'azure-simulator';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { ArmResourceId } from './ArmResourceId';
import { AzureServices } from './AzureServices';
import { AzureTenants } from './AzureTenants';

jest.setTimeout(60_000);

const workspaceId = ArmResourceId.parse(plants.osaka.workspaceId);
const namespaceId = ArmResourceId.parse(plants.osaka.namespaceId);
const { laboratory } = subscriptionIds;
const guid = '0f0f0f0f-0000-4000-8000-000000000000';

/** Each SDK client has a pipeline of its own, in which our policies must be. */
describe('every client', () => {
  let cloud: TestCloud;
  let sweeper: AzureServices;
  let vault: string;

  beforeAll(async () => {
    cloud = await startTestCloud();
    vault = cloud.simulator.endpoints.keyVaults[vaultName];
  });
  beforeEach(() => {
    // Of its own for each test: what Azure asked to wait for is remembered.
    [{ sweeper }] = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
      timings: { attemptTimeout: 1_500, maxRetries: 0 },
    }).list;
  });
  afterEach(() => cloud.control.clearFaults());
  afterAll(() => cloud.stop());

  const reads: Record<
    string,
    [ServiceName, (azure: AzureServices) => Promise<unknown>]
  > = {
    'event hubs': [
      'resourceManager',
      azure => azure.eventHubs.getNamespace(namespaceId),
    ],
    workspaces: ['resourceManager', azure => azure.workspaces.list(laboratory)],
    'data exports': [
      'resourceManager',
      azure => azure.dataExports.list(workspaceId),
    ],
    'role assignments': [
      'resourceManager',
      azure => azure.roleAssignments.listAtScope(namespaceId.toString()),
    ],
    'resource graph': [
      'resourceManager',
      azure => azure.resourceGraph.listResources([laboratory]),
    ],
    sentinel: [
      'resourceManager',
      azure => azure.sentinel.listAnalyticsRules(workspaceId),
    ],
    providers: [
      'resourceManager',
      azure =>
        azure.resourceProviders.registrationState(
          laboratory,
          'Microsoft.Insights',
        ),
    ],
    'resource manager, without an SDK': [
      'resourceManager',
      azure => azure.resourceProviders.subscriptionName(laboratory),
    ],
    'the activity log': [
      'resourceManager',
      azure =>
        azure.activityLog.changes(
          { resource: namespaceId },
          { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z' },
        ),
    ],
    entra: ['graph', azure => azure.entra.listApplications()],
    'key vaults': ['keyVault', azure => azure.keyVaults.canReach(vault)],
    metrics: [
      'metrics',
      azure =>
        azure.metrics.query({
          subscriptionId: laboratory,
          region: plants.osaka.location,
          resourceIds: [namespaceId],
          metricNamespace: 'Microsoft.EventHub/namespaces',
          metrics: ['IncomingMessages'],
          interval: 'PT1H',
          from: '2026-01-01T00:00:00Z',
          to: '2026-01-01T01:00:00Z',
        }),
    ],
    logs: [
      'logs',
      azure =>
        azure.logs.query(guid, 'SecurityIncident | count', {
          from: '2026-01-01T00:00:00Z',
          to: '2026-01-01T01:00:00Z',
        }),
    ],
  };

  it.each(Object.entries(reads))(
    'of %s gives up on a service that hangs',
    async (_, [service, read]) => {
      await cloud.control.fault({ service, pathPattern: '.', status: 'hang' });
      const started = Date.now();
      await expect(read(sweeper)).rejects.toMatchObject({
        name: 'AzureError',
        kind: 'timeout',
        message: expect.stringMatching(/was not answered within 1\.5 seconds/),
      });
      expect(Date.now() - started).toBeLessThan(5_000);
    },
  );

  it.each(Object.entries(reads))(
    'of %s says who it is, and how long Azure asked it to wait',
    async (_, [service, read]) => {
      await cloud.control.clearRequests();
      await cloud.control.fault({
        service,
        pathPattern: '.',
        status: 429,
        code: 'TooManyRequests',
        retryAfter: 300,
      });
      await expect(read(sweeper)).rejects.toMatchObject({
        kind: 'throttled',
        azureStatus: 429,
        statusCode: 503,
        retryAfterSeconds: 300,
      });
      const seen = (await cloud.control.requests()).filter(
        request => request.service === service,
      );
      expect(seen).toHaveLength(1);
      expect(seen[0].userAgent).toMatch(/^siem-forwarder\/\d+\.\d+\.\d+ /);
    },
  );

  const writes: Record<string, (azure: AzureServices) => Promise<unknown>> = {
    'a namespace': azure =>
      azure.eventHubs.beginNamespace(
        ArmResourceId.parse(plants.osaka.namespaceId.replace('osaka', 'new')),
        { region: 'japaneast', tier: 'Standard', capacity: 1, tags: {} },
      ),
    'a rule': azure =>
      azure.dataExports.put(workspaceId.child('dataExports', 'export-new'), {
        tableNames: ['SecurityIncident'],
        namespaceId,
        eventHubName: 'incidents',
        enabled: true,
      }),
    'a role': azure =>
      azure.roleAssignments.assign({
        scope: namespaceId.toString(),
        roleId: guid,
        principalId: guid,
        description: '',
      }),
    'a connector': azure => azure.sentinel.connectIot(workspaceId, laboratory),
    'an application': azure =>
      azure.entra.upsertApplication({
        uniqueName: 'siem-forwarder-never',
        displayName: 'never',
        requestGraphPermission: false,
        notes: '',
      }),
    'a secret of an application': azure =>
      azure.entra.addPassword(guid, {
        displayName: 'never',
        endsAt: '2030-01-01T00:00:00Z',
      }),
    'a secret of a vault': azure =>
      azure.keyVaults.set(vault, 'never', {
        value: 'not-a-real-secret',
        contentType: 'text/plain',
        expiresAt: '2030-01-01T00:00:00Z',
        tags: {},
      }),
  };

  it.each(Object.entries(writes))(
    'of the sweeper refuses to write %s',
    async (_, write) => {
      await cloud.control.clearRequests();
      await expect(write(sweeper)).rejects.toMatchObject({
        name: 'ReadOnlyIdentityError',
        message: expect.not.stringContaining('not-a-real-secret'),
      });
      expect(
        (await cloud.control.requests()).filter(request => request.isWrite),
      ).toEqual([]);
    },
  );
});
