import { newRootRule } from '../arm/eventHub/sharedAccessKey';
import { toIso } from '../clock/format';
import { idKey, nameOf, resourceGroupId } from '../ids/armId';
import { storeRoleAssignment } from '../rbac/RoleAssignmentIndex';
import { roleGuidByName } from '../rbac/roleDefinitions';
import {
  EventHub,
  EventHubNamespace,
  RoleAssignment,
  SimulatorState,
  Vault,
  Workspace,
} from '../state';
import { Plant, seedGuid } from './demoIds';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Providers that a subscription in use has registered. */
const registeredProviders = [
  'microsoft.authorization',
  'microsoft.eventhub',
  'microsoft.insights',
  'microsoft.keyvault',
  'microsoft.operationalinsights',
  'microsoft.operationsmanagement',
  'microsoft.resources',
  'microsoft.security',
  'microsoft.securityinsights',
];

/** Tables that every workspace with Sentinel has. */
const standardTables = [
  'SecurityIncident',
  'SecurityAlert',
  'SentinelHealth',
  'AzureActivity',
  'Heartbeat',
  'Operation',
  'Usage',
];

/** A subscription with every provider registered. */
export function addSubscription(
  state: SimulatorState,
  subscriptionId: string,
  displayName: string,
): void {
  state.subscriptions[subscriptionId.toLowerCase()] = {
    subscriptionId,
    displayName,
    state: 'Enabled',
    providers: Object.fromEntries(
      registeredProviders.map(provider => [provider, 'Registered' as const]),
    ),
  };
}

/** A resource group; answers its id. */
export function addResourceGroup(
  state: SimulatorState,
  subscriptionId: string,
  name: string,
  location: string,
): string {
  const id = resourceGroupId(subscriptionId, name);
  state.resourceGroups[idKey(id)] = { id, name, location, tags: {} };
  return id;
}

/** A workspace with Sentinel onboarded and the usual tables, without traffic. */
export function addWorkspace(
  state: SimulatorState,
  plant: Plant,
  now: number,
): Workspace {
  const created = toIso(now - 200 * dayMilliseconds);
  const workspace: Workspace = {
    id: plant.workspaceId,
    name: plant.workspaceName,
    location: plant.location,
    customerId: seedGuid(`customer:${plant.workspaceName}`),
    createdAt: created,
    tags: {},
    traffic: { iotAlertsPerHour: 0, otherIncidentsPerHour: 0 },
    tables: Object.fromEntries(
      standardTables.map(name => [
        name.toLowerCase(),
        {
          name,
          plan: 'Analytics' as const,
          retentionInDays: 90,
          nextOrdinal: 0,
          rows: [],
        },
      ]),
    ),
    dataExports: {},
    sentinel: {
      onboardedFrom: created,
      dataConnectors: {},
      alertRules: {},
      lastIncidentNumber: 0,
      plannedUpdates: [],
    },
  };
  state.workspaces[idKey(workspace.id)] = workspace;
  return workspace;
}

/** The Defender for IoT connector, connected to the workspace's own subscription. */
export function addIotConnector(workspace: Workspace): void {
  const name = seedGuid(`connector:${workspace.name}`);
  workspace.sentinel.dataConnectors[name] = {
    name,
    kind: 'IOT',
    etag: `"${seedGuid(`etag:${name}`)}"`,
    properties: {
      subscriptionId: workspace.id.split('/')[2],
      dataTypes: { alerts: { state: 'Enabled' } },
    },
  };
}

/** The rule that makes incidents of Defender for IoT alerts. Source: the alertRules document of Microsoft.SecurityInsights. */
export function addIncidentCreationRule(
  workspace: Workspace,
  enabled: boolean,
  now: number,
): void {
  const name = seedGuid(`incidentRule:${workspace.name}`);
  workspace.sentinel.alertRules[name] = {
    name,
    kind: 'MicrosoftSecurityIncidentCreation',
    etag: `"${seedGuid(`etag:${name}`)}"`,
    lastModifiedAt: toIso(now - 100 * dayMilliseconds),
    properties: {
      displayName: 'Create incidents based on Azure Defender for IOT alerts',
      description: '',
      enabled,
      productFilter: 'Azure Security Center for IoT',
      severitiesFilter: ['High', 'Medium', 'Low', 'Informational'],
    },
  };
}

