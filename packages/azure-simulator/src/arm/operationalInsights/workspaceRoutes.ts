import { Route } from '../../http/Route';
import {
  idKey,
  isWithinScope,
  resourceGroupId,
  subscriptionScope,
} from '../../ids/armId';
import { mayManage } from '../../rbac/accessOf';
import { World } from '../../World';
import { armErrors } from '../armErrors';
import { operationalInsightsApiVersions, workspacePath } from './apiVersions';
import { dataExportErrors } from './dataExportErrors';
import { requireWorkspace } from './findWorkspace';
import { renderTable } from './renderTable';
import { renderWorkspace } from './renderWorkspace';

const apiVersions = operationalInsightsApiVersions;

/** Workspaces and tables, which are read only here: nobody in the article creates one. */
export function workspaceRoutes(world: World): Route[] {
  const list = (scope: string, callerId: string) => ({
    status: 200,
    body: {
      value: Object.values(world.state.workspaces)
        .filter(
          workspace =>
            isWithinScope(workspace.id, scope) &&
            mayManage(
              world,
              callerId,
              'Microsoft.OperationalInsights/workspaces/read',
              workspace.id,
            ),
        )
        .map(renderWorkspace),
    },
  });
  return [
    {
      operationId: 'Workspaces_List',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.OperationalInsights/workspaces',
      apiVersions,
      scopeFrom: 'handler',
      handle: ({ params, caller }) =>
        list(subscriptionScope(params.subscriptionId), caller.objectId),
    },
    {
      operationId: 'Workspaces_ListByResourceGroup',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.OperationalInsights/workspaces',
      apiVersions,
      action: 'Microsoft.OperationalInsights/workspaces/read',
      handle: ({ params, caller }) => {
        const scope = resourceGroupId(
          params.subscriptionId,
          params.resourceGroupName,
        );
        if (!world.state.resourceGroups[idKey(scope)]) {
          throw armErrors.resourceGroupNotFound({
            name: params.resourceGroupName,
          });
        }
        return list(scope, caller.objectId);
      },
    },
    {
      operationId: 'Workspaces_Get',
      method: 'GET',
      path: workspacePath,
      apiVersions,
      action: 'Microsoft.OperationalInsights/workspaces/read',
      handle: ({ params }) => ({
        status: 200,
        body: renderWorkspace(requireWorkspace(world, params)),
      }),
    },
    {
      operationId: 'Tables_ListByWorkspace',
      method: 'GET',
      path: `${workspacePath}/tables`,
      apiVersions,
      action: 'Microsoft.OperationalInsights/workspaces/tables/read',
      handle: ({ params, query }) => {
        const workspace = requireWorkspace(world, params);
        return {
          status: 200,
          body: {
            value: Object.values(workspace.tables).map(table =>
              renderTable(workspace, table, query.get('api-version')),
            ),
          },
        };
      },
    },
    {
      operationId: 'Tables_Get',
      method: 'GET',
      path: `${workspacePath}/tables/{tableName}`,
      apiVersions,
      action: 'Microsoft.OperationalInsights/workspaces/tables/read',
      handle: ({ params, query }) => {
        const workspace = requireWorkspace(world, params);
        const table = workspace.tables[params.tableName.toLowerCase()];
        if (!table) {
          throw dataExportErrors.missingTable({ name: params.tableName });
        }
        return {
          status: 200,
          body: renderTable(workspace, table, query.get('api-version')),
        };
      },
    },
  ];
}
