import { liveNamespaces } from '../eventHub/findNamespace';
import { renderNamespace } from '../eventHub/render';
import { renderVault } from '../keyVault/renderVault';
import { renderWorkspace } from '../operationalInsights/renderWorkspace';
import { renderAssignment, renderDefinition } from '../authorization/render';
import { fromIso } from '../../clock/format';
import { stringAt, valueAt } from '../../http/json';
import { idKey, resourceGroupOf, subscriptionIdOf } from '../../ids/armId';
import { roleDefinitions } from '../../rbac/roleDefinitions';
import { Workspace } from '../../state';
import { World } from '../../World';

/** Tables of Resource Graph that exist here. */
export type GraphTable = 'resources' | 'authorizationresources';

/** A resource as the index holds it. */
export interface ResourceDocument {
  key: string;
  table: GraphTable;
  /** Epoch milliseconds of its last change. */
  changedAt: number;
  /** Who may do this at `scope` sees the row. */
  readAction: string;
  scope: string;
  /** Columns by name, as in the tables `resources` and `authorizationresources`. */
  row: Record<string, unknown>;
}

/** Columns of both tables. Source: https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language#resource-graph-tables */
function rowOf(
  body: Record<string, unknown>,
  tenantId: string,
): Record<string, unknown> {
  const id = stringAt(body, 'id') ?? '';
  return {
    id,
    name: body.name,
    // The index writes types in lower case, whatever the provider answers.
    type: String(body.type).toLowerCase(),
    tenantId,
    kind: '',
    location: String(body.location ?? '')
      .replace(/\s/g, '')
      .toLowerCase(),
    resourceGroup: (resourceGroupOf(id) ?? '').toLowerCase(),
    subscriptionId: subscriptionIdOf(id) ?? '',
    managedBy: '',
    sku: body.sku ?? null,
    plan: body.plan ?? null,
    properties: body.properties ?? {},
    tags: valueAt(body, 'tags') ?? null,
    identity: null,
    zones: null,
    extendedLocation: null,
  };
}

/** The solution that onboarding Microsoft Sentinel leaves beside a workspace. */
function sentinelSolution(workspace: Workspace): Record<string, unknown> {
  const name = `SecurityInsights(${workspace.name})`;
  const group = workspace.id.slice(
    0,
    workspace.id.toLowerCase().indexOf('/providers/'),
  );
  return {
    id: `${group}/providers/Microsoft.OperationsManagement/solutions/${name}`,
    name,
    type: 'Microsoft.OperationsManagement/solutions',
    location: workspace.location,
    tags: {},
    plan: {
      name,
      publisher: 'Microsoft',
      product: 'OMSGallery/SecurityInsights',
      promotionCode: '',
    },
    properties: {
      workspaceResourceId: workspace.id,
      provisioningState: 'Succeeded',
    },
  };
}

/**
 * Everything that Resource Graph indexes of what is simulated. Event hubs,
 * consumer groups, data exports, tables and Sentinel's objects are not in it.
 * Source: https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources
 */
export function resourceDocuments(world: World): ResourceDocument[] {
  const { state } = world;
  const { tenantId } = state.directory;
  const now = world.clock.now();
  const resource = (
    body: Record<string, unknown>,
    readAction: string,
    changedAt: string,
  ): ResourceDocument => ({
    key: idKey(String(body.id)),
    table: 'resources',
    changedAt: fromIso(changedAt),
    readAction,
    scope: String(body.id),
    row: rowOf(body, tenantId),
  });
  const workspaces = Object.values(state.workspaces);
  const createdAt = new Date(0).toISOString();
  return [
    ...liveNamespaces(world).map(namespace =>
      resource(
        renderNamespace(namespace, now),
        'Microsoft.EventHub/namespaces/read',
        namespace.updatedAt,
      ),
    ),
    ...workspaces.map(workspace =>
      resource(
        renderWorkspace(workspace),
        'Microsoft.OperationalInsights/workspaces/read',
        workspace.createdAt,
      ),
    ),
    ...workspaces.flatMap(workspace =>
      workspace.sentinel.onboardedFrom === null
        ? []
        : [
            resource(
              sentinelSolution(workspace),
              'Microsoft.OperationsManagement/solutions/read',
              workspace.sentinel.onboardedFrom,
            ),
          ],
    ),
    ...Object.values(state.vaults).map(vault =>
      resource(
        renderVault(vault, tenantId),
        'Microsoft.KeyVault/vaults/read',
        createdAt,
      ),
    ),
    ...Object.values(state.roleAssignments).map(
      (assignment): ResourceDocument => ({
        ...resource(
          renderAssignment(assignment),
          'Microsoft.Authorization/roleAssignments/read',
          assignment.createdOn,
        ),
        table: 'authorizationresources',
        scope: assignment.scope,
      }),
    ),
    ...roleDefinitions.map(
      (role): ResourceDocument => ({
        ...resource(
          renderDefinition(role, '/'),
          'Microsoft.Authorization/roleDefinitions/read',
          createdAt,
        ),
        table: 'authorizationresources',
        scope: '/',
      }),
    ),
  ];
}
