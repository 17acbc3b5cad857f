import { CallRow } from './faultTable';
import { UndertakingName } from './undertakings';

/** Taking a forwarder back is the same, whole or half made. */
const takingBack: Record<string, CallRow> = {
  'graph applications.application.DeleteApplication': {
    kind: 'write',
    turns: 1,
  },
  'graph applications.application.GetApplication': { kind: 'read', turns: 6 },
  'graph applications.removePassword': { kind: 'write', turns: 1 },
  'graph directory.DeleteDeletedItem': { kind: 'write', turns: 2 },
  'graph directory.deletedItems.ListservicePrincipal': {
    kind: 'read',
    turns: 1,
  },
  'graph servicePrincipals.servicePrincipal.GetServicePrincipal': {
    kind: 'read',
    turns: 1,
  },
  'keyVault DeleteSecret': { kind: 'write', turns: 1 },
  'keyVault GetDeletedSecret': { kind: 'read', turns: 1 },
  'keyVault GetSecretVersions': { kind: 'read', turns: 2 },
  'keyVault PurgeDeletedSecret': { kind: 'write', turns: 1 },
  'login Token_Issue': { kind: 'sign-in' },
  'resourceManager AlertRules_Delete': { kind: 'write', turns: 1 },
  'resourceManager AlertRules_List': { kind: 'read', turns: 1 },
  'resourceManager ConsumerGroups_Delete': { kind: 'write', turns: 1 },
  'resourceManager ConsumerGroups_ListByEventHub': { kind: 'read', turns: 2 },
  'resourceManager DataConnectors_Delete': { kind: 'write', turns: 1 },
  'resourceManager DataConnectors_List': { kind: 'read', turns: 1 },
  'resourceManager DataExports_Delete': { kind: 'write', turns: 1 },
  'resourceManager DataExports_ListByWorkspace': { kind: 'read', turns: 2 },
  'resourceManager EventHubs_Delete': { kind: 'write', turns: 1 },
  'resourceManager EventHubs_Get': { kind: 'read', turns: 2 },
  'resourceManager EventHubs_ListByNamespace': { kind: 'read', turns: 1 },
  'resourceManager Namespaces_Delete': { kind: 'write', turns: 1 },
  'resourceManager Namespaces_Get': { kind: 'read', turns: 4 },
  'resourceManager RoleAssignments_Delete': { kind: 'write', turns: 1 },
  'resourceManager RoleAssignments_ListForScope': { kind: 'read', turns: 2 },
  'splunkManagement splunk_ta_mscs_azureaccount.delete': {
    kind: 'write',
    turns: 1,
  },
  'splunkManagement splunk_ta_mscs_azureaccount.list': {
    kind: 'read',
    turns: 1,
  },
  'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.delete': {
    kind: 'write',
    turns: 1,
  },
  'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': {
    kind: 'read',
    turns: 1,
  },
};

/**
 * Every call of every undertaking, by the names of the simulator's log. One
 * that makes a call without a row fails the test: add the row.
 */
export const lifeTable: Record<UndertakingName, Record<string, CallRow>> = {
  'roll back': takingBack,
  rotate: {
    'graph applications.addPassword': { kind: 'write', turns: 1 },
    'graph applications.application.GetApplication': { kind: 'read', turns: 8 },
    'graph applications.removePassword': { kind: 'write', turns: 1 },
    'keyVault GetSecretVersions': { kind: 'read', turns: 10 },
    'keyVault SetSecret': { kind: 'write', turns: 1 },
    'splunkManagement splunk_ta_mscs_azureaccount.edit': {
      kind: 'write',
      turns: 1,
    },
    'splunkManagement splunk_ta_mscs_azureaccount.list': {
      kind: 'read',
      turns: 12,
    },
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': {
      kind: 'read',
      turns: 12,
    },
    'splunkSearch search.jobs.create': { kind: 'read', turns: 10 },
  },
  repair: {
    'graph applications.application.GetApplication': { kind: 'read', turns: 6 },
    'graph servicePrincipals.ListappRoleAssignments': {
      kind: 'read',
      turns: 1,
    },
    'graph servicePrincipals.servicePrincipal.GetServicePrincipal': {
      kind: 'read',
      turns: 4,
    },
    'keyVault GetSecret': { kind: 'read', turns: 1 },
    'keyVault GetSecretVersions': { kind: 'read', turns: 3 },
    'resourceManager AlertRules_List': { kind: 'read', turns: 2 },
    'resourceManager ConsumerGroups_ListByEventHub': { kind: 'read', turns: 2 },
    'resourceManager DataConnectors_List': { kind: 'read', turns: 2 },
    'resourceManager DataExports_CreateOrUpdate': { kind: 'write', turns: 1 },
    'resourceManager DataExports_Get': { kind: 'read', turns: 1 },
    'resourceManager DataExports_ListByWorkspace': { kind: 'read', turns: 2 },
    'resourceManager EventHubs_Get': { kind: 'read', turns: 2 },
    'resourceManager Namespaces_Get': { kind: 'read', turns: 5 },
    'resourceManager RoleAssignments_ListForScope': { kind: 'read', turns: 2 },
    'resourceManager Workspaces_Get': { kind: 'read', turns: 2 },
    'splunkManagement splunk_ta_mscs_azureaccount.edit': {
      kind: 'write',
      turns: 1,
    },
    'splunkManagement splunk_ta_mscs_azureaccount.list': {
      kind: 'read',
      turns: 4,
    },
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.edit': {
      kind: 'write',
      turns: 1,
    },
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': {
      kind: 'read',
      turns: 4,
    },
  },
  change: {
    'resourceManager DataExports_CreateOrUpdate': { kind: 'write', turns: 1 },
    'resourceManager DataExports_Get': { kind: 'read', turns: 1 },
    'resourceManager DataExports_ListByWorkspace': { kind: 'read', turns: 1 },
    'resourceManager EventHubs_CreateOrUpdate': { kind: 'write', turns: 1 },
    'resourceManager EventHubs_Get': { kind: 'read', turns: 1 },
  },
  pause: {},
  resume: {},
  decommission: takingBack,
};
