import { EventHub, EventHubNamespace } from '../../azure/AzureServices';
import {
  CollectionRun,
  HubTarget,
  notSwept,
  observedNow,
} from '../CollectionRun';
import { NamespaceFact } from '../Facts';
import { groupBy } from '../groupBy';
import { findListed } from './findListed';

/** Namespaces (one list a subscription), then hubs (one list a namespace). */
export async function readEventHubs(
  run: CollectionRun,
  targets: HubTarget[],
): Promise<void> {
  const bySubscription = groupBy(targets, ({ hub }) => hub.subscriptionId);
  await Promise.all(
    [...bySubscription].map(async ([subscriptionId, group]) => {
      await readNamespaces(run, subscriptionId, group);
      const byNamespace = groupBy(group, ({ hub }) => namespaceKey(hub));
      await Promise.all(
        [...byNamespace.values()].map(sharing => readHubs(run, sharing)),
      );
    }),
  );
}

async function readNamespaces(
  run: CollectionRun,
  subscriptionId: string,
  targets: HubTarget[],
): Promise<void> {
  const services = run.tenantOf(subscriptionId)?.sweeper;
  if (!services) {
    const at = observedNow(run);
    for (const { draft } of targets) {
      draft.refuse(['namespace'], notSwept(subscriptionId), at);
    }
    return;
  }
  const listed = await run.calls.run({
    reads: `the Event Hubs namespaces of subscription ${subscriptionId}`,
    run: signal =>
      services.eventHubs.listNamespaces(subscriptionId, { signal }),
  });
  const found = await findListed(run, {
    listed,
    ids: targets.flatMap(({ hub }) => hub.parent ?? []),
    kind: 'namespace',
    get: (id, signal) => services.eventHubs.getNamespace(id, { signal }),
  });
  const at = observedNow(run);
  for (const { draft, hub } of targets) {
    draft.put('namespace', found(hub.parent ?? hub), at, namespace =>
      namespace ? factOf(namespace) : null,
    );
  }
}

async function readHubs(
  run: CollectionRun,
  targets: HubTarget[],
): Promise<void> {
  const [{ draft: first, hub: anyHub }] = targets;
  const services = run.tenantOf(anyHub.subscriptionId)?.sweeper;
  const namespaceId = anyHub.parent;
  if (!services || !namespaceId) {
    const at = observedNow(run);
    for (const { draft, hub } of targets) {
      draft.refuse(['hub'], notSwept(hub.subscriptionId), at);
    }
    return;
  }
  const namespace = first.collected.namespace;
  const outcome =
    namespace && 'value' in namespace && namespace.value === null
      ? { value: [] }
      : await run.calls.run<EventHub[]>({
          reads: `the event hubs of namespace ${namespaceId.name}`,
          run: signal => services.eventHubs.listHubs(namespaceId, { signal }),
          whenMissing: [],
        });
  const at = observedNow(run);
  for (const { draft, hub } of targets) {
    draft.put('hub', outcome, at, hubs => {
      const found = hubs.find(({ id }) => id.equals(hub));
      return found
        ? {
            id: found.id.toString(),
            name: found.id.name,
            status: found.status,
            partitionCount: found.partitionCount,
            retentionHours: found.retentionHours,
            cleanupPolicy: found.cleanupPolicy ?? null,
          }
        : null;
    });
  }
}

function namespaceKey(hub: HubTarget['hub']): string {
  return hub.parent?.key ?? hub.key;
}

function factOf(namespace: EventHubNamespace): NamespaceFact {
  return {
    id: namespace.id.toString(),
    name: namespace.id.name,
    region: namespace.region,
    tier: namespace.tier,
    status: namespace.status ?? null,
    provisioningState: namespace.provisioningState,
    hostName: namespace.hostName,
    capacity: namespace.capacity,
    autoInflate: namespace.autoInflate,
    maximumThroughputUnits: namespace.maximumThroughputUnits ?? null,
    localAuthDisabled: namespace.localAuthDisabled,
    publicNetworkAccess: namespace.publicNetworkAccess ?? null,
  };
}
