/** A service's address and the scope of the tokens that it accepts. */
export interface AzureEndpoint {
  /** Without a slash at the end. */
  url: string;
  /** `{audience}/.default` */
  scope: string;
}

/** Pages of the Azure portal, for people. */
export interface PortalLinks {
  /** The page of an ARM resource. */
  resource(id: string, tenantId?: string): string;
  /** The page of an app registration's certificates and secrets. */
  applicationCredentials(appId: string): string;
}

/** One Azure: where its services are and what its tokens are for. */
export interface AzureCloud {
  readonly name: 'public' | 'usGovernment' | 'china' | 'custom';
  /** Microsoft Entra's login, without a slash at the end. */
  readonly authorityHost: string;
  /** False where the login is asked about itself rather than about login.microsoftonline.com. */
  readonly discoversInstance: boolean;
  readonly resourceManager: AzureEndpoint;
  /** Microsoft Graph, without the version. */
  readonly graph: AzureEndpoint;
  /** Log Analytics query API, without the version. */
  readonly logs: AzureEndpoint;
  /** Metrics batch API of a region. */
  readonly metrics: { url(region: string): string; scope: string };
  /** Suffix of Event Hubs host names: `servicebus.windows.net`. */
  readonly eventHubsSuffix: string;
  /** Whether a key vault's host must lie under the audience of its tokens; not so in a cloud of one's own. */
  readonly verifiesVaultAudience: boolean;
  /** Absent for a cloud without a portal. */
  readonly portal?: PortalLinks;
}
