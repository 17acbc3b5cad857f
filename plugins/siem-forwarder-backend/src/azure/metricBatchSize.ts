/**
 * Resources of one call of the metrics batch API.
 *
 * Source: https://learn.microsoft.com/azure/azure-monitor/metrics/migrate-to-batch-api
 */
export const METRIC_BATCH_SIZE = 50;
