import { RoleDefinition } from './RoleDefinition';

function role(
  name: string,
  roleName: string,
  description: string,
  rights: {
    actions?: string[];
    notActions?: string[];
    dataActions?: string[];
  },
): RoleDefinition {
  return {
    name,
    roleName,
    type: 'BuiltInRole',
    description,
    actions: rights.actions ?? [],
    notActions: rights.notActions ?? [],
    dataActions: rights.dataActions ?? [],
  };
}

/**
 * The built-in roles that this product's identities and its users' identities
 * hold, with the actions that touch simulated services.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
const builtInRoles: readonly RoleDefinition[] = [
  role(
    '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    'Owner',
    'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
    { actions: ['*'] },
  ),
  role(
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    'Contributor',
    'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC.',
    {
      actions: ['*'],
      notActions: [
        'Microsoft.Authorization/*/Delete',
        'Microsoft.Authorization/*/Write',
        'Microsoft.Authorization/elevateAccess/Action',
      ],
    },
  ),
  role(
    'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    'Reader',
    'View all resources, but does not allow you to make any changes.',
    { actions: ['*/read'] },
  ),
  role(
    '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    'User Access Administrator',
    'Lets you manage user access to Azure resources.',
    { actions: ['*/read', 'Microsoft.Authorization/*'] },
  ),
  role(
    'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
    'Role Based Access Control Administrator',
    'Manage access to Azure resources by assigning roles using Azure RBAC.',
    {
      actions: [
        'Microsoft.Authorization/roleAssignments/write',
        'Microsoft.Authorization/roleAssignments/delete',
        '*/read',
      ],
    },
  ),
  role(
    '43d0d8ad-25c7-4714-9337-8ba259a9fe05',
    'Monitoring Reader',
    'Can read all monitoring data.',
    {
      actions: [
        '*/read',
        'Microsoft.OperationalInsights/workspaces/search/action',
      ],
    },
  ),
  role(
    '749f88d5-cbae-40b8-bcfc-e573ddc772fa',
    'Monitoring Contributor',
    'Can read all monitoring data and update monitoring settings.',
    {
      actions: [
        '*/read',
        'Microsoft.Insights/*',
        'Microsoft.OperationalInsights/workspaces/write',
        'Microsoft.OperationalInsights/workspaces/search/action',
        'Microsoft.OperationalInsights/workspaces/sharedKeys/action',
      ],
    },
  ),
  role(
    '73c42c96-874c-492b-b04d-ab87d138a893',
    'Log Analytics Reader',
    'Can view and search all monitoring data as well as view monitoring settings.',
    {
      actions: [
        '*/read',
        'Microsoft.OperationalInsights/workspaces/analytics/query/action',
        'Microsoft.OperationalInsights/workspaces/search/action',
      ],
      notActions: ['Microsoft.OperationalInsights/workspaces/sharedKeys/read'],
    },
  ),
  role(
    '92aaf0da-9dab-42b6-94a3-d43ce8d16293',
    'Log Analytics Contributor',
    'Can read all monitoring data and edit monitoring settings.',
    {
      actions: [
        '*/read',
        'Microsoft.Insights/alertRules/*',
        'Microsoft.Insights/diagnosticSettings/*',
        'Microsoft.OperationalInsights/*',
        'Microsoft.OperationsManagement/*',
        'Microsoft.Resources/deployments/*',
        'Microsoft.Storage/storageAccounts/listKeys/action',
      ],
    },
  ),
  role(
    '3b03c2da-16b3-4a49-8834-0f8130efdd3b',
    'Log Analytics Data Reader',
    'Can query and search all logs that the workspace holds.',
    { actions: ['Microsoft.OperationalInsights/workspaces/query/read'] },
  ),
  role(
    '8d289c81-5878-46d4-8554-54e1e3d8b5cb',
    'Microsoft Sentinel Reader',
    'View incidents, workbooks, and other Microsoft Sentinel resources.',
    {
      actions: [
        'Microsoft.SecurityInsights/*/read',
        'Microsoft.SecurityInsights/dataConnectorsCheckRequirements/action',
        'Microsoft.OperationalInsights/workspaces/analytics/query/action',
        'Microsoft.OperationalInsights/workspaces/*/read',
        'Microsoft.OperationalInsights/workspaces/query/read',
        'Microsoft.OperationalInsights/workspaces/query/*/read',
        'Microsoft.OperationsManagement/solutions/read',
        'Microsoft.Insights/workbooks/read',
        'Microsoft.Authorization/*/read',
        'Microsoft.Insights/alertRules/*',
        'Microsoft.Resources/deployments/*',
        'Microsoft.Resources/subscriptions/resourceGroups/read',
      ],
    },
  ),
  role(
    '3e150937-b8fe-4cfb-8069-0eaf05ecd056',
    'Microsoft Sentinel Responder',
    'Manage incidents and view Microsoft Sentinel resources.',
    {
      actions: [
        'Microsoft.SecurityInsights/*/read',
        'Microsoft.SecurityInsights/dataConnectorsCheckRequirements/action',
        'Microsoft.SecurityInsights/cases/*',
        'Microsoft.SecurityInsights/incidents/*',
        'Microsoft.OperationalInsights/workspaces/analytics/query/action',
        'Microsoft.OperationalInsights/workspaces/*/read',
        'Microsoft.Authorization/*/read',
        'Microsoft.Resources/subscriptions/resourceGroups/read',
      ],
    },
  ),
  role(
    'ab8e14d6-4a74-4a29-9ba8-549422addade',
    'Microsoft Sentinel Contributor',
    'Create and edit workbooks, analytics rules, and other Microsoft Sentinel resources.',
    {
      actions: [
        'Microsoft.SecurityInsights/*',
        'Microsoft.OperationalInsights/workspaces/analytics/query/action',
        'Microsoft.OperationalInsights/workspaces/*/read',
        'Microsoft.OperationalInsights/workspaces/savedSearches/*',
        'Microsoft.OperationsManagement/solutions/read',
        'Microsoft.Insights/workbooks/*',
        'Microsoft.Authorization/*/read',
        'Microsoft.Insights/alertRules/*',
        'Microsoft.Resources/deployments/*',
        'Microsoft.Resources/subscriptions/resourceGroups/read',
      ],
    },
  ),
  role(
    'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
    'Key Vault Secrets Officer',
    'Perform any action on the secrets of a key vault, except manage permissions.',
    {
      actions: [
        'Microsoft.Authorization/*/read',
        'Microsoft.Resources/subscriptions/resourceGroups/read',
        'Microsoft.KeyVault/checkNameAvailability/read',
        'Microsoft.KeyVault/deletedVaults/read',
        'Microsoft.KeyVault/locations/*/read',
        'Microsoft.KeyVault/vaults/*/read',
        'Microsoft.KeyVault/operations/read',
      ],
      dataActions: ['Microsoft.KeyVault/vaults/secrets/*'],
    },
  ),
  role(
    '4633458b-17de-408a-b874-0445c86b69e6',
    'Key Vault Secrets User',
    'Read secret contents.',
    {
      dataActions: [
        'Microsoft.KeyVault/vaults/secrets/getSecret/action',
        'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
      ],
    },
  ),
  role(
    '21090545-7ca7-4776-b22c-e363652d74d2',
    'Key Vault Reader',
    'Read metadata of key vaults and its certificates, keys, and secrets.',
    {
      actions: [
        'Microsoft.Authorization/*/read',
        'Microsoft.Resources/subscriptions/resourceGroups/read',
        'Microsoft.KeyVault/vaults/*/read',
      ],
      dataActions: [
        'Microsoft.KeyVault/vaults/*/read',
        'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
      ],
    },
  ),
  role(
    'a638d3c7-ab3a-418d-83e6-5f17a39d4fde',
    'Azure Event Hubs Data Receiver',
    'Allows receive access to Azure Event Hubs resources.',
    {
      actions: ['Microsoft.EventHub/*/eventhubs/consumergroups/read'],
      dataActions: ['Microsoft.EventHub/*/receive/action'],
    },
  ),
  role(
    '2b629674-e913-4c01-ae53-ef4638d8f975',
    'Azure Event Hubs Data Sender',
    'Allows send access to Azure Event Hubs resources.',
    {
      actions: ['Microsoft.EventHub/*/eventhubs/read'],
      dataActions: ['Microsoft.EventHub/*/send/action'],
    },
  ),
  role(
    'f526a384-b230-433a-b45c-95f59c4a2dec',
    'Azure Event Hubs Data Owner',
    'Allows for full access to Azure Event Hubs resources.',
    {
      actions: ['Microsoft.EventHub/*'],
      dataActions: ['Microsoft.EventHub/*'],
    },
  ),
  role(
    '39bc4728-0917-49c7-9d2c-d95423bc2eb4',
    'Security Reader',
    'View permissions for Microsoft Defender for Cloud.',
    {
      actions: [
        'Microsoft.Authorization/*/read',
        'Microsoft.Insights/alertRules/read',
        'Microsoft.operationalInsights/workspaces/*/read',
        'Microsoft.Resources/deployments/*/read',
        'Microsoft.Resources/subscriptions/resourceGroups/read',
        'Microsoft.Security/*/read',
        'Microsoft.IoTSecurity/*/read',
      ],
    },
  ),
];

