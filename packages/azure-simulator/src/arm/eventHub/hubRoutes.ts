import { toIso } from '../../clock/format';
import { stringAt } from '../../http/json';
import { Route } from '../../http/Route';
import { ConsumerGroup } from '../../state';
import { World } from '../../World';
import { eventHubApiVersions, namespacePath } from './apiVersions';
import { eventHubErrors } from './eventHubErrors';
import {
  requireActiveNamespace,
  requireHub,
  requireParentNamespace,
} from './findNamespace';
import { putHub } from './putHub';
import { renderConsumerGroup, renderHub } from './render';
import { tierLimits } from './tierLimits';

const apiVersions = eventHubApiVersions;
const hubPath = `${namespacePath}/eventhubs/{eventHubName}`;
const groupPath = `${hubPath}/consumergroups/{consumerGroupName}`;
const groupNamePattern = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,48}[a-zA-Z0-9])?$/;

/** Event hubs and their consumer groups. */
export function hubRoutes(world: World): Route[] {
  return [
    {
      operationId: 'EventHubs_ListByNamespace',
      method: 'GET',
      path: `${namespacePath}/eventhubs`,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/eventhubs/read',
      handle: ({ params }) => {
        const namespace = requireParentNamespace(world, params);
        return {
          status: 200,
          body: {
            value: Object.values(namespace.eventHubs).map(hub =>
              renderHub(hub, namespace.location),
            ),
          },
        };
      },
    },
    {
      operationId: 'EventHubs_CreateOrUpdate',
      method: 'PUT',
      path: hubPath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/eventhubs/write',
      handle: request => {
        const { namespace, hub } = putHub(world, request);
        return { status: 200, body: renderHub(hub, namespace.location) };
      },
    },
    {
      operationId: 'EventHubs_Get',
      method: 'GET',
      path: hubPath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/eventhubs/read',
      handle: ({ params }) => {
        const { namespace, hub } = requireHub(world, params);
        return { status: 200, body: renderHub(hub, namespace.location) };
      },
    },
    {
      operationId: 'EventHubs_Delete',
      method: 'DELETE',
      path: hubPath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/eventhubs/delete',
      handle: ({ params }) => {
        const namespace = requireActiveNamespace(world, params);
        const key = params.eventHubName.toLowerCase();
        if (!namespace.eventHubs[key]) {
          return { status: 204 };
        }
        delete namespace.eventHubs[key];
        return { status: 200 };
      },
    },
    {
      operationId: 'ConsumerGroups_ListByEventHub',
      method: 'GET',
      path: `${hubPath}/consumergroups`,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/eventhubs/consumergroups/read',
      handle: ({ params }) => {
        const { namespace, hub } = requireHub(world, params);
        return {
          status: 200,
          body: {
            value: Object.values(hub.consumerGroups).map(group =>
              renderConsumerGroup(hub, group, namespace.location),
            ),
          },
        };
      },
    },
    {
      operationId: 'ConsumerGroups_CreateOrUpdate',
      method: 'PUT',
      path: groupPath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/eventhubs/consumergroups/write',
      handle: ({ params, body, now }) => {
        requireActiveNamespace(world, params);
        const { namespace, hub } = requireHub(world, params);
        const name = params.consumerGroupName;
        const existing = hub.consumerGroups[name.toLowerCase()];
        if (namespace.tier === 'Basic' && !existing) {
          throw eventHubErrors.groupsInBasic({ namespace: namespace.name });
        }
        if (name.toLowerCase() !== '$default' && !groupNamePattern.test(name)) {
          throw eventHubErrors.invalidGroupName({ name });
        }
        const quota = tierLimits[namespace.tier].consumerGroupsPerHub;
        const count = Object.keys(hub.consumerGroups).length;
        if (world.behaviours.quotas && !existing && count >= quota) {
          throw eventHubErrors.groupQuota({ actual: count, allowed: quota });
        }
        const group: ConsumerGroup = {
          name: existing?.name ?? name,
          createdAt: existing?.createdAt ?? toIso(now),
          updatedAt: toIso(now),
          userMetadata:
            stringAt(body, 'properties', 'userMetadata') ??
            existing?.userMetadata ??
            null,
        };
        hub.consumerGroups[name.toLowerCase()] = group;
        return {
          status: 200,
          body: renderConsumerGroup(hub, group, namespace.location),
        };
      },
    },
    {
      operationId: 'ConsumerGroups_Get',
      method: 'GET',
      path: groupPath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/eventhubs/consumergroups/read',
      handle: ({ params }) => {
        const { namespace, hub } = requireHub(world, params);
        const group =
          hub.consumerGroups[params.consumerGroupName.toLowerCase()];
        if (!group) {
          throw eventHubErrors.hubNotFound({ name: params.consumerGroupName });
        }
        return {
          status: 200,
          body: renderConsumerGroup(hub, group, namespace.location),
        };
      },
    },
    {
      operationId: 'ConsumerGroups_Delete',
      method: 'DELETE',
      path: groupPath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/eventhubs/consumergroups/delete',
      handle: ({ params }) => {
        const { hub } = requireHub(world, params);
        const key = params.consumerGroupName.toLowerCase();
        if (key === '$default') {
          throw eventHubErrors.defaultGroup();
        }
        if (!hub.consumerGroups[key]) {
          return { status: 204 };
        }
        delete hub.consumerGroups[key];
        return { status: 200 };
      },
    },
  ];
}
