import { plants, subscriptionIds } from '../seed/demoIds';
import {
  Refusal,
  RefusingService,
  targets,
} from '../__testUtils__/RefusingService';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const root = `${austin.namespaceId}/authorizationRules/RootManageSharedAccessKey/regenerateKeys`;
const subscription = `/subscriptions/${subscriptionIds.production}`;
const group = `${subscription}/resourceGroups/${austin.resourceGroup}`;
const namespace = `${group}/providers/Microsoft.EventHub/namespaces/evhns-refused`;
const eventHub = '?api-version=2026-01-01';
const exports = `${austin.workspaceId}/dataExports`;
const operationalInsights = '?api-version=2025-07-01';
const assignments = `${austin.namespaceId}/providers/Microsoft.Authorization/roleAssignments`;
const sentinel = `${austin.workspaceId}/providers/Microsoft.SecurityInsights`;
const preview = '?api-version=2024-01-01-preview';
const authorization = '?api-version=2022-04-01';

const put = (error: string, path: string, body: unknown) => ({
  error,
  method: 'PUT',
  path,
  body,
});
const activityLog = (filter?: string) =>
  `${subscription}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01${
    filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`
  }`;
const standard = { sku: { name: 'Standard' }, location: austin.location };

describe('Azure Resource Manager', () => {
  let service: RefusingService;

  beforeAll(async () => {
    service = await RefusingService.start(targets.resourceManager);
  });

  afterAll(async () => {
    await service.stop();
  });

  it.each<Refusal>([
    {
      error: 'arm.authenticationFailed',
      path: `/subscriptions${authorization}`,
      as: 'nobody',
    },
    {
      error: 'arm.invalidToken',
      path: '/subscriptions?api-version=2022-12-01',
      as: 'forger',
    },
    { error: 'request.missingApiVersion', path: '/subscriptions' },
    ...['__proto__', 'constructor'].map(name => ({
      error: 'request.reservedName',
      path: `${subscription}/providers/${name}?api-version=2025-04-01`,
    })),
    put('request.wrongType', `${namespace}${eventHub}`, [standard]),
    put('request.wrongType', `${namespace}${eventHub}`, {
      ...standard,
      sku: 'Standard',
    }),
    put('request.wrongType', `${namespace}${eventHub}`, {
      ...standard,
      tags: { plant: 5 },
    }),
    put(
      'request.wrongType',
      `${austin.namespaceId}/eventhubs/typed${eventHub}`,
      {
        properties: { partitionCount: 'four' },
      },
    ),
    put(
      'request.wrongType',
      `${austin.namespaceId}/networkRuleSets/default${eventHub}`,
      { properties: { defaultAction: 'Nope' } },
    ),
    put('request.bodyTooLarge', `${namespace}${eventHub}`, {
      ...standard,
      tags: { long: 'x'.repeat(5_000_000) },
    }),
    ...['2029-99-99', '2025-00-10', '2025-04-32', '2025-4-1'].map(version => ({
      error: 'request.invalidApiVersion',
      path: `${subscription}/resourceGroups?api-version=${version}`,
    })),
    ...['0', '-1', 'x', '1.5'].map(top => ({
      error: 'arm.invalidTop',
      path: `${subscription}/resourceGroups?api-version=2025-04-01&$top=${top}`,
    })),
    {
      error: 'arm.invalidSkipToken',
      path: `${subscription}/resourceGroups?api-version=2025-04-01&$top=1&$skiptoken=x`,
    },
    {
      error: 'arm.unsupportedFilter',
      path: `${subscription}/resourceGroups?api-version=2025-04-01&$filter=tagName%20eq%20'a'`,
    },
    {
      error: 'eventHub.nameToCheckMissing',
      path: `${subscription}/providers/Microsoft.EventHub/checkNameAvailability${eventHub}`,
      body: {},
    },
    {
      error: 'arm.providerNotFound',
      path: `${subscription}/providers/Microsoft.Nothing?api-version=2025-04-01`,
      as: 'sweeper',
    },
    {
      error: 'arm.notFound',
      path: `${group}/providers/Microsoft.Nothing/things/x?api-version=2025-04-01`,
    },
    put('arm.locationRequired', `${namespace}${eventHub}`, {
      sku: { name: 'Standard' },
    }),
    put('eventHub.invalidNamespaceName', `${namespace}-${eventHub}`, standard),
    put('eventHub.capacityOutOfRange', `${namespace}${eventHub}`, {
      ...standard,
      sku: { name: 'Standard', capacity: 41 },
    }),
    put('eventHub.maximumThroughputUnits', `${namespace}${eventHub}`, {
      ...standard,
      properties: { isAutoInflateEnabled: true, maximumThroughputUnits: 99 },
    }),
    put('eventHub.unknownTlsVersion', `${namespace}${eventHub}`, {
      ...standard,
      properties: { minimumTlsVersion: '0.9' },
    }),
    put(
      'eventHub.retentionTooShort',
      `${austin.namespaceId}/eventhubs/refused${eventHub}`,
      {
        properties: {
          partitionCount: 1,
          retentionDescription: {
            cleanupPolicy: 'Delete',
            retentionTimeInHours: 0,
          },
        },
      },
    ),
    {
      error: 'eventHub.operationNotFound',
      path: `${subscription}/providers/Microsoft.EventHub/locations/${austin.location}/operationStatuses/none${eventHub}`,
      as: 'sweeper',
    },
    put('eventHub.tierChange', `${austin.namespaceId}${eventHub}`, {
      ...standard,
      sku: { name: 'Premium' },
    }),
    put(
      'eventHub.cleanupPolicy',
      `${austin.namespaceId}/eventhubs/refused${eventHub}`,
      {
        properties: {
          partitionCount: 1,
          retentionDescription: { cleanupPolicy: 'Never' },
        },
      },
    ),
    put(
      'eventHub.invalidGroupName',
      `${austin.namespaceId}/eventhubs/incidents/consumergroups/-refused${eventHub}`,
      {},
    ),
    put(
      'eventHubAuthorizationRule.invalidName',
      `${austin.namespaceId}/authorizationRules/-refused${eventHub}`,
      { properties: { rights: ['Listen'] } },
    ),
    {
      error: 'eventHubAuthorizationRule.invalidKeyType',
      path: `${root}${eventHub}`,
      body: { keyType: 'ThirdKey' },
    },
    {
      error: 'eventHubAuthorizationRule.invalidKey',
      path: `${root}${eventHub}`,
      body: { keyType: 'PrimaryKey', key: 'short' },
    },
    put(
      'securityInsights.invalidKind',
      `${sentinel}/dataConnectors/x${preview}`,
      {
        kind: 'Telegraph',
        properties: {},
      },
    ),
    put(
      'securityInsights.missingProperty',
      `${sentinel}/dataConnectors/x${preview}`,
      { kind: 'IOT', properties: {} },
    ),
    put(
      'operationalInsights.invalidName',
      `${exports}/x${operationalInsights}`,
      {
        properties: {
          tableNames: ['SecurityIncident'],
          destination: { resourceId: austin.namespaceId },
        },
      },
    ),
    put(
      'operationalInsights.missingDestination',
      `${exports}/without-destination${operationalInsights}`,
      { properties: { tableNames: ['SecurityIncident'] } },
    ),
    put(
      'authorization.invalidAssignmentName',
      `${assignments}/reader${authorization}`,
      { properties: {} },
    ),
    put(
      'authorization.missingProperty',
      `${assignments}/11111111-1111-4111-8111-111111111111${authorization}`,
      { properties: {} },
    ),
    {
      error: 'authorization.assignmentNotFound',
      path: `${assignments}/11111111-1111-4111-8111-111111111111${authorization}`,
    },
    ...[
      undefined,
      `resourceUri eq '${austin.namespaceId}'`,
      `eventTimestamp ge 'yesterday'`,
      `eventTimestamp ge '${new Date().toISOString()}' and caller eq 'me'`,
      `eventTimestamp ge '${new Date().toISOString()}' and caller`,
      `eventTimestamp ge '${new Date().toISOString()}' and resourceUri eq '/a' and correlationId eq 'b'`,
    ].map(filter => ({
      error: 'activityLog.invalidFilter',
      path: activityLog(filter),
      as: 'sweeper' as const,
    })),
    {
      error: 'activityLog.tooOld',
      as: 'sweeper' as const,
      path: activityLog(`eventTimestamp ge '2020-01-01T00:00:00Z'`),
    },
  ])('refuses with $error', async refusal => {
    await expect(service.ask(refusal)).resolves.toContain(refusal.error);
  });
});