/** A role assignment that has been in force for long; answers it. */
export function addRoleAssignment(
  state: SimulatorState,
  options: {
    principalId: string;
    roleName: string;
    scope: string;
    now: number;
  },
): RoleAssignment {
  const roleDefinitionGuid = roleGuidByName(options.roleName);
  const name = seedGuid(
    `assignment:${options.scope}:${options.principalId}:${roleDefinitionGuid}`,
  );
  const created = toIso(options.now - 60 * dayMilliseconds);
  const assignment: RoleAssignment = {
    id: `${options.scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    scope: options.scope,
    roleDefinitionGuid,
    principalId: options.principalId,
    principalType: 'ServicePrincipal',
    description: null,
    condition: null,
    conditionVersion: null,
    createdOn: created,
    createdBy: seedGuid('administrator'),
    effectiveFrom: created,
  };
  storeRoleAssignment(state, assignment);
  return assignment;
}

/** A key vault without secrets. */
export function addVault(
  state: SimulatorState,
  id: string,
  location: string,
): Vault {
  const vault: Vault = {
    id,
    name: nameOf(id),
    location,
    purgeProtection: true,
    secrets: {},
  };
  state.vaults[vault.name.toLowerCase()] = vault;
  return vault;
}

/** An active Standard namespace without hubs. */
export function addNamespace(
  state: SimulatorState,
  plant: Plant,
  now: number,
): EventHubNamespace {
  const created = toIso(now - 80 * dayMilliseconds);
  const namespace: EventHubNamespace = {
    id: plant.namespaceId,
    name: plant.namespaceName,
    location: plant.location,
    tags: { managedBy: 'siem-forwarder' },
    tier: 'Standard',
    capacity: 1,
    isAutoInflateEnabled: true,
    maximumThroughputUnits: 4,
    disableLocalAuth: false,
    minimumTlsVersion: '1.2',
    publicNetworkAccess: 'Enabled',
    zoneRedundant: true,
    kafkaEnabled: true,
    createdAt: created,
    updatedAt: created,
    activeFrom: created,
    removedAt: null,
    authorizationRules: [newRootRule()],
    networkRuleSet: {
      defaultAction: 'Allow',
      publicNetworkAccess: 'Enabled',
      trustedServiceAccessEnabled: true,
      ipRules: [],
      virtualNetworkRules: [],
    },
    eventHubs: {},
  };
  state.namespaces[idKey(namespace.id)] = namespace;
  return namespace;
}

/** A hub with four partitions and seven days of retention, and consumer groups; found when it exists. */
export function addHub(
  namespace: EventHubNamespace,
  name: string,
  consumerGroups: string[],
  createdAt: number,
): EventHub {
  const created = toIso(createdAt);
  const group = (groupName: string) => ({
    name: groupName,
    userMetadata: null,
    createdAt: created,
    updatedAt: created,
  });
  const hub: EventHub = namespace.eventHubs[name.toLowerCase()] ?? {
    id: `${namespace.id}/eventhubs/${name}`,
    name,
    partitionCount: 4,
    retentionHours: 168,
    cleanupPolicy: 'Delete',
    status: 'Active',
    userMetadata: null,
    createdAt: created,
    updatedAt: created,
    consumerGroups: { $default: group('$Default') },
    authorizationRules: [],
    partitions: [0, 1, 2, 3].map(() => ({
      nextSequenceNumber: 0,
      messages: [],
    })),
  };
  for (const groupName of consumerGroups) {
    hub.consumerGroups[groupName.toLowerCase()] ??= group(groupName);
  }
  namespace.eventHubs[name.toLowerCase()] = hub;
  return hub;
}
