import {
  addNamespace,
  addResourceGroup,
  addRoleAssignment,
  addSubscription,
  addVault,
  addWorkspace,
  Plant,
  SeedFunction,
  seedFunction,
  seedGuid,
  SimulatorState,
} from 'azure-simulator';
import { ApiExample, ApiOperation } from '../apiModel/ApiOperation';
import { isObject, objectOf, stringsOf } from '../apiModel/json';

/** Region of everything that an example presupposes without saying where. */
export const exampleRegion = 'eastus';

/** Name of the vault in the examples of Key Vault. */
export const exampleVault = 'myvault';

/** Provider namespace that the examples of provider registration name. */
const exampleProvider = 'microsoft.testrp1';

/** Object id of the user in the examples of role assignments. */
const exampleUser = 'ce2ce14e-85d7-4629-bdbc-454d0519d987';

/** Destination in the examples of data exports; its name is too short to be created. */
const exampleDestination = {
  subscriptionId: '192b9f85-a39a-4276-b96d-d5cd351703f9',
  resourceGroup: 'OIAutoRest1234',
  namespace: 'test',
};

/** Every string of a JSON value, names of members included. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (Array.isArray(value)) {
    return value.flatMap(stringsIn);
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([name, member]) => [
        name,
        ...stringsIn(member),
      ])
    : [];
}

function plantOf(
  subscriptionId: string,
  resourceGroup: string,
  workspaceName: string,
  namespaceName: string,
): Plant {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return {
    subscriptionId,
    resourceGroup,
    location: exampleRegion,
    workspaceName,
    workspaceId: `${group}/providers/Microsoft.OperationalInsights/workspaces/${workspaceName}`,
    namespaceName,
    namespaceId: `${group}/providers/Microsoft.EventHub/namespaces/${namespaceName}`,
    owner: 'group:default/examples',
  };
}

/** The first item of the answer that an example of a list gives. */
function firstItem(example: ApiExample): Record<string, unknown> {
  const list = objectOf(example.responses['200']?.body).value;
  return Array.isArray(list) ? objectOf(list[0]) : {};
}

function addTables(
  workspace: SimulatorState['workspaces'][string],
  names: string[],
): void {
  for (const name of names) {
    workspace.tables[name.toLowerCase()] ??= {
      name,
      plan: 'Analytics',
      retentionInDays: 30,
      nextOrdinal: 0,
      rows: [],
    };
  }
}

function addSecret(
  state: SimulatorState,
  operation: ApiOperation,
  parameters: Record<string, unknown>,
  seconds: number,
): void {
  const vault = state.vaults[exampleVault];
  const name = String(parameters['secret-name'] ?? 'listsecrettest0');
  const deleted = operation.path.startsWith('/deletedsecrets');
  vault.secrets[name.toLowerCase()] = {
    name,
    versions: [
      {
        version: String(
          parameters['secret-version'] ?? seedGuid(name).replace(/-/g, ''),
        ),
        value: 'mysecretvalue',
        contentType: null,
        tags: {},
        enabled: true,
        created: seconds,
        updated: seconds,
        expires: null,
        notBefore: null,
      },
    ],
    deletedDate: deleted ? seconds : null,
  };
}

/**
 * The cloud that an example presupposes and that no offered operation can make:
 * subscriptions, resource groups, workspaces with tables, secrets of given
 * versions, users; and the provisioner as owner of it all.
 */
export function exampleSeed(
  operation: ApiOperation,
  example: ApiExample,
): SeedFunction {
  return context => {
    const state = seedFunction('empty')(context);
    const { parameters } = example;
    const provisioner = Object.values(state.directory.servicePrincipals).find(
      principal => principal.appId === context.credentials.provisioner.clientId,
    );
    const grant = (roleName: string, scope: string) =>
      addRoleAssignment(state, {
        principalId: provisioner?.id ?? '',
        roleName,
        scope,
        now: context.now,
      });
    const texts = [
      ...stringsIn(parameters),
      ...stringsIn(example.responses),
    ].map(text => text.replace(/^(?=subscriptions\/)/, '/'));
    const needSubscription = (id: string) => {
      if (!state.subscriptions[id.toLowerCase()]) {
        addSubscription(state, id, 'Example Subscription');
        state.subscriptions[id.toLowerCase()].providers[exampleProvider] =
          'Registered';
        grant('Owner', `/subscriptions/${id}`);
      }
    };
    const subscriptionId = String(
      parameters.subscriptionId ?? seedGuid('subscription:example'),
    );
    needSubscription(subscriptionId);
    for (const text of texts) {
      const found =
        /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?/i.exec(text);
      if (found) {
        needSubscription(found[1]);
        if (found[2]) {
          addResourceGroup(state, found[1], found[2], exampleRegion);
        }
      }
    }
    for (const id of stringsOf(objectOf(parameters.query).subscriptions)) {
      needSubscription(id);
    }
    const resourceGroup = String(parameters.resourceGroupName ?? 'examples');
    addResourceGroup(state, subscriptionId, resourceGroup, exampleRegion);

    const workspaceName =
      parameters.workspaceName ?? firstItem(example).name ?? 'examples';
    const workspace = addWorkspace(
      state,
      plantOf(subscriptionId, resourceGroup, String(workspaceName), ''),
      context.now,
    );
    if (typeof parameters.workspaceId === 'string') {
      workspace.customerId = parameters.workspaceId;
    }
    if (operation.operationId === 'SentinelOnboardingStates_Create') {
      workspace.sentinel.onboardedFrom = null;
    }
    addTables(
      workspace,
      operation.operationId.startsWith('Tables_')
        ? [String(parameters.tableName ?? 'table1')]
        : [],
    );
    for (const other of ['draft-test', 'draft-test-2']) {
      addWorkspace(
        state,
        plantOf(subscriptionId, resourceGroup, other, ''),
        context.now,
      );
    }

    if (operation.operationId.startsWith('DataExports_')) {
      const { subscriptionId: owner, resourceGroup: group } =
        exampleDestination;
      needSubscription(owner);
      addResourceGroup(state, owner, group, exampleRegion);
      addNamespace(
        state,
        plantOf(owner, group, '', exampleDestination.namespace),
        context.now,
      );
    }

    const vault = addVault(
      state,
      `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${exampleVault}`,
      exampleRegion,
    );
    // The example purges what is deleted.
    vault.purgeProtection = false;
    grant('Key Vault Secrets Officer', vault.id);
    if (/Secret/.test(operation.operationId)) {
      addSecret(state, operation, parameters, Math.floor(context.now / 1000));
    }

    state.directory.otherPrincipals = { [exampleUser]: 'User' };
    return state;
  };
}
