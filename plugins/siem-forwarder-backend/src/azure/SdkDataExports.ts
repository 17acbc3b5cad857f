import {
  DataExport,
  OperationalInsightsManagementClient,
} from '@azure/arm-operationalinsights';
import { ArmResourceId } from './ArmResourceId';
import { AzureConnection } from './AzureConnection';
import { AzureCall, AzureError } from './AzureError';
import { CallOptions, DataExportRule, DataExports } from './AzureServices';
import { callAzure, findInAzure, readAll } from './callAzure';
import { remember } from './remember';
import { resourceGroupOf } from './resourceGroupOf';
import { waitUntil } from './waitUntil';

const service = 'Azure Resource Manager';

/** {@link DataExports} over `@azure/arm-operationalinsights`. */
export class SdkDataExports implements DataExports {
  readonly #client: (
    subscriptionId: string,
  ) => OperationalInsightsManagementClient;
  readonly #consistencyTimeout: number;

  constructor(connection: AzureConnection) {
    this.#consistencyTimeout = connection.timings.consistencyTimeout;
    this.#client = remember(subscriptionId =>
      connection.withPolicies(
        new OperationalInsightsManagementClient(
          connection.credential,
          subscriptionId,
          connection.clientOptions(connection.cloud.resourceManager),
        ),
      ),
    );
  }

  async get(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<DataExportRule | undefined> {
    const workspace = workspaceOf(id);
    const found = await findInAzure(call('read', id), options, sdk =>
      this.#client(id.subscriptionId).dataExports.get(
        resourceGroupOf(id),
        workspace.name,
        id.name,
        sdk,
      ),
    );
    return found && toRule(found, workspace);
  }

  async list(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<DataExportRule[]> {
    const all = await callAzure(
      {
        service,
        action: `list the data export rules of workspace '${workspaceId.name}'`,
      },
      options,
      sdk =>
        readAll(
          this.#client(workspaceId.subscriptionId).dataExports.listByWorkspace(
            resourceGroupOf(workspaceId),
            workspaceId.name,
            sdk,
          ),
        ),
    );
    return all.map(rule => toRule(rule, workspaceId));
  }

  async put(
    id: ArmResourceId,
    rule: {
      tableNames: string[];
      namespaceId: ArmResourceId;
      eventHubName: string;
      enabled: boolean;
    },
    options?: CallOptions,
  ): Promise<DataExportRule> {
    await callAzure(call('write', id), options, sdk =>
      this.#client(id.subscriptionId).dataExports.createOrUpdate(
        resourceGroupOf(id),
        workspaceOf(id).name,
        id.name,
        {
          tableNames: rule.tableNames,
          enable: rule.enabled,
          destination: {
            resourceId: rule.namespaceId.toString(),
            eventHubName: rule.eventHubName,
          },
        },
        sdk,
      ),
    );
    // A GET just after the PUT may answer 404, or with the rule as it was, see
    // https://github.com/Azure/azure-rest-api-specs/issues/31399
    const shown = await waitUntil(
      async () => {
        const current = await this.get(id, options);
        return current && shows(current, rule) ? current : undefined;
      },
      { timeout: this.#consistencyTimeout, signal: options?.signal },
    );
    if (!shown) {
      throw new AzureError({
        ...call('write', id),
        kind: 'timeout',
        azureMessage: `the rule was accepted but is not shown after ${
          this.#consistencyTimeout / 1000
        } seconds`,
      });
    }
    return shown;
  }

  async delete(id: ArmResourceId, options?: CallOptions): Promise<void> {
    await findInAzure(call('delete', id), options, sdk =>
      this.#client(id.subscriptionId).dataExports.delete(
        resourceGroupOf(id),
        workspaceOf(id).name,
        id.name,
        sdk,
      ),
    );
  }
}

function call(verb: string, id: ArmResourceId): AzureCall {
  return {
    service,
    action: `${verb} data export rule '${id.name}' of workspace '${
      workspaceOf(id).name
    }'`,
  };
}

function workspaceOf(id: ArmResourceId): ArmResourceId {
  return id.parent ?? id;
}

function shows(
  current: DataExportRule,
  wanted: { tableNames: string[]; eventHubName: string; enabled: boolean },
): boolean {
  const sorted = (names: string[]) => [...names].sort().join(',').toLowerCase();
  return (
    current.enabled === wanted.enabled &&
    current.eventHubName?.toLowerCase() === wanted.eventHubName.toLowerCase() &&
    sorted(current.tableNames) === sorted(wanted.tableNames)
  );
}

/**
 * Azure answers with ids in a case and under a type of their own
 * (`…/workspaces/x/export/y` in its examples), so the id is made of the
 * workspace's and the name.
 */
function toRule(rule: DataExport, workspaceId: ArmResourceId): DataExportRule {
  const createdAt = isoTime(rule.createdDate);
  const lastModifiedAt = isoTime(rule.lastModifiedDate);
  const eventHubName = rule.destination?.eventHubName;
  return {
    id: workspaceId.child('dataExports', rule.name ?? ''),
    enabled: rule.enable ?? false,
    tableNames: rule.tableNames ?? [],
    destinationId: rule.destination?.resourceId ?? '',
    destinationType: rule.destination?.type ?? 'EventHub',
    ...(eventHubName ? { eventHubName } : {}),
    ...(createdAt ? { createdAt } : {}),
    ...(lastModifiedAt ? { lastModifiedAt } : {}),
  };
}

/** The service writes RFC 1123 (`Sun, 12 Jan 2020 12:51:10 GMT`). */
function isoTime(text: string | undefined): string | undefined {
  const time = new Date(text ?? NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
