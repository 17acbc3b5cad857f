import {
  booleanAt,
  choiceAt,
  objectsAt,
  stringAt,
  valueAt,
} from '../../http/json';
import { Route } from '../../http/Route';
import { World } from '../../World';
import { eventHubApiVersions, namespacePath } from './apiVersions';
import { eventHubErrors } from './eventHubErrors';
import { requireParentNamespace } from './findNamespace';
import { requireRoomForNetworkRules } from './quotas';
import { renderNetworkRuleSet } from './render';

const apiVersions = eventHubApiVersions;

/** Network rules of a namespace. */
export function namespaceSettingsRoutes(world: World): Route[] {
  return [
    {
      operationId: 'Namespaces_ListNetworkRuleSet',
      method: 'GET',
      path: `${namespacePath}/networkRuleSets`,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/networkRuleSets/read',
      handle: ({ params }) => {
        const namespace = requireParentNamespace(world, params);
        return {
          status: 200,
          body: {
            value: [renderNetworkRuleSet(namespace, namespace.networkRuleSet)],
          },
        };
      },
    },
    {
      operationId: 'Namespaces_GetNetworkRuleSet',
      method: 'GET',
      path: `${namespacePath}/networkRuleSets/default`,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/networkRuleSets/read',
      handle: ({ params }) => {
        const namespace = requireParentNamespace(world, params);
        return {
          status: 200,
          body: renderNetworkRuleSet(namespace, namespace.networkRuleSet),
        };
      },
    },
    {
      operationId: 'Namespaces_CreateOrUpdateNetworkRuleSet',
      method: 'PUT',
      path: `${namespacePath}/networkRuleSets/default`,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/networkRuleSets/write',
      handle: ({ params, body }) => {
        const namespace = requireParentNamespace(world, params);
        if (namespace.tier === 'Basic') {
          throw eventHubErrors.networkRulesInBasic();
        }
        const properties = valueAt(body, 'properties');
        const ipRules = objectsAt(properties, 'ipRules');
        const virtualNetworkRules = objectsAt(
          properties,
          'virtualNetworkRules',
        );
        requireRoomForNetworkRules(world, 'IP rules', ipRules.length);
        requireRoomForNetworkRules(
          world,
          'virtual network rules',
          virtualNetworkRules.length,
        );
        namespace.networkRuleSet = {
          ...namespace.networkRuleSet,
          defaultAction:
            choiceAt(properties, ['Allow', 'Deny'], 'defaultAction') ?? 'Allow',
          publicNetworkAccess:
            choiceAt(
              properties,
              ['Enabled', 'Disabled', 'SecuredByPerimeter'],
              'publicNetworkAccess',
            ) ?? 'Enabled',
          trustedServiceAccessEnabled:
            booleanAt(properties, 'trustedServiceAccessEnabled') ?? false,
          ipRules: ipRules.map(rule => ({
            ipMask: stringAt(rule, 'ipMask') ?? '',
            action: stringAt(rule, 'action') ?? 'Allow',
          })),
          virtualNetworkRules: virtualNetworkRules.map(rule => ({
            subnet: { id: stringAt(rule, 'subnet', 'id') ?? '' },
            ignoreMissingVnetServiceEndpoint:
              booleanAt(rule, 'ignoreMissingVnetServiceEndpoint') ?? false,
          })),
        };
        // The namespace and its rule set show the same switch.
        namespace.publicNetworkAccess =
          namespace.networkRuleSet.publicNetworkAccess;
        return {
          status: 200,
          body: renderNetworkRuleSet(namespace, namespace.networkRuleSet),
        };
      },
    },
  ];
}
