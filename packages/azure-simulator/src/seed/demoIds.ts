import { v5 as uuidv5 } from 'uuid';
import { namespaceId, vaultId, workspaceId } from '../ids/armId';

/** Namespace of the GUIDs that the seeds derive from names. */
const namespace = '5f0f4c5e-8f7d-4a27-9d0a-6b9d6d1f3a51';

/** A GUID that is the same in every run. */
export function seedGuid(name: string): string {
  return uuidv5(name, namespace);
}

/** Entra tenant of the seeds. */
export const tenantId = '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47';

/** Subscriptions of the seeds. */
export const subscriptionIds = {
  /** 'OT production' */
  production: 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10',
  /** 'OT laboratory' */
  laboratory: 'c3e8b5a0-6d27-4b9c-9f41-7a2e5d8c1b36',
} as const;

/** Client ids of the portal's two identities. */
export const identityClientIds = {
  sweeper: '5a1f0c3e-9d42-4c6b-b7e8-2f4a6d8c0e11',
  provisioner: '8c2d4e6f-1a3b-4c5d-9e7f-0b1c2d3e4f55',
} as const;

/** A plant of the seeds: where its workspace and its namespace are. */
export interface Plant {
  subscriptionId: string;
  resourceGroup: string;
  location: string;
  workspaceName: string;
  workspaceId: string;
  namespaceName: string;
  namespaceId: string;
  /** Owner of its forwarders, as a catalog entity ref. */
  owner: string;
}

/** Names of the three plants. */
export type PlantName = 'austin' | 'lyon' | 'osaka';

function plant(
  name: PlantName,
  subscriptionId: string,
  resourceGroup: string,
  location: string,
): Plant {
  return {
    subscriptionId,
    resourceGroup,
    location,
    workspaceName: `law-ot-${name}`,
    workspaceId: workspaceId(subscriptionId, resourceGroup, `law-ot-${name}`),
    namespaceName: `evhns-ot-${name}`,
    namespaceId: namespaceId(subscriptionId, resourceGroup, `evhns-ot-${name}`),
    owner: `group:default/plant-${name}`,
  };
}

/** The three plants. */
export const plants: Record<PlantName, Plant> = {
  austin: plant(
    'austin',
    subscriptionIds.production,
    'rg-ot-security',
    'eastus2',
  ),
  lyon: plant(
    'lyon',
    subscriptionIds.production,
    'rg-ot-lyon',
    'francecentral',
  ),
  osaka: plant('osaka', subscriptionIds.laboratory, 'rg-ot-lab', 'japaneast'),
};

/** Name of the key vault of the seeds. */
export const vaultName = 'kv-ot-siem';

/** ARM id of the key vault of the seeds. */
export const demoVaultId = vaultId(
  subscriptionIds.production,
  'rg-ot-security',
  vaultName,
);

/** Index into which the seeded Splunk inputs write. */
export const splunkIndex = 'ot_security';
