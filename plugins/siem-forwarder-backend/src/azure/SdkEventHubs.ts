import { EventHubManagementClient } from '@azure/arm-eventhub';
import { ArmResourceId } from './ArmResourceId';
import { AzureConnection } from './AzureConnection';
import {
  CallOptions,
  EventHub,
  EventHubNamespace,
  EventHubs,
  NetworkRuleSet,
} from './AzureServices';
import { AzureCall } from './AzureError';
import { callAzure, findInAzure, readAll } from './callAzure';
import { toHub, toNamespace } from './eventHubAnswers';
import { remember } from './remember';
import { resourceGroupOf } from './resourceGroupOf';

const service = 'Azure Resource Manager';

/** {@link EventHubs} over `@azure/arm-eventhub`. */
export class SdkEventHubs implements EventHubs {
  readonly #client: (subscriptionId: string) => EventHubManagementClient;
  readonly #hostSuffix: string;

  constructor(connection: AzureConnection) {
    this.#hostSuffix = connection.cloud.eventHubsSuffix;
    this.#client = remember(subscriptionId =>
      connection.withPolicies(
        new EventHubManagementClient(
          connection.credential,
          subscriptionId,
          connection.clientOptions(connection.cloud.resourceManager),
        ),
      ),
    );
  }

  async checkName(
    subscriptionId: string,
    name: string,
    options?: CallOptions,
  ): Promise<{ available: boolean; reason?: string; message?: string }> {
    const answer = await callAzure(
      {
        service,
        action: `check whether the namespace name '${name}' is available`,
      },
      options,
      sdk =>
        this.#client(subscriptionId).namespaces.checkNameAvailability(
          { name },
          sdk,
        ),
    );
    return {
      available: answer.nameAvailable ?? false,
      ...(answer.reason && answer.reason !== 'None'
        ? { reason: answer.reason }
        : {}),
      ...(answer.message ? { message: answer.message } : {}),
    };
  }

  async getNamespace(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHubNamespace | undefined> {
    const found = await findInAzure(namespaceCall('read', id), options, sdk =>
      this.#client(id.subscriptionId).namespaces.get(
        resourceGroupOf(id),
        id.name,
        sdk,
      ),
    );
    return found && toNamespace(found, this.#hostSuffix);
  }

  async listNamespaces(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<EventHubNamespace[]> {
    const all = await callAzure(
      {
        service,
        action: `list the Event Hubs namespaces of subscription '${subscriptionId}'`,
      },
      options,
      sdk => readAll(this.#client(subscriptionId).namespaces.list(sdk)),
    );
    return all.map(namespace => toNamespace(namespace, this.#hostSuffix));
  }

  async beginNamespace(
    id: ArmResourceId,
    namespace: {
      region: string;
      tier: string;
      capacity: number;
      tags: Record<string, string>;
    },
    options?: CallOptions,
  ): Promise<void> {
    await callAzure(namespaceCall('create', id), options, sdk =>
      // Only the request is sent and its acceptance awaited: the poller asks
      // on only when its result is, and then nobody would hear its failure.
      this.#client(id.subscriptionId)
        .namespaces.createOrUpdate(
          resourceGroupOf(id),
          id.name,
          {
            location: namespace.region,
            sku: {
              name: namespace.tier,
              tier: namespace.tier,
              capacity: namespace.capacity,
            },
            tags: namespace.tags,
            minimumTlsVersion: '1.2',
            // Data export authenticates with the namespace's own keys.
            disableLocalAuth: false,
          },
          sdk,
        )
        .submitted(),
    );
  }

  async deleteNamespace(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<void> {
    await findInAzure(namespaceCall('delete', id), options, sdk =>
      this.#client(id.subscriptionId)
        .namespaces.delete(resourceGroupOf(id), id.name, sdk)
        .submitted(),
    );
  }

  async getNetworkRuleSet(
    namespaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<NetworkRuleSet | undefined> {
    const found = await findInAzure(
      namespaceCall('read the network rules of', namespaceId),
      options,
      sdk =>
        this.#client(namespaceId.subscriptionId).namespaces.getNetworkRuleSet(
          resourceGroupOf(namespaceId),
          namespaceId.name,
          sdk,
        ),
    );
    return (
      found && {
        defaultAction: found.defaultAction ?? 'Allow',
        trustedServiceAccessEnabled: found.trustedServiceAccessEnabled ?? false,
        ...(found.publicNetworkAccess
          ? { publicNetworkAccess: found.publicNetworkAccess }
          : {}),
      }
    );
  }

  async getHub(
    id: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHub | undefined> {
    const found = await findInAzure(hubCall('read', id), options, sdk =>
      this.#client(id.subscriptionId).eventHubs.get(
        resourceGroupOf(id),
        namespaceOf(id).name,
        id.name,
        sdk,
      ),
    );
    return found && toHub(found, namespaceOf(id));
  }

  async listHubs(
    namespaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<EventHub[]> {
    const all = await callAzure(
      namespaceCall('list the event hubs of', namespaceId),
      options,
      sdk =>
        readAll(
          this.#client(namespaceId.subscriptionId).eventHubs.listByNamespace(
            resourceGroupOf(namespaceId),
            namespaceId.name,
            sdk,
          ),
        ),
    );
    return all.map(hub => toHub(hub, namespaceId));
  }

  async putHub(
    id: ArmResourceId,
    hub: { partitionCount: number; retentionHours: number },
    options?: CallOptions,
  ): Promise<EventHub> {
    const made = await callAzure(hubCall('write', id), options, sdk =>
      this.#client(id.subscriptionId).eventHubs.createOrUpdate(
        resourceGroupOf(id),
        namespaceOf(id).name,
        id.name,
        {
          partitionCount: hub.partitionCount,
          retentionDescription: {
            cleanupPolicy: 'Delete',
            retentionTimeInHours: hub.retentionHours,
          },
        },
        sdk,
      ),
    );
    return toHub(made, namespaceOf(id));
  }

  async deleteHub(id: ArmResourceId, options?: CallOptions): Promise<void> {
    await findInAzure(hubCall('delete', id), options, sdk =>
      this.#client(id.subscriptionId).eventHubs.delete(
        resourceGroupOf(id),
        namespaceOf(id).name,
        id.name,
        sdk,
      ),
    );
  }

  async listConsumerGroups(
    hubId: ArmResourceId,
    options?: CallOptions,
  ): Promise<string[]> {
    const all = await callAzure(
      hubCall('list the consumer groups of', hubId),
      options,
      sdk =>
        readAll(
          this.#client(hubId.subscriptionId).consumerGroups.listByEventHub(
            resourceGroupOf(hubId),
            namespaceOf(hubId).name,
            hubId.name,
            sdk,
          ),
        ),
    );
    return all.map(group => group.name ?? '');
  }

  async putConsumerGroup(
    hubId: ArmResourceId,
    name: string,
    userMetadata: string,
    options?: CallOptions,
  ): Promise<void> {
    await callAzure(
      hubCall(`write consumer group '${name}' of`, hubId),
      options,
      sdk =>
        this.#client(hubId.subscriptionId).consumerGroups.createOrUpdate(
          resourceGroupOf(hubId),
          namespaceOf(hubId).name,
          hubId.name,
          name,
          { userMetadata },
          sdk,
        ),
    );
  }

  async deleteConsumerGroup(
    hubId: ArmResourceId,
    name: string,
    options?: CallOptions,
  ): Promise<void> {
    await findInAzure(
      hubCall(`delete consumer group '${name}' of`, hubId),
      options,
      sdk =>
        this.#client(hubId.subscriptionId).consumerGroups.delete(
          resourceGroupOf(hubId),
          namespaceOf(hubId).name,
          hubId.name,
          name,
          sdk,
        ),
    );
  }
}

function namespaceOf(hubId: ArmResourceId): ArmResourceId {
  return hubId.parent ?? hubId;
}

function namespaceCall(verb: string, id: ArmResourceId): AzureCall {
  return { service, action: `${verb} namespace '${id.name}'` };
}

function hubCall(verb: string, id: ArmResourceId): AzureCall {
  return {
    service,
    action: `${verb} event hub '${id.name}' of namespace '${
      namespaceOf(id).name
    }'`,
  };
}
