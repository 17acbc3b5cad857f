/** A client secret of an application. The text is kept because this directory is a fake. */
export interface PasswordCredential {
  keyId: string;
  displayName: string | null;
  startDateTime: string;
  endDateTime: string;
  hint: string;
  secretText: string;
  /** The secret is refused before this instant: the login service learns of it late. */
  usableFrom: string;
}

/** `requiredResourceAccess` of an application, as Graph writes it. */
export interface RequiredResourceAccess {
  resourceAppId: string;
  resourceAccess: { id: string; type: 'Role' | 'Scope' }[];
}

/** An application registration. */
export interface Application {
  id: string;
  appId: string;
  displayName: string;
  uniqueName: string | null;
  description: string | null;
  notes: string | null;
  signInAudience: string;
  createdDateTime: string;
  deletedDateTime: string | null;
  /** Other services do not know the application before this instant. */
  replicatedAt: string;
  /** Graph itself answers 404 about it before this instant; absent: it never did. */
  readableFrom?: string;
  tags: string[];
  identifierUris: string[];
  redirectUris: string[];
  requiredResourceAccess: RequiredResourceAccess[];
  passwordCredentials: PasswordCredential[];
  /** Object ids of owning service principals; the creator is one. */
  ownerIds: string[];
}

/** An application role that a service principal offers (Microsoft Graph's permissions). */
export interface AppRole {
  id: string;
  value: string;
  displayName: string;
  description: string;
}

/** A service principal. */
export interface ServicePrincipal {
  id: string;
  appId: string;
  displayName: string;
  accountEnabled: boolean;
  createdDateTime: string;
  /** Role assignments that do not name the principal type fail before this instant. */
  replicatedAt: string;
  /** Graph itself answers 404 about it before this instant; absent: it never did. */
  readableFrom?: string;
  tags: string[];
  appRoles: AppRole[];
  ownerIds: string[];
}

/** A service principal that was deleted less than 30 days ago. */
export interface DeletedServicePrincipal extends ServicePrincipal {
  deletedDateTime: string;
}

/** A granted application permission. */
export interface AppRoleAssignment {
  id: string;
  appRoleId: string;
  principalId: string;
  resourceId: string;
  createdDateTime: string;
}

/** The Entra directory. */
export interface DirectoryState {
  tenantId: string;
  /** By object id. */
  applications: Record<string, Application>;
  /** By object id. */
  servicePrincipals: Record<string, ServicePrincipal>;
  /** Users and groups, which are known by object id and kind alone; absent: none. */
  otherPrincipals?: Record<string, 'User' | 'Group'>;
  /** Object ids of those that belong to a group, by its object id; absent: none. */
  groupMembers?: Record<string, string[]>;
  /** Service principals in the recycle bin, by object id. A deleted application stays in `applications`. */
  deletedServicePrincipals: Record<string, DeletedServicePrincipal>;
  appRoleAssignments: AppRoleAssignment[];
  /** Longest life of a client secret that the tenant's policy allows, in days; null: no policy. */
  maxSecretLifetimeDays: number | null;
}
