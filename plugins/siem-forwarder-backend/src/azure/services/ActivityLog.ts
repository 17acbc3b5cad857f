import { ArmResourceId } from '../ArmResourceId';
import { CallOptions } from './CallOptions';

/** An operation of Resource Manager that changed a resource. */
export interface ResourceChange {
  /** User principal name of a person; client id of an application or managed identity. */
  caller: string;
  /** When it was done (ISO 8601 with zone). */
  at: string;
  /** `Microsoft.OperationalInsights/workspaces/dataExports/write` */
  operation: string;
  /** ARM id of the resource. */
  resource: string;
  /** Ties the events of one request together. */
  correlationId?: string;
}

/** Whose changes are asked for. */
export type ChangeScope =
  | { resource: ArmResourceId }
  /** All resources of the group. */
  | { subscriptionId: string; resourceGroup: string };

/**
 * The Activity Log of a subscription. It shows an operation 3 to 20 minutes
 * after it, and forgets it after 90 days.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
 */
export interface ActivityLog {
  /**
   * Changes that succeeded, newest first: one call, and at most the newest page
   * of the answer.
   *
   * @param range - ISO 8601 with zone
   */
  changes(
    scope: ChangeScope,
    range: { from: string; to: string },
    options?: CallOptions,
  ): Promise<ResourceChange[]>;
}
