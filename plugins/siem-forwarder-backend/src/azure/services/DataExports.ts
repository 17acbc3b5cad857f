import { ArmResourceId } from '../ArmResourceId';
import { CallOptions } from './CallOptions';

/** A data export rule. */
export interface DataExportRule {
  id: ArmResourceId;
  enabled: boolean;
  tableNames: string[];
  /** Id of the event hub namespace (or of a storage account, when people chose one). */
  destinationId: string;
  destinationType: 'EventHub' | 'StorageAccount' | string;
  /** Absent when the rule lets Azure make one hub a table. */
  eventHubName?: string;
  createdAt?: string;
  lastModifiedAt?: string;
}

/** Data export rules of workspaces. */
export interface DataExports {
  get(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<DataExportRule | undefined>;
  /** All rules of a workspace; Azure does not page them. */
  list(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<DataExportRule[]>;
  /** A full replace, and only eventually consistent: resolves when a GET shows the rule. */
  put(
    id: ArmResourceId,
    rule: {
      tableNames: string[];
      namespaceId: ArmResourceId;
      eventHubName: string;
      enabled: boolean;
    },
    options?: CallOptions,
  ): Promise<DataExportRule>;
  delete(id: ArmResourceId, options?: CallOptions): Promise<void>;
}
