import { CallOptions } from './CallOptions';

/** A role that somebody has at a scope. */
export interface RoleAssignment {
  id: string;
  /** ARM id of the scope. */
  scope: string;
  /** GUID of the role definition. */
  roleId: string;
  principalId: string;
  principalType?: string;
}

/** Role assignments, and what this identity may do. */
export interface RoleAssignments {
  /** Assignments at, above and below a subscription. */
  listInSubscription(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<RoleAssignment[]>;
  /** Assignments at, above and (for a scope that is a resource) not below the scope. */
  listAtScope(scope: string, options?: CallOptions): Promise<RoleAssignment[]>;
  /** Those at and above the scope that count for a principal: its own, and those of the groups that it belongs to. */
  listFor(
    assigned: { scope: string; principalId: string },
    options?: CallOptions,
  ): Promise<RoleAssignment[]>;
  /** Deterministic name: UUIDv5 of scope, principal and role; waits out directory replication. */
  assign(
    assignment: {
      scope: string;
      roleId: string;
      principalId: string;
      description: string;
    },
    options?: CallOptions,
  ): Promise<RoleAssignment>;
  /** The id that {@link RoleAssignments.assign} gives. */
  idOf(assignment: {
    scope: string;
    roleId: string;
    principalId: string;
  }): string;
  delete(id: string, options?: CallOptions): Promise<void>;
  /** The actions, with wildcards, that this identity has at a scope, less those taken away. */
  permissions(
    scope: string,
    options?: CallOptions,
  ): Promise<{ actions: string[]; notActions: string[] }[]>;
}
