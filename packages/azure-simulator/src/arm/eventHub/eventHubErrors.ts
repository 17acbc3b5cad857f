import { defineErrors } from '../../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'eventHub',
    title: 'Microsoft.EventHub',
    source:
      'https://learn.microsoft.com/azure/event-hubs/resource-manager-exceptions',
  },
  {
    invalidNamespaceName: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The specified service namespace '{name}' is invalid: 6 to 50 letters, digits and hyphens, a letter first, a letter or digit last.",
      when: 'A namespace is put under a malformed name.',
      ownWords: true,
    },
    nameToCheckMissing: {
      status: 400,
      code: 'BadRequest',
      message: "SubCode=40000. The property 'name' is required.",
      when: 'The availability of no name is asked for.',
      ownWords: true,
    },
    nameNotAvailable: {
      status: 400,
      code: 'BadRequest',
      message: "SubCode=40000. The specified name isn't available.",
      when: 'A namespace of the name exists somewhere in the cloud.',
    },
    unknownSku: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The value '{sku}' for sku is not valid: Basic, Standard or Premium.",
      when: 'A namespace is put in a tier that does not exist.',
      ownWords: true,
    },
    capacityOutOfRange: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The value '{capacity}' for sku.capacity isn't valid for the {tier} tier. It should be between 1 and {most}.",
      when: 'The throughput or processing units are not within the tier’s range.',
      ownWords: true,
    },
    autoInflateInBasic: {
      status: 400,
      code: 'BadRequest',
      message: "SubCode=40000. Can't set Auto-Inflate in basic SKU",
      when: 'Auto-inflate is switched on in the Basic tier.',
    },
    maximumThroughputUnits: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The value '{value}' for maximumThroughputUnits isn't valid. It should be between 0 and 40, and at least the capacity when Auto-Inflate is enabled.",
      when: 'The limit of auto-inflate is out of range.',
      ownWords: true,
    },
    unknownTlsVersion: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The value '{value}' for minimumTlsVersion isn't valid: 1.0, 1.1, 1.2 or 1.3.",
      when: 'minimumTlsVersion is no version of TLS.',
      ownWords: true,
    },
    tierChange: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The namespace can't be changed from {from} to {to} tier.",
      when: 'A namespace would change to or from Premium.',
    },
    inTransition: {
      status: 429,
      code: 'TooManyRequests',
      message:
        'SubCode=50004. Namespace provisioning in transition. Namespace: {name}',
      when: 'A namespace is written to while it is created or removed.',
    },
    invalidHubName: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The specified event hub name '{name}' is invalid: 1 to 256 letters, digits, periods, hyphens and underscores, a letter or digit first and last.",
      when: 'A hub is put under a malformed name.',
      ownWords: true,
    },
    hubQuota: {
      status: 409,
      code: 'Conflict',
      message:
        'SubCode=40300. The maximum number of resources of type EventHub has been reached or exceeded. Actual: {actual}, Max allowed: {allowed}',
      when: 'The namespace has as many hubs as its tier allows.',
    },
    partitionCountOutOfRange: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The value '{value}' for PartitionCount isn't valid for the {tier} tier. It should be between 1 and {most}.",
      when: 'A hub is created with more partitions than the tier allows, or none.',
      ownWords: true,
    },
    partitionCountChanged: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. PartitionCount can't be changed for an event hub.",
      when: 'A hub outside of Premium is put with another number of partitions.',
    },
    retentionOutOfRange: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The value '{days}' for MessageRetentionInDays isn't valid for the {tier} tier. the value can't exceed '{most}' day(s).",
      when: 'A hub would keep events for longer than the tier allows.',
    },
    retentionTooShort: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The value '{hours}' for RetentionTimeInHours isn't valid: it must be at least 1 hour.",
      when: 'A hub would keep events for less than an hour.',
      ownWords: true,
    },
    cleanupPolicy: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The value '{value}' for cleanupPolicy isn't valid: Delete, Compact or DeleteOrCompact.",
      when: 'A hub is put with a cleanup policy that does not exist.',
      ownWords: true,
    },
    compactInBasic: {
      status: 400,
      code: 'BadRequest',
      message: 'SubCode=40000. Compaction is not supported in the Basic tier.',
      when: 'A compacted hub is put into a Basic namespace.',
      ownWords: true,
    },
    hubNotFound: {
      status: 404,
      code: 'NotFound',
      message: 'The requested resource {name} does not exist.',
      when: 'A path names a hub or consumer group that does not exist.',
    },
    invalidGroupName: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The specified consumer group name '{name}' is invalid: 1 to 50 letters, digits, periods, hyphens and underscores, a letter or digit first and last.",
      when: 'A consumer group is put under a malformed name.',
      ownWords: true,
    },
    groupsInBasic: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The operation can't be done on entity type 'ConsumerGroup' because the namespace '{namespace}' is using 'Basic' tier.",
      when: 'A consumer group is created in a Basic namespace.',
    },
    groupQuota: {
      status: 409,
      code: 'Conflict',
      message:
        'SubCode=40300. The maximum number of resources of type ConsumerGroup has been reached or exceeded. Actual: {actual}, Max allowed: {allowed}',
      when: 'The hub has as many consumer groups as its tier allows.',
    },
    defaultGroup: {
      status: 400,
      code: 'BadRequest',
      message: "SubCode=40000. The consumer group '$Default' can't be deleted.",
      when: 'The consumer group $Default is deleted.',
      ownWords: true,
    },
    networkRulesInBasic: {
      status: 400,
      code: 'BadRequest',
      message:
        'SubCode=40000. Network rule sets cannot be used when the SKU is Basic.',
      when: 'Network rules are put on a Basic namespace.',
      source:
        'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/eventhub_namespace',
    },
    partitionQuota: {
      status: 409,
      code: 'Conflict',
      message:
        'SubCode=40300. The maximum number of partitions of the namespace has been reached or exceeded. Actual: {actual}, Max allowed: {allowed}',
      when: 'The hubs of a Premium namespace would have more than 200 partitions for each processing unit.',
      source: 'https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas',
      ownWords: true,
    },
    namespaceQuota: {
      status: 409,
      code: 'Conflict',
      message:
        'SubCode=40300. The specified subscription has reached its quota of namespaces.',
      when: 'The subscription has a thousand namespaces. The page has the sentence, not the status.',
    },
    networkRuleQuota: {
      status: 409,
      code: 'Conflict',
      message:
        'SubCode=40300. The maximum number of {kind} has been reached or exceeded. Actual: {actual}, Max allowed: {allowed}',
      when: 'A network rule set has more than 128 IP rules or virtual network rules.',
      source: 'https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas',
      ownWords: true,
    },
    operationNotFound: {
      status: 404,
      code: 'NotFound',
      message: 'Operation {id} does not exist.',
      when: 'A poll URL names an operation that does not exist or is forgotten.',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const eventHubErrorGroup = group;

/** Refusals of Microsoft.EventHub. */
export const eventHubErrors = builders;