/**
 * The custom role that an installation needs: the check of a namespace name is
 * an action on the subscription, which no narrow built-in role contains.
 */
const namespaceNameChecker: RoleDefinition = {
  name: '3c1b7f0a-52d4-4b8e-9a61-6f2d0e7c8b94',
  roleName: 'SIEM Forwarder Namespace Name Checker',
  type: 'CustomRole',
  description: 'Check whether the name of an Event Hubs namespace is free.',
  actions: [
    'Microsoft.EventHub/checkNameAvailability/action',
    'Microsoft.Resources/subscriptions/read',
    'Microsoft.Resources/subscriptions/providers/read',
  ],
  notActions: [],
  dataActions: [],
};

/** Every role that can be assigned here. */
export const roleDefinitions: readonly RoleDefinition[] = [
  ...builtInRoles,
  namespaceNameChecker,
];

const rolesByGuid = new Map(
  roleDefinitions.map(definition => [definition.name, definition]),
);

/** The role with a GUID, or undefined. */
export function roleByGuid(guid: string): RoleDefinition | undefined {
  return rolesByGuid.get(guid) ?? rolesByGuid.get(guid.toLowerCase());
}

/** The GUID of a role by its display name; throws for a name that is not in the table. */
export function roleGuidByName(roleName: string): string {
  const found = roleDefinitions.find(
    candidate => candidate.roleName === roleName,
  );
  if (!found) {
    throw new Error(`The simulator has no role '${roleName}'.`);
  }
  return found.name;
}
