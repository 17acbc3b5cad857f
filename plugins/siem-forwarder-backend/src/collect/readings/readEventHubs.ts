import {
  AzureServices,
  EventHub,
  EventHubNamespace,
} from '../../azure/AzureServices';
import {
  CollectionRun,
  HubTarget,
  notSwept,
  observedNow,
} from '../CollectionRun';
import { NamespaceFact } from '../Facts';
import { groupBy } from '../groupBy';
import { findResources, ResourceLookup } from './findResources';

/** Namespaces, then hubs (one list a namespace). */
export async function readEventHubs(
  run: CollectionRun,
  targets: HubTarget[],
): Promise<void> {
  const bySubscription = groupBy(targets, ({ hub }) => hub.subscriptionId);
  await Promise.all(
    [...bySubscription].map(async ([subscriptionId, group]) => {
      await readNamespaces(run, subscriptionId, group);
      const byNamespace = groupBy(
        group.filter(({ draft }) => draft.isDue('hub')),
        ({ hub }) => namespaceKey(hub),
      );
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
  if (!targets.some(({ draft }) => draft.isDue('namespace'))) {
    return;
  }
  const tenant = run.tenantOf(subscriptionId);
  if (!tenant) {
    const at = observedNow(run);
    for (const { draft } of targets) {
      draft.refuse(['namespace'], notSwept(subscriptionId), at);
    }
    return;
  }
  const find = await findResources(
    run,
    tenant,
    targets.flatMap(({ hub }) => hub.parent ?? []),
    lookupIn(run, tenant.sweeper),
  );
  for (const { draft, hub } of targets) {
    const { outcome, observedAt } = find(hub.parent ?? hub);
    draft.put('namespace', outcome, observedAt, namespace =>
      namespace ? factOf(namespace) : null,
    );
  }
}

function lookupIn(
  { namespaceLists }: CollectionRun,
  { eventHubs }: AzureServices,
): ResourceLookup<EventHubNamespace> {
  return {
    lists: namespaceLists,
    kind: 'namespace',
    ofInventory: resources => resources.namespaces,
    list: (id, signal) => eventHubs.listNamespaces(id, { signal }),
    get: (id, signal) => eventHubs.getNamespace(id, { signal }),
  };
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
      : await run.hubLists.get(namespaceId.key, () =>
          run.calls.run<EventHub[] | null>({
            reads: `the event hubs of namespace ${namespaceId.name}`,
            run: signal => services.eventHubs.listHubs(namespaceId, { signal }),
            whenMissing: null,
          }),
        );
  const at = observedNow(run);
  for (const { draft, hub } of targets) {
    if ('value' in outcome && outcome.value === null) {
      // What was known of the namespace, or is listed of it still, is past.
      draft.set('namespace', { value: null, observedAt: at });
    }
    draft.put('hub', outcome, at, hubs => {
      const found = hubs?.find(({ id }) => id.equals(hub));
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
