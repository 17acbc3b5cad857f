import { CallOptions } from './CallOptions';

/** A client secret, without its text. */
export interface PasswordCredential {
  keyId: string;
  displayName?: string;
  startsAt?: string;
  endsAt?: string;
}

/** An application in Microsoft Entra. */
export interface Application {
  /** Object id. */
  id: string;
  appId: string;
  displayName: string;
  uniqueName?: string;
  passwords: PasswordCredential[];
  /** App role ids that the registration requests of Microsoft Graph. */
  requestedGraphRoles: string[];
}

/** An application's identity in the tenant. */
export interface ServicePrincipal {
  /** Object id: the principal of role assignments. */
  id: string;
  appId: string;
  accountEnabled: boolean;
}

/** An app role of Microsoft Graph that was granted to somebody. */
export interface GraphRoleGrant {
  /** Object id of the service principal that has it. */
  principalId: string;
  roleId: string;
}

/** A new secret; the text exists only here. */
export interface IssuedSecret {
  keyId: string;
  endsAt: string;
  secretText: string;
}

/** Microsoft Entra: applications, service principals and client secrets. */
export interface Entra {
  readonly tenantId: string;
  /** Client id of the application or managed identity that calls. */
  ownClientId(options?: CallOptions): Promise<string>;
  getApplication(
    appId: string,
    options?: CallOptions,
  ): Promise<Application | undefined>;
  getApplicationByUniqueName(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<Application | undefined>;
  /** All applications of the tenant that the identity may read, by page. */
  listApplications(options?: CallOptions): Promise<Application[]>;
  listServicePrincipals(options?: CallOptions): Promise<ServicePrincipal[]>;
  /** Create-if-missing by unique name. */
  upsertApplication(
    application: {
      uniqueName: string;
      displayName: string;
      requestGraphPermission: boolean;
      notes: string;
    },
    options?: CallOptions,
  ): Promise<Application>;
  /**
   * The application of a unique name with its notes, which tell who made it;
   * also where it lies in the recycle bin.
   */
  findWithNotes(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<
    { id: string; appId: string; notes: string; deleted: boolean } | undefined
  >;
  /** Into the directory's recycle bin, with its service principal. */
  deleteApplication(id: string, options?: CallOptions): Promise<void>;
  /**
   * Out of the recycle bin, with the service principal that went with it: its
   * `uniqueName` is free again only then.
   */
  purgeApplication(
    application: { id: string; appId: string },
    options?: CallOptions,
  ): Promise<void>;
  /** Takes the request of the article's Graph permission away again. */
  withdrawGraphPermission(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<void>;
  /** Deletes it for good. */
  deleteServicePrincipal(id: string, options?: CallOptions): Promise<void>;
  getServicePrincipal(
    appId: string,
    options?: CallOptions,
  ): Promise<ServicePrincipal | undefined>;
  /** Creates it, or finds it; waits out replication. */
  ensureServicePrincipal(
    appId: string,
    options?: CallOptions,
  ): Promise<ServicePrincipal>;
  /** Roles of Microsoft Graph that are granted to a service principal (ids of app roles). */
  listGrantedGraphRoles(
    servicePrincipalId: string,
    options?: CallOptions,
  ): Promise<string[]>;
  /** All that was granted of Microsoft Graph in the tenant, to anybody. */
  listGraphRoleGrants(options?: CallOptions): Promise<GraphRoleGrant[]>;
  addPassword(
    applicationId: string,
    password: { displayName: string; endsAt: string },
    options?: CallOptions,
  ): Promise<IssuedSecret>;
  removePassword(
    applicationId: string,
    keyId: string,
    options?: CallOptions,
  ): Promise<void>;
  /** The longest life that the tenant's policy allows a secret; undefined when there is no limit or the policy may not be read. */
  maximumSecretLifetimeDays(options?: CallOptions): Promise<number | undefined>;
  /** The page on which an administrator consents to what the application requests. */
  adminConsentUrl(appId: string): string;
}
