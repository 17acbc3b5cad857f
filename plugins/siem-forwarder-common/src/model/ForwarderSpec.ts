/**
 * Which rows of the workspace are exported.
 *
 * @public
 */
export const forwarderContents = ['incidents', 'alerts', 'both'] as const;

/** @public */
export type ForwarderContent = (typeof forwarderContents)[number];

/**
 * Tables behind each choice of content, as Log Analytics names them.
 *
 * @public
 */
export const tablesOfContent: Record<ForwarderContent, string[]> = {
  incidents: ['SecurityIncident'],
  alerts: ['SecurityAlert'],
  both: ['SecurityIncident', 'SecurityAlert'],
};

/** @public */
export const namespaceTiers = ['Basic', 'Standard', 'Premium'] as const;

/** @public */
export type NamespaceTier = (typeof namespaceTiers)[number];

/**
 * What a team asks for: everything that the article's steps need to know,
 * fixed and authorised when an operation opens.
 *
 * @public
 */
export interface ForwarderSpec {
  /** Name of the catalog entity and of everything that is made for it: lower case letters, digits and hyphens, 3 to 40 characters. */
  name: string;
  /** Title of the entity; the name when absent. */
  title?: string;
  /** Entity ref of the group that owns the forwarder. */
  owner: string;
  /** ARM id of the Log Analytics workspace with Microsoft Sentinel. */
  workspaceId: string;
  content: ForwarderContent;
  /** Consent to exporting rows that are not from Defender for IoT: an export rule has no filter. */
  exportsWholeTable?: boolean;
  /** Connect the IoT connector and create incidents where that is missing. */
  prepareSource?: boolean;
  /** Id of a configured SIEM instance. */
  siem: string;
  namespace: {
    /** 6 to 50 characters, unique in the whole cloud. */
    name: string;
    /** The workspace's resource group when absent. */
    resourceGroup?: string;
    tier: NamespaceTier;
    /** Throughput units (Basic, Standard) or processing units (Premium). */
    capacity: number;
  };
  eventHub: {
    name: string;
    partitionCount: number;
    retentionHours: number;
    /** `$Default`, or a group of its own for this SIEM. */
    consumerGroup: string;
  };
  /** Where 'Azure Event Hubs Data Receiver' is assigned. */
  roleScope: 'eventHub' | 'namespace';
  application?: {
    /** Client id of an application that is brought along; one is registered when absent. */
    clientId?: string;
    /** Request Microsoft Graph SecurityEvents.ReadWrite.All, as the article does. */
    graphPermission?: boolean;
  };
  /** Only of a forwarder that was made elsewhere: what it is called there. */
  adopted?: {
    /** Entity ref of the entity that describes it. */
    entityRef: string;
    /** Name of the data export rule. */
    exportRule: string;
  };
  secret: {
    /** 1 to 180 days. */
    lifetimeDays: number;
    /** Id of a configured key vault that keeps the secret too. */
    keyVault?: string;
  };
}
