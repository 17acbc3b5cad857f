import { toIso } from '../../clock/format';
import {
  booleanAt,
  choiceAt,
  numberAt,
  stringAt,
  stringMapAt,
  valueAt,
} from '../../http/json';
import { ServiceRequest } from '../../http/Route';
import { idKey, namespaceId, resourceGroupId } from '../../ids/armId';
import { EventHubNamespace, EventHubTier } from '../../state';
import { World } from '../../World';
import { armErrors } from '../armErrors';
import { isKnownRegion, knownRegions, normalizeRegion } from '../regions';
import { eventHubErrors } from './eventHubErrors';
import { liveNamespaces, namespaceById } from './findNamespace';
import { requireRoomForNamespace } from './quotas';
import { newRootRule } from './sharedAccessKey';
import { readKeptSettings } from './readKeptSettings';
import { parseTier, tierLimits } from './tierLimits';

/** As the Terraform provider checks it: the pattern in the OpenAPI document contradicts its own length. */
const namePattern = /^[a-zA-Z][-a-zA-Z0-9]{4,48}[a-zA-Z0-9]$/;

const tlsVersions = ['1.0', '1.1', '1.2', '1.3'];

/** Whether a namespace name is well formed. */
export function isNamespaceName(name: string): boolean {
  return namePattern.test(name);
}

/** Whether a namespace name is taken anywhere in Azure. */
export function isNamespaceNameTaken(world: World, name: string): boolean {
  const lower = name.toLowerCase();
  return (
    (world.behaviours.globalNames &&
      world.state.foreignNamespaceNames.includes(lower)) ||
    liveNamespaces(world).some(
      namespace => namespace.name.toLowerCase() === lower,
    )
  );
}

/** Whether somebody wants the next creation of a namespace to fail; it is wanted once. */
function takePlannedFailure(world: World, name: string): boolean {
  const { failingNamespaceNames } = world.state;
  const index = failingNamespaceNames.indexOf(name.toLowerCase());
  if (index < 0) {
    return false;
  }
  failingNamespaceNames.splice(index, 1);
  return true;
}

function readTier(
  body: unknown,
  existing: EventHubNamespace | undefined,
): EventHubTier {
  const name = stringAt(body, 'sku', 'name');
  if (name === undefined) {
    return existing?.tier ?? 'Standard';
  }
  const tier = parseTier(name);
  if (!tier) {
    throw eventHubErrors.unknownSku({ sku: name });
  }
  if (
    existing &&
    existing.tier !== tier &&
    (existing.tier === 'Premium' || tier === 'Premium')
  ) {
    throw eventHubErrors.tierChange({ from: existing.tier, to: tier });
  }
  return tier;
}

function readSettings(
  body: unknown,
  existing: EventHubNamespace | undefined,
): Pick<
  EventHubNamespace,
  | 'tier'
  | 'capacity'
  | 'isAutoInflateEnabled'
  | 'maximumThroughputUnits'
  | 'disableLocalAuth'
  | 'minimumTlsVersion'
  | 'publicNetworkAccess'
  | 'kafkaEnabled'
  | 'zoneRedundant'
> {
  const tier = readTier(body, existing);
  const capacity = numberAt(body, 'sku', 'capacity') ?? existing?.capacity ?? 1;
  const most = tierLimits[tier].capacity;
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > most) {
    throw eventHubErrors.capacityOutOfRange({ capacity, tier, most });
  }
  const isAutoInflateEnabled =
    booleanAt(body, 'properties', 'isAutoInflateEnabled') ??
    existing?.isAutoInflateEnabled ??
    false;
  if (isAutoInflateEnabled && tier === 'Basic') {
    throw eventHubErrors.autoInflateInBasic();
  }
  const maximumThroughputUnits =
    numberAt(body, 'properties', 'maximumThroughputUnits') ??
    existing?.maximumThroughputUnits ??
    0;
  if (
    maximumThroughputUnits < 0 ||
    maximumThroughputUnits > 40 ||
    (isAutoInflateEnabled && maximumThroughputUnits < capacity)
  ) {
    throw eventHubErrors.maximumThroughputUnits({
      value: maximumThroughputUnits,
    });
  }
  const minimumTlsVersion =
    stringAt(body, 'properties', 'minimumTlsVersion') ??
    existing?.minimumTlsVersion ??
    '1.2';
  if (!tlsVersions.includes(minimumTlsVersion)) {
    throw eventHubErrors.unknownTlsVersion({ value: minimumTlsVersion });
  }
  return {
    tier,
    capacity,
    isAutoInflateEnabled,
    maximumThroughputUnits,
    minimumTlsVersion,
    disableLocalAuth:
      booleanAt(body, 'properties', 'disableLocalAuth') ??
      existing?.disableLocalAuth ??
      false,
    publicNetworkAccess:
      choiceAt(
        body,
        ['Enabled', 'Disabled', 'SecuredByPerimeter'],
        'properties',
        'publicNetworkAccess',
      ) ??
      existing?.publicNetworkAccess ??
      'Enabled',
    kafkaEnabled: tier !== 'Basic',
    zoneRedundant:
      booleanAt(body, 'properties', 'zoneRedundant') ??
      existing?.zoneRedundant ??
      true,
  };
}

