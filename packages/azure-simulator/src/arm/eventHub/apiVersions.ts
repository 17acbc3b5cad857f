/** Api-versions of Microsoft.EventHub that answer alike here; the last is what `@azure/arm-eventhub` 6 sends. */
export const eventHubApiVersions = [
  '2021-11-01',
  '2022-10-01-preview',
  '2023-01-01-preview',
  '2024-01-01',
  '2024-05-01-preview',
  '2025-05-01-preview',
  '2026-01-01',
] as const;

/** Path of a namespace. */
export const namespacePath =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.EventHub/namespaces/{namespaceName}';
