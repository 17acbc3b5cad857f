import { ServiceError } from '../../http/ServiceError';

function badRequest(message: string): ServiceError {
  return new ServiceError(400, 'BadRequest', `SubCode=40000. ${message}`);
}

/**
 * Refusals of Microsoft.EventHub.
 * Source of codes and sentences: https://learn.microsoft.com/azure/event-hubs/resource-manager-exceptions
 * Where that page has no sentence for a case, ours names the value and the range.
 */
export const eventHubErrors = {
  invalidNamespaceName: (name: string) =>
    badRequest(
      `The specified service namespace '${name}' is invalid: 6 to 50 letters, digits and hyphens, a letter first, a letter or digit last.`,
    ),
  nameNotAvailable: () => badRequest("The specified name isn't available."),
  unknownSku: (sku: string) =>
    badRequest(
      `The value '${sku}' for sku is not valid: Basic, Standard or Premium.`,
    ),
  capacityOutOfRange: (capacity: number, tier: string, most: number) =>
    badRequest(
      `The value '${capacity}' for sku.capacity isn't valid for the ${tier} tier. It should be between 1 and ${most}.`,
    ),
  autoInflateInBasic: () => badRequest("Can't set Auto-Inflate in basic SKU"),
  maximumThroughputUnits: (value: number) =>
    badRequest(
      `The value '${value}' for maximumThroughputUnits isn't valid. It should be between 0 and 40, and at least the capacity when Auto-Inflate is enabled.`,
    ),
  unknownTlsVersion: (value: string) =>
    badRequest(
      `The value '${value}' for minimumTlsVersion isn't valid: 1.0, 1.1, 1.2 or 1.3.`,
    ),
  tierChange: (from: string, to: string) =>
    badRequest(`The namespace can't be changed from ${from} to ${to} tier.`),
  inTransition: (name: string) =>
    new ServiceError(
      429,
      'TooManyRequests',
      `SubCode=50004. Namespace provisioning in transition. Namespace: ${name}`,
    ),
  invalidHubName: (name: string) =>
    badRequest(
      `The specified event hub name '${name}' is invalid: 1 to 256 letters, digits, periods, hyphens and underscores, a letter or digit first and last.`,
    ),
  hubQuota: (actual: number, allowed: number) =>
    new ServiceError(
      409,
      'Conflict',
      `SubCode=40300. The maximum number of resources of type EventHub has been reached or exceeded. Actual: ${actual}, Max allowed: ${allowed}`,
    ),
  partitionCountOutOfRange: (value: number, tier: string, most: number) =>
    badRequest(
      `The value '${value}' for PartitionCount isn't valid for the ${tier} tier. It should be between 1 and ${most}.`,
    ),
  partitionCountChanged: () =>
    badRequest("PartitionCount can't be changed for an event hub."),
  retentionOutOfRange: (days: number, tier: string, most: number) =>
    badRequest(
      `The value '${days}' for MessageRetentionInDays isn't valid for the ${tier} tier. the value can't exceed '${most}' day(s).`,
    ),
  retentionTooShort: (hours: number) =>
    badRequest(
      `The value '${hours}' for RetentionTimeInHours isn't valid: it must be at least 1 hour.`,
    ),
  cleanupPolicy: (value: string) =>
    badRequest(
      `The value '${value}' for cleanupPolicy isn't valid: Delete, Compact or DeleteOrCompact.`,
    ),
  compactInBasic: () =>
    badRequest('Compaction is not supported in the Basic tier.'),
  hubNotFound: (name: string) =>
    new ServiceError(
      404,
      'NotFound',
      `The requested resource ${name} does not exist.`,
    ),
  invalidGroupName: (name: string) =>
    badRequest(
      `The specified consumer group name '${name}' is invalid: 1 to 50 letters, digits, periods, hyphens and underscores, a letter or digit first and last.`,
    ),
  groupsInBasic: (namespace: string) =>
    badRequest(
      `The operation can't be done on entity type 'ConsumerGroup' because the namespace '${namespace}' is using 'Basic' tier.`,
    ),
  groupQuota: (actual: number, allowed: number) =>
    new ServiceError(
      409,
      'Conflict',
      `SubCode=40300. The maximum number of resources of type ConsumerGroup has been reached or exceeded. Actual: ${actual}, Max allowed: ${allowed}`,
    ),
  defaultGroup: () =>
    badRequest("The consumer group '$Default' can't be deleted."),
  networkRulesInBasic: () =>
    badRequest('Network rule sets cannot be used when the SKU is Basic.'),
  operationNotFound: (id: string) =>
    new ServiceError(404, 'NotFound', `Operation ${id} does not exist.`),
};
