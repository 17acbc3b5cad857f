import { ForwarderSpec, Problem } from 'backstage-plugin-siem-forwarder-common';
import { isError } from '@backstage/errors';
import { normalizeOwner, parseWorkspaceId } from './ForwarderTarget';
import { problem } from './problems';
import { tierLimits } from './tierLimits';

// Sources of the patterns:
// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventhub
const NAMESPACE_NAME = /^[a-zA-Z][-a-zA-Z0-9]{4,48}[a-zA-Z0-9]$/;
const EVENT_HUB_NAME = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,254}[a-zA-Z0-9])?$/;
const CONSUMER_GROUP_NAME = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,48}[a-zA-Z0-9])?$/;
const RESOURCE_GROUP_NAME = /^[\p{L}\p{N}_()\-.]{0,89}[\p{L}\p{N}_()-]$/u;
const FORWARDER_NAME = /^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The consumer group that every event hub has. */
export const DEFAULT_CONSUMER_GROUP = '$Default';

/** Longest life of a secret that the portal issues. */
export const MAXIMUM_SECRET_LIFETIME_DAYS = 180;

/** Whether Azure would accept a namespace name, apart from its being taken. */
export function isNamespaceName(name: string): boolean {
  return NAMESPACE_NAME.test(name);
}

/**
 * Everything that stands against a specification and can be told without
 * asking anybody.
 */
export function checkSpec(spec: ForwarderSpec): Problem[] {
  return [
    ...checkNames(spec),
    ...checkTier(spec),
    ...checkEventHub(spec),
    ...checkSecret(spec),
    ...checkIds(spec),
  ];
}

function checkNames({ name, namespace, eventHub }: ForwarderSpec): Problem[] {
  const found: Problem[] = [];
  if (!FORWARDER_NAME.test(name)) {
    found.push(
      problem(
        'name',
        'name-invalid',
        `'${name}' cannot name a forwarder.`,
        'Use 3 to 40 lower case letters, digits and hyphens, with a letter or digit at both ends.',
      ),
    );
  }
  if (!isNamespaceName(namespace.name)) {
    found.push(
      problem(
        'namespace.name',
        'namespace-name-invalid',
        `'${namespace.name}' cannot name an Event Hubs namespace.`,
        'Use 6 to 50 letters, digits and hyphens, with a letter first and a letter or digit last.',
      ),
    );
  }
  if (
    namespace.resourceGroup !== undefined &&
    !RESOURCE_GROUP_NAME.test(namespace.resourceGroup)
  ) {
    found.push(
      problem(
        'namespace.resourceGroup',
        'resource-group-invalid',
        `'${namespace.resourceGroup}' cannot name a resource group.`,
        "Give the name of a resource group of the workspace's subscription, or leave it out to use the workspace's own.",
      ),
    );
  }
  if (!EVENT_HUB_NAME.test(eventHub.name)) {
    found.push(
      problem(
        'eventHub.name',
        'event-hub-name-invalid',
        `'${eventHub.name}' cannot name an event hub.`,
        'Use 1 to 256 letters, digits, dots, underscores and hyphens, with a letter or digit at both ends.',
      ),
    );
  }
  if (
    eventHub.consumerGroup !== DEFAULT_CONSUMER_GROUP &&
    !CONSUMER_GROUP_NAME.test(eventHub.consumerGroup)
  ) {
    found.push(
      problem(
        'eventHub.consumerGroup',
        'consumer-group-invalid',
        `'${eventHub.consumerGroup}' cannot name a consumer group.`,
        'Use 1 to 50 letters, digits, dots, underscores and hyphens, with a letter or digit at both ends, or $Default.',
      ),
    );
  }
  return found;
}

function checkTier({ namespace, eventHub }: ForwarderSpec): Problem[] {
  const limits = tierLimits[namespace.tier];
  const found: Problem[] = [];
  if (!isWithin(namespace.capacity, limits.maximumCapacity)) {
    found.push(
      problem(
        'namespace.capacity',
        'capacity-out-of-range',
        `${namespace.capacity} ${limits.capacityUnit} are not possible in the ${namespace.tier} tier.`,
        `Ask for 1 to ${limits.maximumCapacity}; 1 is enough for most sites.`,
      ),
    );
  }
  if (
    !limits.consumerGroups &&
    eventHub.consumerGroup !== DEFAULT_CONSUMER_GROUP
  ) {
    found.push(
      problem(
        'eventHub.consumerGroup',
        'consumer-group-needs-standard',
        `The Basic tier has no consumer group '${eventHub.consumerGroup}', only $Default.`,
        'Choose the Standard tier, or let the SIEM read with $Default.',
      ),
    );
  }
  return found;
}

function checkEventHub({ namespace, eventHub }: ForwarderSpec): Problem[] {
  const limits = tierLimits[namespace.tier];
  const found: Problem[] = [];
  if (!isWithin(eventHub.partitionCount, limits.maximumPartitions)) {
    found.push(
      problem(
        'eventHub.partitionCount',
        'partition-count-out-of-range',
        `${eventHub.partitionCount} partitions are not possible in the ${namespace.tier} tier.`,
        `Ask for 1 to ${limits.maximumPartitions}; 4 is a good start.`,
      ),
    );
  }
  if (!isWithin(eventHub.retentionHours, limits.maximumRetentionHours)) {
    found.push(
      problem(
        'eventHub.retentionHours',
        'retention-out-of-range',
        `A retention of ${eventHub.retentionHours} hours is not possible in the ${namespace.tier} tier.`,
        `Ask for 1 to ${limits.maximumRetentionHours} hours, or choose a higher tier.`,
      ),
    );
  }
  return found;
}

function checkSecret({ secret }: ForwarderSpec): Problem[] {
  return isWithin(secret.lifetimeDays, MAXIMUM_SECRET_LIFETIME_DAYS)
    ? []
    : [
        problem(
          'secret.lifetimeDays',
          'secret-lifetime-out-of-range',
          `A secret cannot live ${secret.lifetimeDays} days.`,
          `Ask for 1 to ${MAXIMUM_SECRET_LIFETIME_DAYS} days.`,
        ),
      ];
}

function checkIds(spec: ForwarderSpec): Problem[] {
  const found: Problem[] = [];
  const workspaceFault = faultOf(() => parseWorkspaceId(spec.workspaceId));
  if (workspaceFault) {
    found.push(
      problem(
        'workspaceId',
        'workspace-id-invalid',
        `'${spec.workspaceId}' is not the id of a Log Analytics workspace.`,
        'Choose a workspace from the list.',
      ),
    );
  }
  const ownerFault = faultOf(() => normalizeOwner(spec.owner));
  if (ownerFault) {
    found.push(
      problem(
        'owner',
        'owner-invalid',
        `'${spec.owner}' is not an entity ref.`,
        'Choose a group from the list.',
      ),
    );
  }
  const clientId = spec.application?.clientId;
  if (clientId && !GUID.test(clientId)) {
    found.push(
      problem(
        'application.clientId',
        'client-id-invalid',
        `'${clientId}' is not a client id.`,
        'Copy the Application (client) ID from the page of the app registration, or leave it empty to have one registered.',
      ),
    );
  }
  return found;
}

function isWithin(value: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= maximum;
}

function faultOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return isError(error) ? error.message : String(error);
  }
}
