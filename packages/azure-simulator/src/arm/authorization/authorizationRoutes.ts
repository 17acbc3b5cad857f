import { Route } from '../../http/Route';
import { idKey } from '../../ids/armId';
import { assignmentsInForce } from '../../rbac/accessOf';
import { dropRoleAssignment } from '../../rbac/RoleAssignmentIndex';
import { roleByGuid, roleDefinitions } from '../../rbac/roleDefinitions';
import { RoleDefinition } from '../../rbac/RoleDefinition';
import { RoleAssignment } from '../../state';
import { World } from '../../World';
import { filterAssignments } from './filterAssignments';
import { putRoleAssignment } from './putRoleAssignment';
import { roleErrors } from './roleErrors';

const apiVersions = [
  '2018-09-01-preview',
  '2020-04-01-preview',
  '2021-04-01-preview',
  '2022-04-01',
  '2022-05-01-preview',
] as const;

const assignmentsPath =
  '/{+scope}/providers/Microsoft.Authorization/roleAssignments';
const definitionsPath =
  '/{+scope}/providers/Microsoft.Authorization/roleDefinitions';

function scopeOf(params: Record<string, string>): string {
  return `/${params.scope.replace(/^\/+|\/+$/g, '')}`;
}

function renderAssignment(assignment: RoleAssignment): Record<string, unknown> {
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

function permissionsOf(role: RoleDefinition): Record<string, unknown> {
  return {
    actions: role.actions,
    notActions: role.notActions,
    dataActions: role.dataActions,
    notDataActions: [],
  };
}

function renderDefinition(
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

/** Role assignments, role definitions and the caller's own permissions. */
export function authorizationRoutes(world: World): Route[] {
  return [
    {
      operationId: 'RoleAssignments_ListForScope',
      method: 'GET',
      path: assignmentsPath,
      apiVersions,
      action: 'Microsoft.Authorization/roleAssignments/read',
      scopeFrom: 'scopeParameter',
      handle: ({ params, query }) => ({
        status: 200,
        body: {
          value: filterAssignments(
            world.state,
            query.get('$filter'),
            scopeOf(params),
          ).map(renderAssignment),
        },
      }),
    },
    {
      operationId: 'RoleAssignments_Create',
      method: 'PUT',
      path: `${assignmentsPath}/{roleAssignmentName}`,
      apiVersions,
      action: 'Microsoft.Authorization/roleAssignments/write',
      scopeFrom: 'scopeParameter',
      handle: request => {
        const { assignment, created } = putRoleAssignment(
          world,
          request,
          scopeOf(request.params),
        );
        return {
          status: created ? 201 : 200,
          body: renderAssignment(assignment),
        };
      },
    },
    {
      operationId: 'RoleAssignments_Get',
      method: 'GET',
      path: `${assignmentsPath}/{roleAssignmentName}`,
      apiVersions,
      action: 'Microsoft.Authorization/roleAssignments/read',
      scopeFrom: 'scopeParameter',
      handle: ({ params, path }) => {
        const found = world.state.roleAssignments[idKey(path)];
        if (!found) {
          throw roleErrors.assignmentNotFound(params.roleAssignmentName);
        }
        return { status: 200, body: renderAssignment(found) };
      },
    },
    {
      operationId: 'RoleAssignments_Delete',
      method: 'DELETE',
      path: `${assignmentsPath}/{roleAssignmentName}`,
      apiVersions,
      action: 'Microsoft.Authorization/roleAssignments/delete',
      scopeFrom: 'scopeParameter',
      handle: ({ path }) => {
        const found = world.state.roleAssignments[idKey(path)];
        if (!found) {
          return { status: 204 };
        }
        dropRoleAssignment(world.state, path);
        return { status: 200, body: renderAssignment(found) };
      },
    },
    {
      operationId: 'RoleDefinitions_List',
      method: 'GET',
      path: definitionsPath,
      apiVersions,
      action: 'Microsoft.Authorization/roleDefinitions/read',
      scopeFrom: 'scopeParameter',
      handle: ({ params, query }) => {
        const filter = query.get('$filter');
        const roleName = filter
          ? /^roleName\s+eq\s+'((?:[^']|'')*)'$/i
              .exec(filter.trim())?.[1]
              .replace(/''/g, "'")
          : undefined;
        if (
          filter &&
          !roleName &&
          !/^(atScopeAndBelow\(\)|type\s+eq\s+'BuiltInRole')$/i.test(filter)
        ) {
          throw roleErrors.unsupportedFilter(filter);
        }
        return {
          status: 200,
          body: {
            value: roleDefinitions
              .filter(role => !roleName || role.roleName === roleName)
              .map(role => renderDefinition(role, scopeOf(params))),
          },
        };
      },
    },
    {
      operationId: 'RoleDefinitions_Get',
      method: 'GET',
      path: `${definitionsPath}/{roleDefinitionId}`,
      apiVersions,
      action: 'Microsoft.Authorization/roleDefinitions/read',
      scopeFrom: 'scopeParameter',
      handle: ({ params }) => {
        const role = roleByGuid(params.roleDefinitionId);
        if (!role) {
          throw roleErrors.definitionNotFound(params.roleDefinitionId);
        }
        return {
          status: 200,
          body: renderDefinition(role, scopeOf(params)),
        };
      },
    },
    {
      operationId: 'Permissions_ListForResource',
      method: 'GET',
      path: '/{+scope}/providers/Microsoft.Authorization/permissions',
      apiVersions,
      scopeFrom: 'handler',
      handle: ({ params, caller }) => ({
        status: 200,
        body: {
          value: assignmentsInForce(world, caller.objectId, scopeOf(params))
            .flatMap(
              assignment => roleByGuid(assignment.roleDefinitionGuid) ?? [],
            )
            .map(permissionsOf),
        },
      }),
    },
  ];
}
