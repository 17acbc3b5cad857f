import { idKey } from '../ids/armId';
import { emptyState, SimulatorState } from '../state';
import { addPortal } from './addPortal';
import {
  addIncidentCreationRule,
  addIotConnector,
  addResourceGroup,
  addSubscription,
  addVault,
  addWorkspace,
} from './addResources';
import {
  demoVaultId,
  plants,
  splunkIndex,
  subscriptionIds,
  tenantId,
} from './demoIds';
import { SeedContext } from './Seed';

/**
 * The plants before anything is forwarded: two subscriptions, three workspaces,
 * the portal's two identities with the roles of a real installation, a key
 * vault and a Splunk with the add-on. No rows, no traffic, no forwarder.
 */
export function seedEmpty({ now, credentials }: SeedContext): SimulatorState {
  const state = emptyState(tenantId, now);
  addSubscription(state, subscriptionIds.production, 'OT production');
  addSubscription(state, subscriptionIds.laboratory, 'OT laboratory');
  const productionGroup = addResourceGroup(
    state,
    subscriptionIds.production,
    'rg-ot-security',
    'eastus2',
  );
  const lyonGroup = addResourceGroup(
    state,
    subscriptionIds.production,
    'rg-ot-lyon',
    'francecentral',
  );
  const laboratoryGroup = addResourceGroup(
    state,
    subscriptionIds.laboratory,
    'rg-ot-lab',
    'japaneast',
  );
  const austin = addWorkspace(state, plants.austin, now);
  const lyon = addWorkspace(state, plants.lyon, now);
  addWorkspace(state, plants.osaka, now);
  addIotConnector(austin);
  addIotConnector(lyon);
  addIncidentCreationRule(austin, true, now);
  addIncidentCreationRule(lyon, false, now);
  addVault(state, demoVaultId, 'eastus2');
  state.foreignNamespaceNames = ['contoso-security', 'siem', 'evhns-siem'];
  state.splunk.indexes.push(splunkIndex);

  const { grantReading, grant, provisioner } = addPortal(state, {
    now,
    credentials,
  });
  for (const subscriptionId of Object.values(subscriptionIds)) {
    grantReading(subscriptionId);
  }
  for (const group of [productionGroup, lyonGroup, laboratoryGroup]) {
    grant(provisioner.id, 'Contributor', group);
    grant(provisioner.id, 'Role Based Access Control Administrator', group);
  }
  for (const workspace of Object.values(state.workspaces)) {
    grant(provisioner.id, 'Log Analytics Contributor', workspace.id);
    grant(provisioner.id, 'Microsoft Sentinel Contributor', workspace.id);
  }
  grant(provisioner.id, 'Key Vault Secrets Officer', demoVaultId);
  return state;
}

/** The workspace of a plant in a seeded state. */
export function seededWorkspace(
  state: SimulatorState,
  name: keyof typeof plants,
) {
  return state.workspaces[idKey(plants[name].workspaceId)];
}
