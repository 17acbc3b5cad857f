/** Api-versions of Microsoft.OperationalInsights that answer alike here; `@azure/arm-operationalinsights` 11 sends 2025-07-01. */
export const operationalInsightsApiVersions = [
  '2020-03-01-preview',
  '2020-08-01',
  '2021-06-01',
  '2022-10-01',
  '2023-09-01',
  '2025-02-01',
  '2025-07-01',
  '2026-03-01',
] as const;

/** Path of a workspace. */
export const workspacePath =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}';
