import { fromIso, toHttpDate } from '../../clock/format';
import { Route } from '../../http/Route';
import { DataExportRule } from '../../state';
import { World } from '../../World';
import { operationalInsightsApiVersions, workspacePath } from './apiVersions';
import { dataExportErrors } from './dataExportErrors';
import { requireWorkspace } from './findWorkspace';
import { putDataExport } from './putDataExport';

const apiVersions = operationalInsightsApiVersions;
const exportPath = `${workspacePath}/dataExports/{dataExportName}`;

function render(rule: DataExportRule): Record<string, unknown> {
  return {
    properties: {
      dataExportId: rule.dataExportId,
      destination: {
        resourceId: rule.destinationId,
        type: 'EventHub',
        metaData: rule.eventHubName ? { eventHubName: rule.eventHubName } : {},
      },
      tableNames: rule.tableNames,
      enable: rule.enable,
      createdDate: toHttpDate(fromIso(rule.createdAt)),
      lastModifiedDate: toHttpDate(fromIso(rule.lastModifiedAt)),
    },
    id: rule.id,
    name: rule.name,
    type: 'Microsoft.OperationalInsights/workspaces/export',
  };
}

/** Data export rules: no long-running operation, no PATCH, found by GET only a while after the PUT. */
export function dataExportRoutes(world: World): Route[] {
  return [
    {
      operationId: 'DataExports_ListByWorkspace',
      method: 'GET',
      path: `${workspacePath}/dataExports`,
      apiVersions,
      action: 'Microsoft.OperationalInsights/workspaces/dataExports/read',
      handle: ({ params, now }) => ({
        status: 200,
        body: {
          value: Object.values(requireWorkspace(world, params).dataExports)
            .filter(rule => fromIso(rule.visibleFrom) <= now)
            .map(render),
        },
      }),
    },
    {
      operationId: 'DataExports_CreateOrUpdate',
      method: 'PUT',
      path: exportPath,
      apiVersions,
      action: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
      handle: request => {
        const { rule, created } = putDataExport(world, request);
        return { status: created ? 201 : 200, body: render(rule) };
      },
    },
    {
      operationId: 'DataExports_Get',
      method: 'GET',
      path: exportPath,
      apiVersions,
      action: 'Microsoft.OperationalInsights/workspaces/dataExports/read',
      handle: ({ params, now }) => {
        const rule = requireWorkspace(world, params).dataExports[
          params.dataExportName.toLowerCase()
        ];
        if (!rule || fromIso(rule.visibleFrom) > now) {
          throw dataExportErrors.ruleNotFound({ name: params.dataExportName });
        }
        return { status: 200, body: render(rule) };
      },
    },
    {
      operationId: 'DataExports_Delete',
      method: 'DELETE',
      path: exportPath,
      apiVersions,
      action: 'Microsoft.OperationalInsights/workspaces/dataExports/delete',
      handle: ({ params }) => {
        const { dataExports } = requireWorkspace(world, params);
        const key = params.dataExportName.toLowerCase();
        if (!dataExports[key]) {
          throw dataExportErrors.ruleNotFound({ name: params.dataExportName });
        }
        delete dataExports[key];
        return { status: 200 };
      },
    },
  ];
}
