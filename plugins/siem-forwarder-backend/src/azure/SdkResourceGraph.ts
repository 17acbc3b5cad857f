import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { AzureConnection } from './AzureConnection';
import { AzureCall, AzureError } from './AzureError';
import {
  CallOptions,
  ListedResources,
  ResourceGraph,
  RoleAssignment,
} from './AzureServices';
import { callAzure } from './callAzure';
import { toGraphNamespace, toGraphWorkspace } from './resourceGraphRows';
import { isRecord } from './restClient';

/**
 * Rows of a page.
 *
 * Source: https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data#paging-results
 */
const PAGE_SIZE = 1_000;

/**
 * Subscriptions of one query; beyond 300 the service advises to split.
 *
 * Source: https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
const SUBSCRIPTIONS = 250;

/** `id` gives the pages a stable order; without it the service cuts the rest off. */
const RESOURCES = [
  'resources',
  "where type in~ ('microsoft.operationalinsights/workspaces', 'microsoft.eventhub/namespaces')",
  'project id, type, name, location, sku, tags, properties',
  'order by id asc',
].join(' | ');

/** {@link ResourceGraph} over `@azure/arm-resourcegraph`. */
export class SdkResourceGraph implements ResourceGraph {
  readonly #client: ResourceGraphClient;
  readonly #hostSuffix: string;

  constructor(connection: AzureConnection) {
    this.#hostSuffix = connection.cloud.eventHubsSuffix;
    this.#client = connection.withPolicies(
      new ResourceGraphClient(
        connection.credential,
        connection.clientOptions(connection.cloud.resourceManager),
      ),
    );
  }

  async listResources(
    subscriptionIds: readonly string[],
    options?: CallOptions,
  ): Promise<ListedResources> {
    const rows = await this.#rows(
      { action: 'list workspaces and namespaces', query: RESOURCES },
      subscriptionIds,
      options,
    );
    const isWorkspace = (row: Record<string, unknown>) =>
      String(row.type).toLowerCase() ===
      'microsoft.operationalinsights/workspaces';
    return {
      workspaces: rows.filter(isWorkspace).map(toGraphWorkspace),
      namespaces: rows
        .filter(row => !isWorkspace(row))
        .map(row => toGraphNamespace(row, this.#hostSuffix)),
    };
  }

  async listRoleAssignments(
    subscriptionIds: readonly string[],
    roleIds: readonly string[],
    options?: CallOptions,
  ): Promise<RoleAssignment[]> {
    const roles = roleIds
      .map(id => `properties.roleDefinitionId endswith '${id}'`)
      .join(' or ');
    const rows = await this.#rows(
      {
        action: 'list role assignments',
        query: [
          'authorizationresources',
          `where type =~ 'microsoft.authorization/roleassignments' and (${roles})`,
          'project id, scope = tostring(properties.scope), roleId = tostring(properties.roleDefinitionId), principalId = tostring(properties.principalId), principalType = tostring(properties.principalType)',
          'order by id asc',
        ].join(' | '),
      },
      subscriptionIds,
      options,
    );
    return rows.map(row => ({
      id: String(row.id),
      scope: String(row.scope),
      roleId: String(row.roleId).split('/').slice(-1)[0].toLowerCase(),
      principalId: String(row.principalId),
      ...(row.principalType
        ? { principalType: String(row.principalType) }
        : {}),
    }));
  }

  async #rows(
    { action, query }: { action: string; query: string },
    subscriptionIds: readonly string[],
    options: CallOptions | undefined,
  ): Promise<Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = [];
    for (let i = 0; i < subscriptionIds.length; i += SUBSCRIPTIONS) {
      const subscriptions = subscriptionIds.slice(i, i + SUBSCRIPTIONS);
      const call: AzureCall = {
        service: 'Azure Resource Manager',
        action: `${action} of ${subscriptions.length} subscriptions in Resource Graph`,
      };
      let skipToken: string | undefined;
      do {
        const token = skipToken;
        const page = await callAzure(call, options, sdk =>
          this.#client.resources(
            {
              subscriptions: [...subscriptions],
              query,
              options: {
                top: PAGE_SIZE,
                resultFormat: 'objectArray',
                // What is granted at a management group counts as well.
                authorizationScopeFilter: 'AtScopeAboveAndBelow',
                ...(token ? { skipToken: token } : {}),
              },
            },
            sdk,
          ),
        );
        skipToken = page.skipToken || undefined;
        if (
          !Array.isArray(page.data) ||
          (page.resultTruncated === 'true' && !skipToken)
        ) {
          // A part would pass for the whole, and what it lacks for missing.
          throw new AzureError({
            ...call,
            kind: 'failed',
            azureMessage: 'the answer is cut off and tells no next page',
          });
        }
        rows.push(...page.data.filter(isRecord));
      } while (skipToken);
    }
    return rows;
  }
}
