import { AzureSimulator, startAzureSimulator } from './startAzureSimulator';
import { plants, splunkIndex, tenantId } from './seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from './__testUtils__/officialClients';
import { requestJson } from './__testUtils__/requestJson';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const addOn = 'servicesNS/nobody/Splunk_TA_microsoft-cloudservices';
const receiverRole = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde';
const { austin } = plants;

/** The article's steps, taken by Microsoft's clients and Splunk's REST API. */
describe('streaming alerts to Splunk as the article says', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'empty',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: { exportStart: 60_000, exportVisible: 1 },
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const splunk = (
    path: string,
    options: { method?: string; body?: Record<string, string> } = {},
  ) =>
    requestJson(
      `${simulator.endpoints.splunkManagement}/${path}?output_mode=json`,
      {
        ca: simulator.caPem,
        headers: {
          authorization: `Bearer ${simulator.credentials.splunk.managementToken}`,
        },
        ...options,
      },
    );
  const search = async (spl: string) => {
    const { body } = await requestJson(
      `${simulator.endpoints.splunkSearch}/services/search/jobs`,
      {
        ca: simulator.caPem,
        method: 'POST',
        headers: {
          authorization: `Bearer ${simulator.credentials.splunk.searchToken}`,
        },
        body: { search: spl, exec_mode: 'oneshot', output_mode: 'json' },
      },
    );
    return (body as { results: Record<string, string>[] }).results;
  };

  it('moves an incident from Sentinel to a Splunk index', async () => {
    // 1: an application with a secret.
    const application = await azure.graph
      .pathUnchecked("/applications(uniqueName='siem-forwarder-test')")
      .patch({
        headers: { Prefer: 'create-if-missing' },
        body: { displayName: 'SIEM', signInAudience: 'AzureADMyOrg' },
      });
    expect(application.status).toBe('201');
    const { id, appId } = application.body as { id: string; appId: string };
    const principal = await azure.graph
      .pathUnchecked('/servicePrincipals')
      .post({ body: { appId } });
    expect(principal.status).toBe('201');
    const principalId = (principal.body as { id: string }).id;
    const password = await azure.graph
      .pathUnchecked(`/applications/${id}/addPassword`)
      .post({
        body: {
          passwordCredential: {
            displayName: 'splunk',
            endDateTime: '2027-05-01T00:00:00Z',
          },
        },
      });
    expect(password.status).toBe('200');
    const { secretText } = password.body as { secretText: string };
    await azure.secrets.setSecret('splunk', secretText, {
      expiresOn: new Date('2027-05-01T00:00:00Z'),
    });
    await expect(azure.secrets.getSecret('splunk')).resolves.toMatchObject({
      value: secretText,
    });

    // 2: a namespace (long-running), a hub, a consumer group of its own.
    const namespace = await azure.eventHub.namespaces.createOrUpdate(
      austin.resourceGroup,
      'evhns-article',
      {
        location: 'East US 2',
        sku: { name: 'Standard', tier: 'Standard', capacity: 1 },
        minimumTlsVersion: '1.2',
      },
      { updateIntervalInMs: 10 },
    );
    expect(namespace).toMatchObject({
      provisioningState: 'Succeeded',
      serviceBusEndpoint: 'https://evhns-article.servicebus.windows.net:443/',
    });
    const hub = await azure.eventHub.eventHubs.createOrUpdate(
      austin.resourceGroup,
      'evhns-article',
      'incidents',
      {
        partitionCount: 2,
        retentionDescription: {
          cleanupPolicy: 'Delete',
          retentionTimeInHours: 48,
        },
      },
    );
    expect(hub).toMatchObject({ partitionCount: 2, partitionIds: ['0', '1'] });
    await azure.eventHub.consumerGroups.createOrUpdate(
      austin.resourceGroup,
      'evhns-article',
      'incidents',
      'splunk',
      {},
    );

    // 3: the receiver's role on the hub.
    const assignment = await azure.authorization.roleAssignments.create(
      hub.id ?? '',
      '0d4a1b6e-52c0-4a77-8a7e-93f1f0a1d001',
      {
        roleDefinitionId: `/subscriptions/${austin.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${receiverRole}`,
        principalId,
        principalType: 'ServicePrincipal',
      },
    );
    expect(assignment.scope).toBe(hub.id);

    // 4: the export rule, which a GET does not find at once.
    const rule = await azure.operationalInsights.dataExports.createOrUpdate(
      austin.resourceGroup,
      austin.workspaceName,
      'export-article',
      {
        tableNames: ['SecurityIncident'],
        destination: {
          resourceId: namespace.id ?? '',
          eventHubName: 'incidents',
        },
        enable: true,
      },
    );
    expect(rule).toMatchObject({
      id: `${austin.workspaceId}/dataexports/export-article`.toLowerCase(),
      enable: true,
      type: 'Microsoft.OperationalInsights/workspaces/export',
    });
    const get = () =>
      azure.operationalInsights.dataExports.get(
        austin.resourceGroup,
        austin.workspaceName,
        'export-article',
      );
    await expect(get()).rejects.toMatchObject({ statusCode: 404 });
    await simulator.control.createIncident(austin.workspaceId, {
      title: 'before the rule works',
    });
    await simulator.control.advance({ minutes: 2 });
    const found = await get();
    expect(found.destination).toMatchObject({ eventHubName: 'incidents' });

    // 5: Splunk's account and input.
    const account = await splunk(`${addOn}/splunk_ta_mscs_azureaccount`, {
      method: 'POST',
      body: {
        name: 'article',
        client_id: appId,
        client_secret: secretText,
        tenant_id: tenantId,
        account_class_type: '1',
      },
    });
    expect(account.status).toBe(201);
    expect(JSON.stringify(account.body)).not.toContain(secretText);
    const input = await splunk(`${addOn}/splunk_ta_mscs_mscs_azure_event_hub`, {
      method: 'POST',
      body: {
        name: 'article',
        account: 'article',
        event_hub_namespace: 'evhns-article.servicebus.windows.net',
        event_hub_name: 'incidents',
        consumer_group: 'splunk',
        interval: '300',
        index: splunkIndex,
        sourcetype: 'mscs:azure:eventhub',
      },
    });
    expect(input.status).toBe(201);

    // 6: the proof.
    await simulator.control.createIncident(austin.workspaceId, {
      title: 'after the rule works',
    });
    await simulator.control.advance({ minutes: 1 });
    const results = await search(
      `search index=${splunkIndex} sourcetype="mscs:azure:eventhub" source="eventhub://evhns-article.servicebus.windows.net/incidents;*" | table Title, IncidentNumber, Type`,
    );
    expect(results).toEqual([
      {
        Title: 'after the rule works',
        IncidentNumber: '2',
        Type: 'SecurityIncident',
      },
    ]);

    // What flowed is what the metrics say.
    const readMetrics = (clients: OfficialClients) =>
      clients
        .metrics('eastus2')
        .queryResources(
          [namespace.id ?? ''],
          ['IncomingMessages', 'OutgoingMessages'],
          'Microsoft.EventHub/namespaces',
          {
            aggregation: 'Total',
            filter: "EntityName eq '*'",
            startTime: new Date('2026-11-24T08:00:00Z'),
            endTime: new Date('2026-11-24T09:00:00Z'),
            interval: 'PT1H',
          },
        );
    // The right on the whole subscription is the sweeper's.
    await expect(readMetrics(azure)).rejects.toMatchObject({
      statusCode: 401,
      code: 'AuthorizationFailed',
    });
    const [hubMetrics] = await readMetrics(
      officialClients(simulator, simulator.credentials.sweeper),
    );
    expect(
      hubMetrics.metrics.map(metric => metric.timeseries[0].data?.[0].total),
    ).toEqual([1, 1]);
  });

  it('was made by requests that the log tells apart', async () => {
    const requests = await simulator.control.requests();
    const writes = requests
      .filter(request => request.isWrite)
      .map(({ service, operationId }) => `${service} ${operationId}`);
    expect(writes).toEqual([
      'graph applications.application.UpdateApplication',
      'graph servicePrincipals.servicePrincipal.CreateServicePrincipal',
      'graph applications.addPassword',
      'keyVault SetSecret',
      'keyVault SetSecret',
      'resourceManager Namespaces_CreateOrUpdate',
      'resourceManager EventHubs_CreateOrUpdate',
      'resourceManager ConsumerGroups_CreateOrUpdate',
      'resourceManager RoleAssignments_Create',
      'resourceManager DataExports_CreateOrUpdate',
      'splunkManagement splunk_ta_mscs_azureaccount.create',
      'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.create',
    ]);
    const rule = requests.find(
      request => request.operationId === 'DataExports_CreateOrUpdate',
    );
    expect(rule).toMatchObject({
      apiVersion: '2025-07-01',
      status: 201,
      callerAppId: simulator.credentials.provisioner.clientId,
      userAgent: expect.stringContaining('azsdk-js-arm-operationalinsights'),
    });
  });
});
