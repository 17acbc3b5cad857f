import { CallOptions } from './CallOptions';
import { EventHubNamespace } from './EventHubs';
import { RoleAssignment } from './RoleAssignments';
import { Workspace } from './Workspaces';

/** What Resource Graph lists. */
export interface ListedResources {
  workspaces: Workspace[];
  namespaces: EventHubNamespace[];
}

/**
 * Lists over many subscriptions at once. They leave out what the identity may
 * not see, and are some seconds behind: that something is not listed proves
 * nothing.
 */
export interface ResourceGraph {
  listResources(
    subscriptionIds: readonly string[],
    options?: CallOptions,
  ): Promise<ListedResources>;
  /** Assignments of certain roles (GUIDs) at, above and below the subscriptions. */
  listRoleAssignments(
    subscriptionIds: readonly string[],
    roleIds: readonly string[],
    options?: CallOptions,
  ): Promise<RoleAssignment[]>;
}
