import { ArmResourceId } from '../ArmResourceId';
import { CallOptions } from './CallOptions';

/** A Log Analytics workspace. */
export interface Workspace {
  id: ArmResourceId;
  /** Region in Azure's short form: `eastus2`. */
  region: string;
  /** The workspace's GUID, which queries need. */
  customerId: string;
  provisioningState: string;
}

/** A table of a workspace. */
export interface WorkspaceTable {
  name: string;
  /** `Analytics`, `Basic` or `Auxiliary` (which cannot be exported). */
  plan: string;
}

/** Log Analytics workspaces and their tables. */
export interface Workspaces {
  get(id: ArmResourceId, options?: CallOptions): Promise<Workspace | undefined>;
  /** All workspaces of a subscription that the identity may see. */
  list(subscriptionId: string, options?: CallOptions): Promise<Workspace[]>;
  getTable(
    workspaceId: ArmResourceId,
    table: string,
    options?: CallOptions,
  ): Promise<WorkspaceTable | undefined>;
}
