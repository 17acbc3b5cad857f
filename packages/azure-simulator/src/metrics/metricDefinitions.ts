/** A metric of a resource type. */
export interface MetricDefinition {
  name: string;
  displayName: string;
  description: string;
  unit: 'Count' | 'Bytes';
  /** Names of its dimensions, in the order in which totals are kept. */
  dimensions: readonly string[];
}

function metric(
  name: string,
  displayName: string,
  unit: 'Count' | 'Bytes',
  dimensions: readonly string[],
  description: string,
): MetricDefinition {
  return { name, displayName, unit, dimensions, description };
}

const entity = ['EntityName'] as const;
const exportDimensions = [
  'LogAnalyticsDataExportDestinationType',
  'LogAnalyticsDataExportRuleName',
] as const;

/**
 * Metrics by lower-cased namespace.
 * Source: https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/metrics-index
 */
export const metricDefinitions: Record<string, readonly MetricDefinition[]> = {
  'microsoft.eventhub/namespaces': [
    metric(
      'IncomingMessages',
      'Incoming Messages',
      'Count',
      entity,
      'Incoming Messages for Microsoft.EventHub.',
    ),
    metric(
      'OutgoingMessages',
      'Outgoing Messages',
      'Count',
      entity,
      'Outgoing Messages for Microsoft.EventHub.',
    ),
    metric(
      'IncomingBytes',
      'Incoming Bytes.',
      'Bytes',
      entity,
      'Incoming Bytes for Microsoft.EventHub.',
    ),
    metric(
      'OutgoingBytes',
      'Outgoing Bytes.',
      'Bytes',
      entity,
      'Outgoing Bytes for Microsoft.EventHub.',
    ),
    metric(
      'IncomingRequests',
      'Incoming Requests',
      'Count',
      entity,
      'Incoming Requests for Microsoft.EventHub.',
    ),
    metric(
      'SuccessfulRequests',
      'Successful Requests',
      'Count',
      entity,
      'Successful Requests for Microsoft.EventHub.',
    ),
    metric(
      'ServerErrors',
      'Server Errors.',
      'Count',
      entity,
      'Server Errors for Microsoft.EventHub.',
    ),
    metric(
      'UserErrors',
      'User Errors.',
      'Count',
      entity,
      'User Errors for Microsoft.EventHub.',
    ),
    metric(
      'ThrottledRequests',
      'Throttled Requests.',
      'Count',
      entity,
      'Throttled Requests for Microsoft.EventHub.',
    ),
    metric(
      'QuotaExceededErrors',
      'Quota Exceeded Errors.',
      'Count',
      entity,
      'Quota Exceeded Errors for Microsoft.EventHub.',
    ),
  ],
  'microsoft.operationalinsights/workspaces': [
    metric(
      'RecordsExported',
      'Records Exported',
      'Count',
      exportDimensions,
      'The number of records exported by data export rules.',
    ),
    metric(
      'BytesExported',
      'Bytes Exported',
      'Bytes',
      exportDimensions,
      'The number of bytes exported by data export rules.',
    ),
    metric(
      'ExportFailed',
      'Export Failures',
      'Count',
      [...exportDimensions, 'LogAnalyticsDataExportErrorType'],
      'The number of failed tries to export.',
    ),
  ],
};
