import { ArmResourceId } from '../ArmResourceId';
import { CallOptions } from './CallOptions';

/** Sentinel's connector of Defender for IoT. */
export interface IotConnector {
  id: string;
  subscriptionId: string;
  alertsEnabled: boolean;
}

/** An analytics rule of Sentinel. */
export interface AnalyticsRule {
  id: string;
  kind: string;
  displayName: string;
  enabled: boolean;
  /** Only of rules that create incidents from the alerts of one product. */
  productFilter?: string;
  /** The query of a scheduled rule. */
  query?: string;
}

/** Microsoft Sentinel: the connector of Defender for IoT, and the rules that make incidents. */
export interface Sentinel {
  isOnboarded(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<boolean>;
  listIotConnectors(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<IotConnector[]>;
  connectIot(
    workspaceId: ArmResourceId,
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<IotConnector>;
  /** The id that {@link Sentinel.connectIot} gives to a new connector. */
  iotConnectorId(workspaceId: ArmResourceId, subscriptionId: string): string;
  /** Switches the alerts of a connector off again; what does not exist is off. */
  disconnectIot(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void>;
  deleteIotConnector(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void>;
  listAnalyticsRules(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<AnalyticsRule[]>;
  /** The incident creation rule for Defender for IoT alerts, all severities. */
  enableIncidentCreation(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<AnalyticsRule>;
  /** The id that {@link Sentinel.enableIncidentCreation} gives to a new rule. */
  incidentRuleId(workspaceId: ArmResourceId): string;
  /** Switches an incident creation rule off again; what does not exist is off. */
  disableIncidentCreation(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void>;
  deleteAnalyticsRule(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void>;
}
