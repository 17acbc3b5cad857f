import { ProvisioningStep } from 'backstage-plugin-siem-forwarder-common';
import { FaultName, faultNames } from './Fault';

/** What kind of call it is, which decides what may befall it. */
export type CallKind = 'read' | 'write' | 'sign-in';

/** A call of a step. */
export interface CallRow {
  kind: CallKind;
  /** How often a clean run makes it in the step; absent where that depends on what runs side by side. */
  turns?: number;
}

/** Which faults strike a call of a kind: a question meets no conflict, and the login service no resource. */
export const faultsOf: Record<CallKind, readonly FaultName[]> = {
  read: faultNames.filter(name => name !== '409'),
  write: faultNames,
  'sign-in': faultNames.filter(name => name !== '404' && name !== '409'),
};

/**
 * Every call of every step, by the names of the simulator's log. A run that
 * makes a call without a row fails the test: add the row.
 */
export const faultTable: Record<ProvisioningStep, Record<string, CallRow>> = {
  'prerequisites:check': {
    'graph applications.application.GetApplication': { kind: 'read', turns: 3 },
    'graph policies.GetDefaultAppManagementPolicy': { kind: 'read', turns: 1 },
    'graph servicePrincipals.ListappRoleAssignments': {
      kind: 'read',
      turns: 1,
    },
    'graph servicePrincipals.servicePrincipal.GetServicePrincipal': {
      kind: 'read',
      turns: 2,
    },
    'keyVault GetSecrets': { kind: 'read', turns: 2 },
    'login OpenIdConfiguration_Get': { kind: 'sign-in' },
    'login Token_Issue': { kind: 'sign-in' },
    'logs Query_Execute': { kind: 'read', turns: 4 },
    'resourceManager AlertRules_List': { kind: 'read', turns: 1 },
    'resourceManager DataConnectors_List': { kind: 'read', turns: 1 },
    'resourceManager DataExports_ListByWorkspace': { kind: 'read', turns: 2 },
    'resourceManager Namespaces_CheckNameAvailability': {
      kind: 'read',
      turns: 1,
    },
    'resourceManager Namespaces_Get': { kind: 'read', turns: 4 },
    'resourceManager Namespaces_List': { kind: 'read', turns: 1 },
    'resourceManager Permissions_ListForResource': { kind: 'read', turns: 1 },
    'resourceManager Permissions_ListForResourceGroup': {
      kind: 'read',
      turns: 1,
    },
    'resourceManager Providers_Get': { kind: 'read', turns: 1 },
    'resourceManager ResourceGroups_Get': { kind: 'read', turns: 1 },
    'resourceManager SentinelOnboardingStates_Get': { kind: 'read', turns: 1 },
    'resourceManager Tables_Get': { kind: 'read', turns: 2 },
    'resourceManager Workspaces_Get': { kind: 'read', turns: 3 },
    'splunkManagement apps.local.get': { kind: 'read', turns: 1 },
    'splunkManagement authentication.current-context': {
      kind: 'read',
      turns: 1,
    },
    'splunkManagement splunk_ta_mscs_azureaccount.list': {
      kind: 'read',
      turns: 1,
    },
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': {
      kind: 'read',
      turns: 1,
    },
    'splunkSearch authentication.current-context': { kind: 'read', turns: 1 },
    'splunkSearch data.indexes.get': { kind: 'read', turns: 1 },
  },
  'source:prepare': {
    'resourceManager AlertRules_CreateOrUpdate': { kind: 'write', turns: 1 },
    'resourceManager AlertRules_List': { kind: 'read', turns: 2 },
    'resourceManager DataConnectors_CreateOrUpdate': {
      kind: 'write',
      turns: 1,
    },
    'resourceManager DataConnectors_List': { kind: 'read', turns: 2 },
  },
  'namespace:begin': {
    'resourceManager Namespaces_CreateOrUpdate': { kind: 'write', turns: 1 },
    'resourceManager Namespaces_Get': { kind: 'read', turns: 1 },
    'resourceManager Workspaces_Get': { kind: 'read', turns: 1 },
  },
  'application:register': {
    'graph applications.application.GetApplication': { kind: 'read', turns: 3 },
    'graph applications.application.UpdateApplication': {
      kind: 'write',
      turns: 1,
    },
    'graph servicePrincipals.servicePrincipal.CreateServicePrincipal': {
      kind: 'write',
      turns: 1,
    },
    'graph servicePrincipals.servicePrincipal.GetServicePrincipal': {
      kind: 'read',
      turns: 2,
    },
  },
  'event-hub:create': {
    'resourceManager ConsumerGroups_CreateOrUpdate': {
      kind: 'write',
      turns: 1,
    },
    'resourceManager EventHubs_CreateOrUpdate': { kind: 'write', turns: 1 },
    'resourceManager EventHubs_Get': { kind: 'read', turns: 1 },
    'resourceManager Namespaces_Get': { kind: 'read', turns: 1 },
  },
  'receiver:assign': {
    'resourceManager RoleAssignments_Create': { kind: 'write', turns: 1 },
    'resourceManager RoleAssignments_ListForScope': { kind: 'read', turns: 2 },
  },
  'siem:connect': {
    'graph applications.addPassword': { kind: 'write', turns: 1 },
    'graph applications.application.GetApplication': { kind: 'read', turns: 2 },
    'keyVault GetSecretVersions': { kind: 'read', turns: 2 },
    'keyVault SetSecret': { kind: 'write', turns: 1 },
    'splunkManagement splunk_ta_mscs_azureaccount.create': {
      kind: 'write',
      turns: 1,
    },
    'splunkManagement splunk_ta_mscs_azureaccount.list': {
      kind: 'read',
      turns: 3,
    },
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.create': {
      kind: 'write',
      turns: 1,
    },
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': {
      kind: 'read',
      turns: 3,
    },
  },
  'export-rule:create': {
    'resourceManager DataExports_CreateOrUpdate': { kind: 'write', turns: 1 },
    'resourceManager DataExports_Get': { kind: 'read', turns: 1 },
    'resourceManager DataExports_ListByWorkspace': { kind: 'read', turns: 1 },
  },
  'forwarding:verify': {
    'splunkManagement splunk_ta_mscs_azureaccount.list': {
      kind: 'read',
      turns: 1,
    },
    'splunkManagement splunk_ta_mscs_mscs_azure_event_hub.list': {
      kind: 'read',
      turns: 1,
    },
    'splunkSearch search.jobs.create': { kind: 'read', turns: 2 },
  },
  // It writes to the portal's own database alone.
  'forwarder:register': {},
};
