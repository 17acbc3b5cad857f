import { liveNamespaces } from '../eventHub/findNamespace';
import { renderNamespace } from '../eventHub/render';
import { renderVault } from '../keyVault/renderVault';
import { renderWorkspace } from '../operationalInsights/renderWorkspace';
import { renderAssignment, renderDefinition } from '../authorization/render';
import { fromIso } from '../../clock/format';
import { stringAt, valueAt } from '../../http/json';
import { idKey, resourceGroupOf, subscriptionIdOf } from '../../ids/armId';
import { roleDefinitions } from '../../rbac/roleDefinitions';
import { RoleAssignment, Workspace } from '../../state';
import { World } from '../../World';

/** Tables of Resource Graph that exist here. */
export const graphTables = ['resources', 'authorizationresources'] as const;

/** One of those tables. */
export type GraphTable = (typeof graphTables)[number];

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

/** Of a role assignment only the description can change: its document is made once for each. */
const assignmentDocuments = new WeakMap<RoleAssignment, ResourceDocument>();

/** When what has no date of its own was made: long ago. */
const longAgo = new Date(0).toISOString();

function documentOf(
  body: Record<string, unknown>,
  tenantId: string,
  options: Pick<ResourceDocument, 'table' | 'readAction' | 'scope'> & {
    changedAt: string;
  },
): ResourceDocument {
  return {
    ...options,
    key: idKey(String(body.id)),
    changedAt: fromIso(options.changedAt),
    row: rowOf(body, tenantId),
  };
}

function resources(world: World): ResourceDocument[] {
  const { state } = world;
  const { tenantId } = state.directory;
  const now = world.clock.now();
  const resource = (
    body: Record<string, unknown>,
    readAction: string,
    changedAt: string,
  ) =>
    documentOf(body, tenantId, {
      table: 'resources',
      readAction,
      scope: String(body.id),
      changedAt,
    });
  const workspaces = Object.values(state.workspaces);
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
        longAgo,
      ),
    ),
  ];
}

function authorizationResources(world: World): ResourceDocument[] {
  const { tenantId } = world.state.directory;
  return [
    ...Object.values(world.state.roleAssignments).map(assignment => {
      const known = assignmentDocuments.get(assignment);
      if (
        known &&
        valueAt(known.row, 'properties', 'description') ===
          assignment.description
      ) {
        return known;
      }
      const made = documentOf(renderAssignment(assignment), tenantId, {
        table: 'authorizationresources',
        readAction: 'Microsoft.Authorization/roleAssignments/read',
        scope: assignment.scope,
        changedAt: assignment.createdOn,
      });
      assignmentDocuments.set(assignment, made);
      return made;
    }),
    ...roleDefinitions.map(role =>
      documentOf(renderDefinition(role, '/'), tenantId, {
        table: 'authorizationresources',
        readAction: 'Microsoft.Authorization/roleDefinitions/read',
        scope: '/',
        changedAt: longAgo,
      }),
    ),
  ];
}

/**
 * What Resource Graph indexes in a table of what is simulated. Event hubs,
 * consumer groups, data exports, tables and Sentinel's objects are in none.
 * Source: https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources
 */
export const resourceDocuments: Record<
  GraphTable,
  (world: World) => ResourceDocument[]
> = {
  resources,
  authorizationresources: authorizationResources,
};
