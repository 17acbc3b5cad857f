import { Route } from '../../http/Route';
import { idKey, resourceGroupId } from '../../ids/armId';
import { assignmentsInForce } from '../../rbac/accessOf';
import { dropRoleAssignment } from '../../rbac/RoleAssignmentIndex';
import { roleByGuid, roleDefinitions } from '../../rbac/roleDefinitions';
import { World } from '../../World';
import { filterAssignments } from './filterAssignments';
import { putRoleAssignment } from './putRoleAssignment';
import { permissionsOf, renderAssignment, renderDefinition } from './render';
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

/** Where the caller's permissions are listed; the documents name each scope's operation. */
const permissionScopes = [
  {
    operationId: 'Permissions_ListForResourceGroup',
    path: '/subscriptions/{subscriptionId}/resourcegroups/{resourceGroupName}/providers/Microsoft.Authorization/permissions',
  },
  {
    operationId: 'Permissions_ListForResource',
    path: '/{+scope}/providers/Microsoft.Authorization/permissions',
  },
] as const;

function scopeOf(params: Record<string, string>): string {
  return `/${params.scope.replace(/^\/+|\/+$/g, '')}`;
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
          throw roleErrors.assignmentNotFound({
            name: params.roleAssignmentName,
          });
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
          throw roleErrors.unsupportedFilter({ filter });
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
          throw roleErrors.definitionNotFound({
            guid: params.roleDefinitionId,
          });
        }
        return {
          status: 200,
          body: renderDefinition(role, scopeOf(params)),
        };
      },
    },
    ...permissionScopes.map(
      ({ operationId, path }): Route => ({
        operationId,
        method: 'GET',
        path,
        apiVersions,
        scopeFrom: 'handler',
        handle: ({ params, caller }) => ({
          status: 200,
          body: {
            value: assignmentsInForce(
              world,
              caller.objectId,
              params.scope === undefined
                ? resourceGroupId(
                    params.subscriptionId,
                    params.resourceGroupName,
                  )
                : scopeOf(params),
            )
              .flatMap(
                assignment => roleByGuid(assignment.roleDefinitionGuid) ?? [],
              )
              .map(permissionsOf),
          },
        }),
      }),
    ),
  ];
}
