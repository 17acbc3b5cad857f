import { ArmResourceId } from '../ArmResourceId';
import { CallOptions } from './CallOptions';

/** An Event Hubs namespace. */
export interface EventHubNamespace {
  id: ArmResourceId;
  region: string;
  tier: 'Basic' | 'Standard' | 'Premium' | string;
  capacity: number;
  autoInflate: boolean;
  maximumThroughputUnits?: number;
  /** `Active`, `Creating`, ... */
  status?: string;
  provisioningState: string;
  localAuthDisabled: boolean;
  publicNetworkAccess?: string;
  minimumTlsVersion?: string;
  /** Host name that the SIEM connects to. */
  hostName: string;
  tags: Record<string, string>;
}

/** Who may reach a namespace over the network. */
export interface NetworkRuleSet {
  defaultAction: 'Allow' | 'Deny' | string;
  trustedServiceAccessEnabled: boolean;
  publicNetworkAccess?: string;
}

/** An event hub. */
export interface EventHub {
  id: ArmResourceId;
  partitionCount: number;
  retentionHours: number;
  cleanupPolicy?: string;
  /** `Active`, `Disabled`, `SendDisabled`, `ReceiveDisabled`, ... */
  status: string;
}

/** Event Hubs namespaces, hubs and consumer groups. */
export interface EventHubs {
  checkName(
    subscriptionId: string,
    name: string,
    options?: CallOptions,
  ): Promise<{ available: boolean; reason?: string; message?: string }>;
  getNamespace(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHubNamespace | undefined>;
  listNamespaces(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<EventHubNamespace[]>;
  /**
   * Sends the creation and returns once Azure has accepted it; the namespace
   * is ready when `getNamespace` shows `provisioningState: Succeeded`.
   */
  beginNamespace(
    id: ArmResourceId,
    namespace: {
      region: string;
      tier: string;
      capacity: number;
      tags: Record<string, string>;
    },
    options?: CallOptions,
  ): Promise<void>;
  deleteNamespace(id: ArmResourceId, options?: CallOptions): Promise<void>;
  getNetworkRuleSet(
    namespaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<NetworkRuleSet | undefined>;
  getHub(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHub | undefined>;
  listHubs(
    namespaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHub[]>;
  putHub(
    id: ArmResourceId,
    hub: { partitionCount: number; retentionHours: number },
    options?: CallOptions,
  ): Promise<EventHub>;
  deleteHub(id: ArmResourceId, options?: CallOptions): Promise<void>;
  /** Names of the consumer groups of a hub, `$Default` among them. */
  listConsumerGroups(
    hubId: ArmResourceId,
    options?: CallOptions,
  ): Promise<string[]>;
  putConsumerGroup(
    hubId: ArmResourceId,
    name: string,
    userMetadata: string,
    options?: CallOptions,
  ): Promise<void>;
  deleteConsumerGroup(
    hubId: ArmResourceId,
    name: string,
    options?: CallOptions,
  ): Promise<void>;
}