/** A namespace as its PUT leaves it, and whether it is new. */
export function putNamespace(
  world: World,
  { params, body, now }: ServiceRequest,
): { namespace: EventHubNamespace; created: boolean } {
  const groupId = resourceGroupId(
    params.subscriptionId,
    params.resourceGroupName,
  );
  const group = world.state.resourceGroups[idKey(groupId)];
  if (!group) {
    throw armErrors.resourceGroupNotFound({ name: params.resourceGroupName });
  }
  const provider =
    world.state.subscriptions[params.subscriptionId.toLowerCase()].providers[
      'microsoft.eventhub'
    ];
  if (provider !== 'Registered') {
    throw armErrors.missingSubscriptionRegistration({
      namespace: 'Microsoft.EventHub',
    });
  }
  const id = namespaceId(
    params.subscriptionId,
    group.name,
    params.namespaceName,
  );
  const existing = namespaceById(world, id);
  if (!isNamespaceName(params.namespaceName)) {
    throw eventHubErrors.invalidNamespaceName({ name: params.namespaceName });
  }
  const location = stringAt(body, 'location');
  if (!location) {
    throw armErrors.locationRequired();
  }
  if (!isKnownRegion(location)) {
    throw armErrors.locationNotAvailable({
      location,
      type: 'Microsoft.EventHub/namespaces',
      known: knownRegions().join(','),
    });
  }
  if (existing) {
    if (existing.removedAt !== null) {
      throw eventHubErrors.inTransition({ name: existing.name });
    }
    if (normalizeRegion(existing.location) !== normalizeRegion(location)) {
      throw armErrors.locationChanged({
        name: existing.name,
        existing: existing.location,
        resourceGroup: group.name,
        requested: location,
      });
    }
  } else if (isNamespaceNameTaken(world, params.namespaceName)) {
    throw eventHubErrors.nameNotAvailable();
  } else {
    requireRoomForNamespace(world, params.subscriptionId);
  }
  // A creation that failed is tried again by the next PUT.
  const created = !existing || existing.creationFailed === true;
  const settings = readSettings(body, existing);
  const namespace: EventHubNamespace = {
    ...(existing ?? {
      id,
      name: params.namespaceName,
      location,
      createdAt: toIso(now),
      activeFrom: toIso(now),
      removedAt: null,
      authorizationRules: [newRootRule()],
      networkRuleSet: {
        defaultAction: 'Allow',
        publicNetworkAccess: 'Enabled',
        trustedServiceAccessEnabled: false,
        ipRules: [],
        virtualNetworkRules: [],
      },
      eventHubs: {},
    }),
    ...settings,
    tags:
      valueAt(body, 'tags') === undefined
        ? existing?.tags ?? {}
        : stringMapAt(body, 'tags'),
    ...readKeptSettings(body, existing),
    ...(created
      ? {
          activeFrom: toIso(now + world.latencies.namespaceCreation),
          creationFailed: takePlannedFailure(world, params.namespaceName),
        }
      : {}),
    updatedAt: toIso(now),
  };
  namespace.networkRuleSet.publicNetworkAccess = namespace.publicNetworkAccess;
  world.state.namespaces[idKey(id)] = namespace;
  return { namespace, created };
}
