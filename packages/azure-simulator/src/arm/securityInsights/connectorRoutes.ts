import { randomUUID } from 'node:crypto';
import { objectAt, stringAt } from '../../http/json';
import { Route } from '../../http/Route';
import { subscriptionScope } from '../../ids/armId';
import { mayManage } from '../../rbac/accessOf';
import { ColumnValue, DataConnector, Workspace } from '../../state';
import { World } from '../../World';
import { connectorKinds } from './connectorKinds';
import {
  knowsIotConnectors,
  requireSentinel,
  sentinelApiVersions,
  sentinelPath,
} from './sentinel';
import { sentinelErrors } from './sentinelErrors';

const apiVersions = sentinelApiVersions;
const connectorPath = `${sentinelPath}/dataConnectors/{dataConnectorId}`;

function render(
  workspace: Workspace,
  connector: DataConnector,
): Record<string, unknown> {
  return {
    id: `${workspace.id}/providers/Microsoft.SecurityInsights/dataConnectors/${connector.name}`,
    name: connector.name,
    type: 'Microsoft.SecurityInsights/dataConnectors',
    kind: connector.kind,
    etag: connector.etag,
    properties: connector.properties,
  };
}

/** Data connectors; Defender for IoT's are of kind `IOT`. */
export function connectorRoutes(world: World): Route[] {
  const visible = (workspace: Workspace, apiVersion: string | null) =>
    Object.values(workspace.sentinel.dataConnectors).filter(
      connector =>
        connector.kind.toUpperCase() !== 'IOT' ||
        knowsIotConnectors(apiVersion),
    );
  return [
    {
      operationId: 'DataConnectors_List',
      method: 'GET',
      path: `${sentinelPath}/dataConnectors`,
      apiVersions,
      action: 'Microsoft.SecurityInsights/dataConnectors/read',
      handle: ({ params, query }) => {
        const workspace = requireSentinel(world, params);
        return {
          status: 200,
          body: {
            value: visible(workspace, query.get('api-version')).map(connector =>
              render(workspace, connector),
            ),
          },
        };
      },
    },
    {
      operationId: 'DataConnectors_Get',
      method: 'GET',
      path: connectorPath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/dataConnectors/read',
      handle: ({ params, query }) => {
        const workspace = requireSentinel(world, params);
        const found = visible(workspace, query.get('api-version')).find(
          connector =>
            connector.name.toLowerCase() ===
            params.dataConnectorId.toLowerCase(),
        );
        if (!found) {
          throw sentinelErrors.notFound({
            kind: 'Data connector',
            name: params.dataConnectorId,
          });
        }
        return { status: 200, body: render(workspace, found) };
      },
    },
    {
      operationId: 'DataConnectors_CreateOrUpdate',
      method: 'PUT',
      path: connectorPath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/dataConnectors/write',
      handle: ({ params, body, query }) => {
        const workspace = requireSentinel(world, params);
        const kind = stringAt(body, 'kind') ?? '';
        if (
          !connectorKinds.has(kind) ||
          (kind === 'IOT' && !knowsIotConnectors(query.get('api-version')))
        ) {
          throw sentinelErrors.invalidKind({ kind });
        }
        if (kind === 'IOT' && !stringAt(body, 'properties', 'subscriptionId')) {
          throw sentinelErrors.missingProperty({ property: 'subscriptionId' });
        }
        const key = params.dataConnectorId.toLowerCase();
        const existing = workspace.sentinel.dataConnectors[key];
        const etag = stringAt(body, 'etag');
        if (existing && etag !== existing.etag) {
          throw sentinelErrors.etagConflict({ name: existing.name });
        }
        const connector: DataConnector = {
          name: existing?.name ?? params.dataConnectorId,
          kind,
          etag: `"${randomUUID()}"`,
          properties: objectAt(body, 'properties') as Record<
            string,
            ColumnValue
          >,
        };
        workspace.sentinel.dataConnectors[key] = connector;
        return {
          status: existing ? 200 : 201,
          body: render(workspace, connector),
        };
      },
    },
    {
      operationId: 'DataConnectors_Delete',
      method: 'DELETE',
      path: connectorPath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/dataConnectors/delete',
      handle: ({ params }) => {
        const { dataConnectors } = requireSentinel(world, params).sentinel;
        const key = params.dataConnectorId.toLowerCase();
        if (!dataConnectors[key]) {
          return { status: 204 };
        }
        delete dataConnectors[key];
        return { status: 200 };
      },
    },
    {
      operationId: 'DataConnectorsCheckRequirements_Post',
      method: 'POST',
      path: `${sentinelPath}/dataConnectorsCheckRequirements`,
      apiVersions,
      action:
        'Microsoft.SecurityInsights/dataConnectorsCheckRequirements/action',
      readOnly: true,
      handle: ({ params, body, caller }) => {
        requireSentinel(world, params);
        const kind = stringAt(body, 'kind') ?? '';
        if (!connectorKinds.has(kind)) {
          throw sentinelErrors.invalidKind({ kind });
        }
        const subscriptionId =
          stringAt(body, 'properties', 'subscriptionId') ?? '';
        const mayConnect = mayManage(
          world,
          caller.objectId,
          'Microsoft.Security/iotSettings/write',
          subscriptionScope(subscriptionId),
        );
        const known =
          world.state.subscriptions[subscriptionId.toLowerCase()] !== undefined;
        return {
          status: 200,
          body: {
            authorizationState: mayConnect ? 'Valid' : 'Invalid',
            licenseState: known ? 'Valid' : 'Invalid',
          },
        };
      },
    },
  ];
}
