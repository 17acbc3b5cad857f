/** A consumer group of an event hub. */
export interface ConsumerGroup {
  name: string;
  userMetadata: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What a shared access key may do. */
export type AuthorizationRight = 'Listen' | 'Send' | 'Manage';

/** An authorization (SAS) rule of a namespace or a hub. */
export interface AuthorizationRule {
  name: string;
  rights: AuthorizationRight[];
  /** 32 random bytes in base64. */
  primaryKey: string;
  secondaryKey: string;
}

/** A message in a partition's log. */
export interface HubMessage {
  sequenceNumber: number;
  /** Epoch milliseconds. */
  enqueuedAt: number;
  /** The body as text: `{"records":[...]}` when the data export wrote it. */
  body: string;
  /** Routes events with the same key to the same partition; absent: none was given. */
  partitionKey?: string;
  /**
   * What `body` cannot stand for, as it was sent: the AMQP sections of
   * properties, application properties and body in base64. Absent: the message
   * is nothing but its text.
   */
  sections?: string;
}

/** The log of one partition. */
export interface PartitionLog {
  /** Sequence number that the next message gets. */
  nextSequenceNumber: number;
  messages: HubMessage[];
  /** When the newest message came, also after it was forgotten (epoch milliseconds); absent: never any. */
  lastEnqueuedAt?: number;
}

/** An event hub with its log. */
export interface EventHub {
  id: string;
  name: string;
  partitionCount: number;
  retentionHours: number;
  cleanupPolicy: 'Delete' | 'Compact' | 'DeleteOrCompact';
  status: 'Active' | 'Disabled' | 'SendDisabled' | 'ReceiveDisabled';
  userMetadata: string | null;
  /** Hours that a compacted hub keeps markers of deleted keys; absent: not set. */
  tombstoneRetentionHours?: number;
  /** Capture to a storage account, as given: kept and given back, nothing is captured. */
  captureDescription?: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
  /** By lower-cased name. */
  consumerGroups: Record<string, ConsumerGroup>;
  authorizationRules: AuthorizationRule[];
  partitions: PartitionLog[];
}

/** Event Hubs tiers that can be created here. */
export type EventHubTier = 'Basic' | 'Standard' | 'Premium';

/** Network rules of a namespace. */
export interface NetworkRuleSet {
  defaultAction: 'Allow' | 'Deny';
  publicNetworkAccess: 'Enabled' | 'Disabled' | 'SecuredByPerimeter';
  trustedServiceAccessEnabled: boolean;
  ipRules: { ipMask: string; action: string }[];
  virtualNetworkRules: {
    subnet: { id: string };
    ignoreMissingVnetServiceEndpoint: boolean;
  }[];
}

/** An Event Hubs namespace. */
export interface EventHubNamespace {
  id: string;
  name: string;
  location: string;
  tags: Record<string, string>;
  tier: EventHubTier;
  /** Throughput units (Basic, Standard) or processing units (Premium). */
  capacity: number;
  isAutoInflateEnabled: boolean;
  maximumThroughputUnits: number;
  disableLocalAuth: boolean;
  minimumTlsVersion: string;
  publicNetworkAccess: 'Enabled' | 'Disabled' | 'SecuredByPerimeter';
  zoneRedundant: boolean;
  kafkaEnabled: boolean;
  createdAt: string;
  updatedAt: string;
  /** Creation ends at this instant; before it `provisioningState` is `Creating`. */
  activeFrom: string;
  /** Creation ends badly then, and the next PUT tries again. */
  creationFailed?: boolean;
  /** Deletion ends at this instant; null: it lives. */
  removedAt: string | null;
  authorizationRules: AuthorizationRule[];
  networkRuleSet: NetworkRuleSet;
  /** Set while it refuses senders because its throughput units are used up. */
  isThrottled?: boolean;
  /** Managed identities, as given: kept and given back, none of them can sign in. */
  identity?: Record<string, unknown>;
  /**
   * Settings of features that nothing simulated depends on (customer-managed
   * keys, dedicated clusters, an alternate name): kept and given back.
   */
  keptProperties?: Record<string, unknown>;
  /** By lower-cased name. */
  eventHubs: Record<string, EventHub>;
}
