/** A subscription and the resource providers registered in it. */
export interface Subscription {
  subscriptionId: string;
  displayName: string;
  state: 'Enabled' | 'Disabled';
  /** Registration state by lower-cased provider namespace. */
  providers: Record<string, 'Registered' | 'NotRegistered'>;
}

/** A resource group. */
export interface ResourceGroup {
  id: string;
  name: string;
  location: string;
  tags: Record<string, string>;
}

/** A role assignment of Azure RBAC. */
export interface RoleAssignment {
  id: string;
  name: string;
  scope: string;
  /** GUID of the built-in role. */
  roleDefinitionGuid: string;
  principalId: string;
  principalType: string;
  description: string | null;
  condition: string | null;
  conditionVersion: string | null;
  createdOn: string;
  createdBy: string;
  /** The assignment grants nothing before this instant. */
  effectiveFrom: string;
}

/** A secret's version in a key vault. */
export interface SecretVersion {
  version: string;
  value: string;
  contentType: string | null;
  tags: Record<string, string>;
  enabled: boolean;
  /** Seconds since the epoch, as Key Vault counts. */
  created: number;
  updated: number;
  expires: number | null;
  notBefore: number | null;
}

/** A secret with its versions, oldest first. */
export interface VaultSecret {
  name: string;
  versions: SecretVersion[];
  /** Seconds since the epoch when it was soft-deleted; null: it lives. */
  deletedDate: number | null;
}

/** A key vault that is governed by Azure RBAC. */
export interface Vault {
  id: string;
  name: string;
  location: string;
  /** Deleted secrets cannot be purged before their time; absent: they can. */
  purgeProtection?: boolean;
  /** By lower-cased name. */
  secrets: Record<string, VaultSecret>;
}

/** A long-running operation of Azure Resource Manager. */
export interface AsyncOperation {
  id: string;
  subscriptionId: string;
  location: string;
  startedAt: string;
  finishesAt: string;
  /** Set when it ends badly; some failures give no code. */
  failure: { code?: string; message?: string } | null;
}
