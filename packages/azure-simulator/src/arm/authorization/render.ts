import { RoleDefinition } from '../../rbac/RoleDefinition';
import { RoleAssignment } from '../../state';

/** Body of a role assignment. */
export function renderAssignment(
  assignment: RoleAssignment,
): Record<string, unknown> {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(assignment.scope)?.[0];
  return {
    properties: {
      roleDefinitionId: `${
        subscription ?? ''
      }/providers/Microsoft.Authorization/roleDefinitions/${
        assignment.roleDefinitionGuid
      }`,
      principalId: assignment.principalId,
      principalType: assignment.principalType,
      scope: assignment.scope,
      condition: assignment.condition,
      conditionVersion: assignment.conditionVersion,
      createdOn: assignment.createdOn,
      updatedOn: assignment.createdOn,
      createdBy: assignment.createdBy,
      updatedBy: assignment.createdBy,
      delegatedManagedIdentityResourceId: null,
      description: assignment.description,
    },
    id: assignment.id,
    type: 'Microsoft.Authorization/roleAssignments',
    name: assignment.name,
  };
}

/** A role's permissions as its definition and the permissions list show them. */
export function permissionsOf(role: RoleDefinition): Record<string, unknown> {
  return {
    actions: role.actions,
    notActions: role.notActions,
    dataActions: role.dataActions,
    notDataActions: [],
  };
}

/** Body of a role definition, with the id that it has in a scope. */
export function renderDefinition(
  role: RoleDefinition,
  scope: string,
): Record<string, unknown> {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? '';
  return {
    properties: {
      roleName: role.roleName,
      type: role.type,
      description: role.description,
      assignableScopes: ['/'],
      permissions: [permissionsOf(role)],
    },
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role.name}`,
    type: 'Microsoft.Authorization/roleDefinitions',
    name: role.name,
  };
}
