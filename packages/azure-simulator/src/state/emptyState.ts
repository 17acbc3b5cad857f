import { SimulatorState } from './SimulatorState';

/** A cloud in which nothing exists but a tenant. */
export function emptyState(tenantId: string, now: number): SimulatorState {
  return {
    format: 2,
    randomState: 20261124,
    flowedUntil: now,
    directory: {
      tenantId,
      applications: {},
      servicePrincipals: {},
      deletedServicePrincipals: {},
      appRoleAssignments: [],
      maxSecretLifetimeDays: null,
    },
    subscriptions: {},
    resourceGroups: {},
    namespaces: {},
    foreignNamespaceNames: [],
    failingNamespaceNames: [],
    workspaces: {},
    roleAssignments: {},
    vaults: {},
    operations: {},
    splunk: {
      running: true,
      addOn: { installed: true, version: '5.4.2' },
      indexes: ['main', '_internal'],
      accounts: {},
      storageAccounts: {},
      inputs: {},
      checkpoints: {},
      events: [],
      tokenAuthentication: true,
      tokens: {},
      portalTokenEnds: {},
      downPeers: [],
    },
    metrics: {},
  };
}
