import {
  OperationalInsightsManagementClient,
  Workspace as SdkWorkspace,
} from '@azure/arm-operationalinsights';
import { ArmResourceId } from './ArmResourceId';
import { AzureConnection } from './AzureConnection';
import {
  CallOptions,
  Workspace,
  Workspaces,
  WorkspaceTable,
} from './AzureServices';
import { callAzure, findInAzure, readAll } from './callAzure';
import { remember } from './remember';
import { resourceGroupOf } from './resourceGroupOf';
import { shortRegion } from './shortRegion';

const service = 'Azure Resource Manager';

/** {@link Workspaces} over `@azure/arm-operationalinsights`. */
export class SdkWorkspaces implements Workspaces {
  readonly #client: (
    subscriptionId: string,
  ) => OperationalInsightsManagementClient;

  constructor(connection: AzureConnection) {
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
  ): Promise<Workspace | undefined> {
    const found = await findInAzure(
      { service, action: `read workspace '${id.name}'` },
      options,
      sdk =>
        this.#client(id.subscriptionId).workspaces.get(
          resourceGroupOf(id),
          id.name,
          sdk,
        ),
    );
    return found && toWorkspace(found);
  }

  async list(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<Workspace[]> {
    const all = await callAzure(
      {
        service,
        action: `list the workspaces of subscription '${subscriptionId}'`,
      },
      options,
      sdk => readAll(this.#client(subscriptionId).workspaces.list(sdk)),
    );
    return all.map(toWorkspace);
  }

  async getTable(
    workspaceId: ArmResourceId,
    table: string,
    options?: CallOptions,
  ): Promise<WorkspaceTable | undefined> {
    const found = await findInAzure(
      {
        service,
        action: `read table '${table}' of workspace '${workspaceId.name}'`,
      },
      options,
      sdk =>
        this.#client(workspaceId.subscriptionId).tables.get(
          resourceGroupOf(workspaceId),
          workspaceId.name,
          table,
          sdk,
        ),
    );
    return (
      found && { name: found.name ?? table, plan: found.plan ?? 'Analytics' }
    );
  }
}

function toWorkspace(workspace: SdkWorkspace): Workspace {
  return {
    id: ArmResourceId.parse(workspace.id ?? '', 'id of a workspace'),
    region: shortRegion(workspace.location),
    customerId: workspace.customerId ?? '',
    provisioningState: workspace.provisioningState ?? 'Unknown',
  };
}
