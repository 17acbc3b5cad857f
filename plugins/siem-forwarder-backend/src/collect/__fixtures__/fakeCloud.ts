import { SiemInstance } from 'backstage-plugin-siem-forwarder-node';
import { ArmResourceId } from '../../azure/ArmResourceId';
import { AzureServices } from '../../azure/AzureServices';
import {
  ago,
  CLIENT_ID,
  HUB_ID,
  NAMESPACE_ID,
  NOW,
  RULE_ID,
  TENANT_ID,
} from '../../evaluate/__fixtures__/healthyForwarder';
import { SweptTenant } from '../CollectionRun';

export const SUBSCRIPTION = 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10';
export const PRINCIPAL_ID = 'c2b3d4e5-0000-4000-8000-000000000002';

const WORKSPACE_ID = RULE_ID.split('/dataExports')[0];
const DATA_RECEIVER = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde';

/** A call of the collector that the fake cloud saw. */
export type Call = string;

/** A cloud in memory: one workspace, namespace and application, all healthy. Tests change its `services`. */
export interface FakeCloud {
  services: AzureServices;
  tenant: SweptTenant;
  siem: SiemInstance;
  /** Calls in their order: `dataExports.list law-ot-austin`. */
  calls: Call[];
}

const notUsed = () => Promise.reject(new Error('A sweep must not call this'));

/** Makes a {@link FakeCloud}. */
export function fakeCloud(): FakeCloud {
  const calls: Call[] = [];
  const answer =
    <A extends unknown[], T>(name: string, reply: (...args: A) => T) =>
    async (...args: A): Promise<T> => {
      const [first] = args;
      calls.push(
        `${name} ${first instanceof ArmResourceId ? first.name : first ?? ''}`,
      );
      return reply(...args);
    };
  const services = fakeServices(answer);
  return {
    calls,
    services,
    tenant: {
      id: TENANT_ID,
      cloud: { name: 'public', eventHubsSuffix: 'servicebus.windows.net' },
      sweeper: services,
      subscriptions: [SUBSCRIPTION],
    },
    siem: fakeSiem(answer),
  };
}

/** Metrics of what goes wrong: nothing does. */
const SELDOM = ['ExportFailed', 'ThrottledRequests'];

type Answer = <A extends unknown[], T>(
  name: string,
  reply: (...args: A) => T,
) => (...args: A) => Promise<T>;

