import { Workspace } from '../../state';

/** Body of a workspace. */
export function renderWorkspace(workspace: Workspace): Record<string, unknown> {
  return {
    properties: {
      customerId: workspace.customerId,
      provisioningState: 'Succeeded',
      sku: { name: 'PerGB2018', lastSkuUpdate: workspace.createdAt },
      retentionInDays: 90,
      features: {
        legacy: 0,
        searchVersion: 1,
        enableLogAccessUsingOnlyResourcePermissions: true,
      },
      workspaceCapping: {
        dailyQuotaGb: -1,
        dataIngestionStatus: 'RespectQuota',
      },
      publicNetworkAccessForIngestion: 'Enabled',
      publicNetworkAccessForQuery: 'Enabled',
      createdDate: workspace.createdAt,
      modifiedDate: workspace.createdAt,
    },
    location: workspace.location,
    tags: workspace.tags,
    id: workspace.id,
    name: workspace.name,
    type: 'Microsoft.OperationalInsights/workspaces',
  };
}
