import type { ProvisioningStep } from 'backstage-plugin-siem-forwarder-common';
import { CallGraph, GraphTable } from './CallGraph';

/**
 * Every call of a run, and every wait for a service, with what it needs: what
 * it must know, and what must be there. The order in which the steps happen to
 * send their calls is no need; that nothing is written before everything has
 * been checked is one, and that a secret is issued only where nothing stands
 * against its delivery.
 */
const table: GraphTable<ProvisioningStep> = {
  'prerequisites:check': {
    'login OpenIdConfiguration_Get': [],
    'login Token_Issue': ['login OpenIdConfiguration_Get'],
    'graph applications.application.GetApplication': ['login Token_Issue'],
    'graph policies.GetDefaultAppManagementPolicy': ['login Token_Issue'],
    'graph servicePrincipals.servicePrincipal.GetServicePrincipal': [
      'login Token_Issue',
    ],
    'graph servicePrincipals.ListappRoleAssignments': [
      'graph servicePrincipals.servicePrincipal.GetServicePrincipal',
    ],
    'keyVault GetSecrets': ['login Token_Issue'],
    'logs Query_Execute': ['resourceManager Workspaces_Get'],
    'resourceManager AlertRules_List': ['login Token_Issue'],
    'resourceManager DataConnectors_List': ['login Token_Issue'],
    'resourceManager DataExports_ListByWorkspace': ['login Token_Issue'],
    'resourceManager Namespaces_CheckNameAvailability': ['login Token_Issue'],
    'resourceManager Namespaces_Get': ['login Token_Issue'],
    'resourceManager Namespaces_List': ['login Token_Issue'],
    'resourceManager Permissions_ListForResource': ['login Token_Issue'],
    'resourceManager Permissions_ListForResourceGroup': ['login Token_Issue'],
    'resourceManager Providers_Get': ['login Token_Issue'],
    'resourceManager ResourceGroups_Get': ['login Token_Issue'],
    'resourceManager SentinelOnboardingStates_Get': ['login Token_Issue'],
    'resourceManager Tables_Get': ['login Token_Issue'],
    'resourceManager Workspaces_Get': ['login Token_Issue'],
    'splunkManagement apps.local.get': [],
    'splunkManagement authentication.current-context': [],
    'splunkManagement splunk_ta_mscs_azureaccount.list': [],
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': [],
    'splunkSearch authentication.current-context': [],
    'splunkSearch data.indexes.get': [],
  },
  'namespace:begin': {
    'resourceManager Namespaces_Get': [
      'prerequisites:check > login Token_Issue',
    ],
    'resourceManager Workspaces_Get': [
      'prerequisites:check > login Token_Issue',
    ],
    'resourceManager Namespaces_CreateOrUpdate': [
      'prerequisites:check',
      'resourceManager Namespaces_Get',
      'resourceManager Workspaces_Get',
    ],
    'wait namespaceCreation': ['resourceManager Namespaces_CreateOrUpdate'],
  },
  'source:prepare': {
    'resourceManager AlertRules_List': [
      'prerequisites:check > login Token_Issue',
    ],
    'resourceManager DataConnectors_List': [
      'prerequisites:check > login Token_Issue',
    ],
    'resourceManager DataConnectors_CreateOrUpdate': [
      'prerequisites:check',
      'resourceManager DataConnectors_List',
    ],
    'resourceManager AlertRules_CreateOrUpdate': [
      'prerequisites:check',
      'resourceManager AlertRules_List',
    ],
  },
  'application:register': {
    'graph applications.application.GetApplication': [
      'prerequisites:check > login Token_Issue',
    ],
    'graph applications.application.UpdateApplication': [
      'prerequisites:check',
      'graph applications.application.GetApplication',
    ],
    'wait graphReplication': [
      'graph applications.application.UpdateApplication',
    ],
    'graph applications.application.GetApplication (2)': [
      'wait graphReplication',
    ],
    'graph servicePrincipals.servicePrincipal.GetServicePrincipal': [
      'graph applications.application.UpdateApplication',
    ],
    'wait principalCreation': [
      'graph applications.application.UpdateApplication',
    ],
    'graph servicePrincipals.servicePrincipal.CreateServicePrincipal': [
      'wait principalCreation',
      'graph servicePrincipals.servicePrincipal.GetServicePrincipal',
    ],
    // Login knows the application, and Resource Manager the principal.
    'wait applicationReplication': [
      'graph applications.application.UpdateApplication',
    ],
    'wait applicationReplication (2)': [
      'graph servicePrincipals.servicePrincipal.CreateServicePrincipal',
    ],
  },
  'siem:connect': {
    'graph applications.application.GetApplication': [
      'application:register > graph applications.application.GetApplication (2)',
    ],
    'keyVault GetSecretVersions': ['prerequisites:check > login Token_Issue'],
    'splunkManagement splunk_ta_mscs_azureaccount.list': [],
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': [],
    'graph applications.addPassword': [
      'prerequisites:check',
      'graph applications.application.GetApplication',
      'keyVault GetSecretVersions',
      'splunkManagement splunk_ta_mscs_azureaccount.list',
      'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list',
    ],
    'wait freshSecret': ['graph applications.addPassword'],
    'graph applications.application.GetApplication (2)': [
      'graph applications.addPassword',
    ],
    'keyVault SetSecret': ['graph applications.addPassword'],
    'splunkManagement splunk_ta_mscs_azureaccount.create': [
      'wait freshSecret',
      'application:register > wait applicationReplication',
      'application:register > graph servicePrincipals.servicePrincipal.CreateServicePrincipal',
    ],
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.create': [
      'splunkManagement splunk_ta_mscs_azureaccount.create',
    ],
  },
  'event-hub:create': {
    'resourceManager Namespaces_Get': [
      'namespace:begin > wait namespaceCreation',
    ],
    'resourceManager EventHubs_Get': [
      'prerequisites:check > login Token_Issue',
    ],
    'resourceManager EventHubs_CreateOrUpdate': [
      'resourceManager Namespaces_Get',
      'resourceManager EventHubs_Get',
    ],
    'resourceManager ConsumerGroups_CreateOrUpdate': [
      'resourceManager EventHubs_CreateOrUpdate',
    ],
  },
  'receiver:assign': {
    // Azure lists assignments only at a scope that exists.
    'resourceManager RoleAssignments_ListForScope': [
      'event-hub:create > resourceManager EventHubs_CreateOrUpdate',
    ],
    'resourceManager RoleAssignments_Create': [
      'resourceManager RoleAssignments_ListForScope',
      'application:register > wait applicationReplication (2)',
    ],
  },
  'export-rule:create': {
    'resourceManager DataExports_ListByWorkspace': [
      'prerequisites:check > login Token_Issue',
    ],
    'resourceManager DataExports_CreateOrUpdate': [
      'resourceManager DataExports_ListByWorkspace',
      'event-hub:create > resourceManager EventHubs_CreateOrUpdate',
    ],
    'wait exportVisible': ['resourceManager DataExports_CreateOrUpdate'],
    'resourceManager DataExports_Get': ['wait exportVisible'],
  },
  'forwarding:verify': {
    // Nothing can arrive before everything is there.
    'wait patience': [
      'source:prepare',
      'siem:connect',
      'event-hub:create',
      'receiver:assign',
      'export-rule:create',
    ],
    'splunkManagement splunk_ta_mscs_azureaccount.list': ['wait patience'],
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': [
      'wait patience',
    ],
    // The add-on's log, and the index, which an input may name by itself.
    'splunkSearch search.jobs.create': ['wait patience'],
    'splunkSearch search.jobs.create (2)': [
      'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list',
    ],
  },
  'forwarder:register': {
    // The registration tells what the look for arrivals has found.
    'wait catalog': ['forwarding:verify'],
  },
};

/** What depends on what in a provisioning run that makes everything. */
export const provisioningGraph = CallGraph.of(table);