function fakeServices(answer: Answer): AzureServices {
  const namespace = {
    id: ArmResourceId.parse(NAMESPACE_ID),
    region: 'eastus2',
    tier: 'Standard',
    capacity: 1,
    autoInflate: false,
    status: 'Active',
    provisioningState: 'Succeeded',
    localAuthDisabled: false,
    hostName: 'evhns-ot-austin.servicebus.windows.net',
    tags: {},
  };
  const workspace = {
    id: ArmResourceId.parse(WORKSPACE_ID),
    region: 'eastus2',
    customerId: '5e0c7d3a-1111-4222-8333-444455556666',
    provisioningState: 'Succeeded',
  };
  const assignment = {
    id: 'assignment',
    scope: HUB_ID,
    roleId: DATA_RECEIVER,
    principalId: PRINCIPAL_ID,
    principalType: 'ServicePrincipal',
  };
  return {
    tenantId: TENANT_ID,
    identity: 'sweeper',
    workspaces: {
      get: answer('workspaces.get', () => workspace),
      getTable: notUsed,
      list: answer('workspaces.list', () => [workspace]),
    },
    activityLog: { changes: notUsed },
    dataExports: {
      get: notUsed,
      put: notUsed,
      delete: notUsed,
      list: answer('dataExports.list', () => [
        {
          // Azure answers with ids in lower case.
          id: ArmResourceId.parse(RULE_ID.toLowerCase()),
          enabled: true,
          tableNames: ['SecurityIncident'],
          destinationId: NAMESPACE_ID,
          destinationType: 'EventHub',
          eventHubName: 'defender-iot',
          createdAt: ago(60 * 24 * 40),
        },
      ]),
    },
    eventHubs: {
      checkName: notUsed,
      getNamespace: answer('eventHubs.getNamespace', () => namespace),
      listNamespaces: answer('eventHubs.listNamespaces', () => [namespace]),
      beginNamespace: notUsed,
      deleteNamespace: notUsed,
      getNetworkRuleSet: answer('eventHubs.getNetworkRuleSet', () => ({
        defaultAction: 'Allow',
        trustedServiceAccessEnabled: true,
      })),
      getHub: notUsed,
      listHubs: answer('eventHubs.listHubs', () => [
        {
          id: ArmResourceId.parse(HUB_ID),
          partitionCount: 4,
          retentionHours: 168,
          status: 'Active',
        },
      ]),
      putHub: notUsed,
      deleteHub: notUsed,
      listConsumerGroups: answer('eventHubs.listConsumerGroups', () => [
        '$Default',
        'siem',
      ]),
      putConsumerGroup: notUsed,
      deleteConsumerGroup: notUsed,
    },
    roleAssignments: {
      listInSubscription: answer('roleAssignments.listInSubscription', () => [
        assignment,
      ]),
      listAtScope: answer('roleAssignments.listAtScope', () => [assignment]),
      listFor: answer('roleAssignments.listFor', () => [assignment]),
      assign: notUsed,
      idOf: () => '',
      delete: notUsed,
      permissions: notUsed,
    },
    sentinel: {
      isOnboarded: answer('sentinel.isOnboarded', () => true),
      listIotConnectors: answer('sentinel.listIotConnectors', () => [
        { id: 'c', subscriptionId: SUBSCRIPTION, alertsEnabled: true },
      ]),
      connectIot: notUsed,
      iotConnectorId: () => '',
      disconnectIot: notUsed,
      deleteIotConnector: notUsed,
      listAnalyticsRules: answer('sentinel.listAnalyticsRules', () => [
        {
          id: 'r',
          kind: 'MicrosoftSecurityIncidentCreation',
          displayName: 'IoT incidents',
          enabled: true,
          productFilter: 'Azure Security Center for IoT',
        },
      ]),
      enableIncidentCreation: notUsed,
      incidentRuleId: () => '',
      disableIncidentCreation: notUsed,
      deleteAnalyticsRule: notUsed,
    },
    entra: {
      tenantId: TENANT_ID,
      ownClientId: notUsed,
      getApplication: answer('entra.getApplication', (appId: string) =>
        appId === CLIENT_ID ? application() : undefined,
      ),
      getApplicationByUniqueName: notUsed,
      listApplications: answer('entra.listApplications', () => [application()]),
      listServicePrincipals: answer('entra.listServicePrincipals', () => [
        principal(),
      ]),
      upsertApplication: notUsed,
      findWithNotes: notUsed,
      deleteApplication: notUsed,
      purgeApplication: notUsed,
      withdrawGraphPermission: notUsed,
      deleteServicePrincipal: notUsed,
      getServicePrincipal: answer(
        'entra.getServicePrincipal',
        (appId: string) => (appId === CLIENT_ID ? principal() : undefined),
      ),
      ensureServicePrincipal: notUsed,
      listGrantedGraphRoles: notUsed,
      listGraphRoleGrants: notUsed,
      addPassword: notUsed,
      removePassword: notUsed,
      maximumSecretLifetimeDays: notUsed,
      adminConsentUrl: () => '',
    },
    keyVaults: {
      set: notUsed,
      getProperties: notUsed,
      listVersions: notUsed,
      purge: notUsed,
      getValue: notUsed,
      delete: notUsed,
      canReach: notUsed,
    },
    metrics: {
      query: async ({ metrics, resourceIds, dimension }) => {
        await answer(`metrics.query ${metrics}`, () => undefined)();
        return metrics.flatMap(metric =>
          resourceIds.map(id => ({
            resourceId: id.key,
            metric,
            dimension:
              dimension === 'EntityName' ? 'defender-iot' : 'export-ot-alerts',
            points: SELDOM.includes(metric) ? [] : [{ at: ago(9), total: 2 }],
          })),
        );
      },
    },
    logs: {
      query: async (customerIds, text) => {
        const ids = [customerIds].flat();
        await answer(`logs.query ${ids.length}`, () => undefined)();
        const counted = [...text.matchAll(/What = "([^"]+)"/g)];
        return ids.flatMap(TenantId =>
          counted.map(([, What]) =>
            What.includes(' ')
              ? { TenantId, What, Rows: 5, Recent: 2, Newest: ago(8) }
              : { TenantId, What, Slot: ago(10), Rows: 2, Newest: ago(8) },
          ),
        );
      },
    },
    resourceGraph: {
      listResources: answer('resourceGraph.listResources', () => ({
        workspaces: [workspace],
        namespaces: [namespace],
      })),
      listRoleAssignments: answer('resourceGraph.listRoleAssignments', () => [
        assignment,
      ]),
    },
    resourceProviders: {
      registrationState: notUsed,
      resourceGroupExists: notUsed,
      subscriptionName: notUsed,
    },
  };
}

function application() {
  return {
    id: 'object',
    appId: CLIENT_ID,
    displayName: 'siem-forwarder-ot-alerts',
    passwords: [{ keyId: 'key-1', endsAt: '2027-04-01T00:00:00.000Z' }],
    requestedGraphRoles: [],
  };
}

function principal() {
  return { id: PRINCIPAL_ID, appId: CLIENT_ID, accountEnabled: true };
}

function fakeSiem(answer: Answer): SiemInstance {
  const observedAt = new Date(NOW).toISOString();
  return {
    id: 'soc-splunk',
    title: 'SOC Splunk',
    kind: 'splunk',
    configures: true,
    verifies: true,
    probe: answer('siem.probe', () => []),
    tokens: answer('siem.tokens', () => [
      { name: 'search', endsAt: '2027-06-01T00:00:00.000Z' },
    ]),
    plan: notUsed,
    connect: notUsed,
    disconnect: notUsed,
    collect: async connections => {
      await answer(`siem.collect ${connections.length}`, () => undefined)();
      return connections.map(connection => ({
        account: {
          value: {
            name: 'account',
            clientId: connection.clientId,
            tenantId: connection.tenantId,
          },
          observedAt,
        },
        input: {
          value: {
            name: 'input',
            enabled: true,
            account: 'account',
            fullyQualifiedNamespace: connection.fullyQualifiedNamespace,
            eventHubName: connection.eventHubName,
            consumerGroup: connection.consumerGroup,
            sourcetype: 'mscs:azure:eventhub',
            index: 'ot',
          },
          observedAt,
        },
        readerErrors: { value: { count: 0 }, observedAt },
        arrivals: {
          value: { count: 2, windowHours: 24, lastIndexedAt: ago(4) },
          observedAt,
        },
      }));
    },
    handover: () => ({ title: '', sections: [] }),
  };
}
