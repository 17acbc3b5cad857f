/** A role of Azure RBAC. */
export interface RoleDefinition {
  /** GUID. */
  name: string;
  roleName: string;
  type: 'BuiltInRole' | 'CustomRole';
  description: string;
  actions: readonly string[];
  notActions: readonly string[];
  dataActions: readonly string[];
}
