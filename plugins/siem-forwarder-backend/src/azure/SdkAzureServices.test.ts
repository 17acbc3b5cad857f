import { mockServices } from '@backstage/backend-test-utils';
import { plants, subscriptionIds, vaultName } from 'azure-simulator';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { ArmResourceId } from './ArmResourceId';
import { AzureTenant, AzureTenants } from './AzureTenants';
import { builtInRoles } from './builtInRoles';
import { graphRoles } from './graphRoles';
import { isGranted } from './permissionsNeeded';
import { roleAssignmentName } from './SdkRoleAssignments';

jest.setTimeout(60_000);

const austin = ArmResourceId.parse(plants.austin.workspaceId);
const osaka = ArmResourceId.parse(plants.osaka.workspaceId);
const namespaceId = ArmResourceId.of({
  subscriptionId: subscriptionIds.production,
  resourceGroup: 'rg-ot-security',
  provider: 'Microsoft.EventHub',
  segments: [['namespaces', 'evhns-azure-test']],
});
const hubId = namespaceId.child('eventhubs', 'defender-iot');
const nowhere = ArmResourceId.parse(
  plants.austin.workspaceId.replace('law-ot-austin', 'law-ot-nowhere'),
);
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString();

describe('SdkAzureServices', () => {
  let cloud: TestCloud;
  let tenant: AzureTenant;

  beforeAll(async () => {
    cloud = await startTestCloud({
      latencies: {
        namespaceCreation: 1_500,
        exportVisible: 1_500,
        applicationReplication: 1_500,
        principalCreation: 1_500,
      },
    });
    [tenant] = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
    }).list;
  });
  afterAll(() => cloud.stop());

  const provisioner = () => {
    if (!tenant.provisioner) {
      throw new Error('the test cloud has a provisioner');
    }
    return tenant.provisioner;
  };

  it('reads workspaces and tables, and tells absence from failure', async () => {
    const { workspaces } = tenant.sweeper;
    expect(await workspaces.get(austin)).toMatchObject({
      region: 'eastus2',
      provisioningState: 'Succeeded',
      customerId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await workspaces.get(nowhere)).toBeUndefined();
    expect(await workspaces.getTable(austin, 'SecurityIncident')).toEqual({
      name: 'SecurityIncident',
      plan: 'Analytics',
    });
    expect(await workspaces.getTable(austin, 'NoSuchTable_CL')).toBeUndefined();
    await expect(
      tenant.sweeper.dataExports.list(nowhere),
    ).rejects.toMatchObject({
      name: 'AzureError',
      kind: 'not-found',
      message: expect.stringMatching(/law-ot-nowhere/),
    });
  });

  it('makes a namespace, a hub, a group and a rule, finds them, and removes them', async () => {
    const azure = provisioner();
    await azure.eventHubs.beginNamespace(namespaceId, {
      region: 'eastus2',
      tier: 'Standard',
      capacity: 1,
      tags: { 'siem-forwarder': 'test' },
    });
    const begun = await azure.eventHubs.getNamespace(namespaceId);
    expect(begun?.provisioningState).not.toBe('Succeeded');
    let namespace = begun;
    while (namespace?.provisioningState !== 'Succeeded') {
      await new Promise(resolve => setTimeout(resolve, 200));
      namespace = await azure.eventHubs.getNamespace(namespaceId);
    }
    expect(namespace).toMatchObject({
      region: 'eastus2',
      tier: 'Standard',
      capacity: 1,
      minimumTlsVersion: '1.2',
      localAuthDisabled: false,
      hostName: 'evhns-azure-test.servicebus.windows.net',
      tags: { 'siem-forwarder': 'test' },
    });

    await azure.eventHubs.putHub(hubId, {
      partitionCount: 4,
      retentionHours: 168,
    });
    await azure.eventHubs.putConsumerGroup(hubId, 'siem', 'made by a test');
    expect(await tenant.sweeper.eventHubs.getHub(hubId)).toMatchObject({
      partitionCount: 4,
      retentionHours: 168,
      status: 'Active',
    });
    expect(
      (await tenant.sweeper.eventHubs.listConsumerGroups(hubId)).sort(),
    ).toEqual(['$Default', 'siem']);

    const ruleId = austin.child('dataExports', 'export-azure-test');
    const rule = await azure.dataExports.put(ruleId, {
      tableNames: ['SecurityIncident'],
      namespaceId,
      eventHubName: 'defender-iot',
      enabled: true,
    });
    expect(rule.id.equals(ruleId)).toBe(true);
    expect(namespaceId.equals(rule.destinationId)).toBe(true);
    expect(rule).toMatchObject({
      enabled: true,
      tableNames: ['SecurityIncident'],
      eventHubName: 'defender-iot',
      destinationType: 'EventHub',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    const listed = await tenant.sweeper.dataExports.list(austin);
    expect(listed.filter(({ id }) => id.equals(ruleId))).toEqual([rule]);

    await azure.dataExports.delete(ruleId);
    await azure.dataExports.delete(ruleId);
    expect(await azure.dataExports.get(ruleId)).toBeUndefined();
    await azure.eventHubs.deleteConsumerGroup(hubId, 'siem');
    await azure.eventHubs.deleteHub(hubId);
    expect(await azure.eventHubs.getHub(hubId)).toBeUndefined();
    await azure.eventHubs.deleteNamespace(namespaceId);
  });

  it("keeps Azure's own words when it refuses", async () => {
    const refused = provisioner().eventHubs.putHub(
      ArmResourceId.parse(plants.austin.namespaceId).child('eventhubs', 'wide'),
      { partitionCount: 64, retentionHours: 24 },
    );
    await expect(refused).rejects.toMatchObject({
      name: 'AzureError',
      kind: 'invalid',
      azureStatus: 400,
      statusCode: 400,
      action: "write event hub 'wide' of namespace 'evhns-ot-austin'",
      correlationRequestId: expect.any(String),
    });
  });

  it('names the deleted application that holds a name', async () => {
    const { entra } = provisioner();
    const wanted = {
      uniqueName: 'siem-forwarder-deleted',
      displayName: 'Deleted soon',
      requestGraphPermission: false,
      notes: 'made by operation 1',
    };
    const deleted = await entra.upsertApplication(wanted);
    await entra.deleteApplication(deleted.id);
    await expect(entra.upsertApplication(wanted)).rejects.toMatchObject({
      kind: 'conflict',
      azureStatus: 400,
      message: expect.stringMatching(
        `The application ${deleted.appId} bore it and was deleted at .*delete it permanently`,
      ),
    });
  });

  it('finds what it made itself when Graph shows it late, and nothing of others', async () => {
    const slow = await startTestCloud({
      seed: 'empty',
      latencies: { graphReplication: 2_000 },
    });
    try {
      const [{ provisioner: writer }] = AzureTenants.fromConfig(
        slow.rootConfig,
        { logger: mockServices.logger.mock() },
      ).list;
      const upsert = (notes: string) =>
        writer?.entra.upsertApplication({
          uniqueName: 'siem-forwarder-late',
          displayName: 'Shown late',
          requestGraphPermission: false,
          notes,
        });
      const made = async () => {
        const { directory } = await slow.control.state('directory');
        return Object.values(directory.applications).filter(
          ({ uniqueName }) => uniqueName === 'siem-forwarder-late',
        );
      };
      const pending = upsert('made by operation 1');
      while ((await made()).length === 0) {
        await new Promise(resolve => {
          setTimeout(resolve, 20);
        });
      }
      const [first, second, stranger] = await Promise.allSettled([
        pending,
        upsert('made by operation 1'),
        upsert('made by operation 2'),
      ]);
      expect([first, second, stranger]).toEqual([
        { status: 'fulfilled', value: expect.anything() },
        { status: 'fulfilled', value: expect.anything() },
        {
          status: 'rejected',
          reason: expect.objectContaining({ kind: 'invalid' }),
        },
      ]);
      expect(await made()).toHaveLength(1);
    } finally {
      await slow.stop();
    }
  });

  it('registers an application with a secret and a role, once', async () => {
    const azure = provisioner();
    const wanted = {
      uniqueName: 'siem-forwarder-azure-test',
      displayName: "Test's application",
      requestGraphPermission: false,
      notes: 'made by a test',
    };
    const made = await azure.entra.upsertApplication(wanted);
    const principal = await azure.entra.ensureServicePrincipal(made.appId);
    const secret = await azure.entra.addPassword(made.id, {
      displayName: 'operation-1',
      endsAt: inDays(30),
    });
    const scope = plants.austin.namespaceId;
    const assignment = await azure.roleAssignments.assign({
      scope,
      roleId: builtInRoles.eventHubsDataReceiver,
      principalId: principal.id,
      description: 'made by a test',
    });
    expect(assignment.id).toContain(
      roleAssignmentName({
        scope,
        roleId: builtInRoles.eventHubsDataReceiver,
        principalId: principal.id,
      }),
    );

    await cloud.control.clearRequests();
    const again = await azure.entra.upsertApplication(wanted);
    expect(again.appId).toBe(made.appId);
    expect(await azure.entra.ensureServicePrincipal(made.appId)).toEqual(
      principal,
    );
    expect(
      await azure.roleAssignments.assign({
        scope: scope.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'),
        roleId: builtInRoles.eventHubsDataReceiver,
        principalId: principal.id,
        description: 'made by a test',
      }),
    ).toMatchObject({ id: assignment.id });
    expect(
      (await cloud.control.requests()).filter(request => request.isWrite),
    ).toEqual([]);

    const withGraph = await azure.entra.upsertApplication({
      ...wanted,
      requestGraphPermission: true,
    });
    expect(withGraph.requestedGraphRoles).toEqual([
      graphRoles.securityEventsReadWriteAll,
    ]);
    expect(await tenant.sweeper.entra.getApplication(made.appId)).toMatchObject(
      {
        uniqueName: wanted.uniqueName,
        displayName: wanted.displayName,
        passwords: [
          {
            keyId: secret.keyId,
            displayName: 'operation-1',
            endsAt: expect.stringMatching(/Z$/),
          },
        ],
      },
    );
    expect(
      await tenant.sweeper.entra.listGrantedGraphRoles(principal.id),
    ).toEqual([]);
    const listed = await tenant.sweeper.entra.listApplications();
    expect(listed.map(({ appId }) => appId)).toContain(made.appId);
    expect(
      await tenant.sweeper.roleAssignments.listAtScope(
        `${scope}/eventhubs/incidents`,
      ),
    ).toContainEqual(expect.objectContaining({ id: assignment.id }));

    await azure.entra.removePassword(made.id, secret.keyId);
    await azure.entra.removePassword(made.id, secret.keyId);
    await azure.roleAssignments.delete(assignment.id);
    await azure.roleAssignments.delete(assignment.id);
    await azure.entra.deleteApplication(made.id);
    expect(
      await azure.entra.getApplicationByUniqueName(wanted.uniqueName),
    ).toBeUndefined();
  });

  it('knows the limit of secret lives only where it may read the policy', async () => {
    expect(
      await provisioner().entra.maximumSecretLifetimeDays(),
    ).toBeUndefined();
    expect(provisioner().entra.adminConsentUrl('abc')).toBe(
      `${cloud.simulator.endpoints.login}/${tenant.id}/adminconsent?client_id=abc`,
    );
  });

  it('stores a secret in a vault and tells of it without its value', async () => {
    const { keyVaults } = provisioner();
    const vault = cloud.simulator.endpoints.keyVaults[vaultName];
    const expiresAt = inDays(30).replace(/\.\d+Z/, '.000Z');
    expect(await keyVaults.canReach(vault)).toBe(true);
    expect(await keyVaults.getProperties(vault, 'azure-test')).toBeUndefined();
    const stored = await keyVaults.set(vault, 'azure-test', {
      value: 'not-a-real-secret',
      contentType: 'text/plain',
      expiresAt,
      tags: { keyId: 'k1' },
    });
    const properties = await keyVaults.getProperties(vault, 'azure-test');
    expect(properties).toEqual({ ...stored, expiresAt, tags: { keyId: 'k1' } });
    expect(JSON.stringify(properties)).not.toContain('not-a-real-secret');
    expect(await keyVaults.getValue(vault, 'azure-test')).toBe(
      'not-a-real-secret',
    );
    await keyVaults.delete(vault, 'azure-test');
    expect(await keyVaults.getValue(vault, 'azure-test')).toBeUndefined();
    // A deleted secret still holds its name: a second run must get it back.
    const again = await keyVaults.set(vault, 'azure-test', {
      value: 'not-a-real-secret-2',
      contentType: 'text/plain',
      expiresAt,
      tags: {},
    });
    expect(again.version).not.toBe(stored.version);
    expect(await keyVaults.getValue(vault, 'azure-test')).toBe(
      'not-a-real-secret-2',
    );
    expect(await tenant.sweeper.keyVaults.canReach(vault)).toBe(false);
  });

  it('reads Sentinel, connects the IoT connector and creates incidents', async () => {
    const { sentinel } = tenant.sweeper;
    expect(await sentinel.isOnboarded(austin)).toBe(true);
    expect(await sentinel.isOnboarded(nowhere)).toBe(false);
    expect(await sentinel.listIotConnectors(austin)).toEqual([
      expect.objectContaining({
        subscriptionId: subscriptionIds.production,
        alertsEnabled: true,
      }),
    ]);
    expect(await sentinel.listIotConnectors(osaka)).toEqual([]);
    expect(await sentinel.listAnalyticsRules(austin)).toContainEqual(
      expect.objectContaining({
        kind: 'MicrosoftSecurityIncidentCreation',
        enabled: true,
        productFilter: 'Azure Security Center for IoT',
      }),
    );

    const lyon = ArmResourceId.parse(plants.lyon.workspaceId);
    const before = await sentinel.listAnalyticsRules(lyon);
    const rule = await provisioner().sentinel.enableIncidentCreation(lyon);
    expect(rule).toMatchObject({
      enabled: true,
      productFilter: 'Azure Security Center for IoT',
    });
    const after = await sentinel.listAnalyticsRules(lyon);
    expect(after.filter(({ enabled }) => enabled).length).toBe(
      before.filter(({ enabled }) => enabled).length + 1,
    );
    expect(await provisioner().sentinel.enableIncidentCreation(lyon)).toEqual(
      rule,
    );
  });

  it('reads metrics by the names that were asked for, and by dimension', async () => {
    const to = new Date(Date.now() + 60_000).toISOString();
    const from = new Date(Date.now() - 6 * 3_600_000).toISOString();
    const series = await tenant.sweeper.metrics.query({
      subscriptionId: subscriptionIds.production,
      region: 'eastus2',
      resourceIds: [ArmResourceId.parse(plants.austin.namespaceId)],
      metricNamespace: 'Microsoft.EventHub/namespaces',
      metrics: ['IncomingMessages', 'OutgoingMessages'],
      dimension: 'EntityName',
      interval: 'PT1H',
      from,
      to,
    });
    const incoming = series.find(
      ({ metric, dimension }) =>
        metric === 'IncomingMessages' && dimension === 'incidents',
    );
    expect(incoming?.resourceId).toBe(plants.austin.namespaceId.toLowerCase());
    expect(incoming?.points[0].at).toMatch(/Z$/);
    expect(
      incoming?.points.reduce((sum, { total }) => sum + total, 0),
    ).toBeGreaterThan(0);
  });

  it('reads rows of a workspace as records', async () => {
    const to = new Date(Date.now() + 60_000).toISOString();
    const from = new Date(Date.now() - 6 * 3_600_000).toISOString();
    const workspace = await tenant.sweeper.workspaces.get(austin);
    const rows = await tenant.sweeper.logs.query(
      workspace?.customerId ?? '',
      'SecurityIncident | summarize Rows = count(), Newest = max(TimeGenerated)',
      { from, to },
    );
    expect(rows).toEqual([
      { Rows: expect.any(Number), Newest: expect.stringMatching(/Z$/) },
    ]);
    await expect(
      tenant.sweeper.logs.query(
        workspace?.customerId ?? '',
        'SecurityIncident | frobnicate',
        { from, to },
      ),
    ).rejects.toMatchObject({ kind: 'invalid', azureStatus: 400 });
  });

  it('reads registrations, names and its own rights', async () => {
    const { resourceProviders, roleAssignments } = provisioner();
    const { production } = subscriptionIds;
    expect(
      await resourceProviders.registrationState(
        production,
        'Microsoft.Insights',
      ),
    ).toBe('Registered');
    expect(await resourceProviders.subscriptionName(production)).toBe(
      'OT production',
    );
    expect(
      await resourceProviders.resourceGroupExists(production, 'rg-ot-security'),
    ).toBe(true);
    // The provisioner has no rights outside of its groups, so it could not say.
    expect(
      await tenant.sweeper.resourceProviders.resourceGroupExists(
        production,
        'rg-none',
      ),
    ).toBe(false);
    await expect(
      resourceProviders.resourceGroupExists(production, 'rg-none'),
    ).rejects.toMatchObject({ kind: 'forbidden', statusCode: 502 });
    const scope = austin.resourceGroupScope;
    const own = await roleAssignments.permissions(scope);
    expect(isGranted(own, 'Microsoft.EventHub/namespaces/write')).toBe(true);
    expect(
      isGranted(own, 'Microsoft.Authorization/roleAssignments/write'),
    ).toBe(true);
    const sweeper = await tenant.sweeper.roleAssignments.permissions(scope);
    expect(isGranted(sweeper, 'Microsoft.EventHub/namespaces/write')).toBe(
      false,
    );
    expect(
      await resourceProviders
        .subscriptionName('00000000-0000-4000-8000-000000000000')
        .catch(error => error.kind),
    ).toMatch(/not-found|forbidden/);
  });

  it('says who may take a name', async () => {
    const { eventHubs } = provisioner();
    const { production } = subscriptionIds;
    expect(await eventHubs.checkName(production, 'evhns-brand-new')).toEqual({
      available: true,
    });
    expect(
      await eventHubs.checkName(production, plants.austin.namespaceName),
    ).toMatchObject({ available: false, reason: 'NameInUse' });
  });
});
