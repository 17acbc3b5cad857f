/** Examples of offered operations that cannot be replayed here. */
export interface OutOfScopeRule {
  operationId: string;
  /** Name of the example; every example of the operation when absent. */
  example?: string;
  reason: string;
}

/** The one list of them. Keep it short: an example that the simulator could answer does not belong here. */
export const outOfScope: readonly OutOfScopeRule[] = [
  {
    operationId: 'MetricsBatch_Batch',
    example: 'Query Storage Metrics',
    reason: 'metrics of storage accounts: the simulator has none',
  },
  {
    operationId: 'MetricsBatch_Batch',
    example: 'Query Redis Metrics summary',
    reason: 'metrics of Redis caches: the simulator has none',
  },
  {
    operationId: 'Resources',
    example: 'Query with a facet request',
    reason: 'facets of Resource Graph: the simulator refuses to compute any',
  },
];

/** Why an example is not replayed, or undefined when it is. */
export function outOfScopeReason(
  operationId: string,
  example: string,
): string | undefined {
  return outOfScope.find(
    rule =>
      rule.operationId === operationId &&
      (rule.example === undefined || rule.example === example),
  )?.reason;
}
