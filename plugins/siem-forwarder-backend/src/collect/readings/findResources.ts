import { ArmResourceId } from '../../azure/ArmResourceId';
import { Outcome } from '../BoundedCalls';
import { CollectionRun, observedNow, SweptTenant } from '../CollectionRun';
import { InventoryResources } from '../Inventory';
import { Once } from '../Once';

/**
 * Up to this many resources are asked for one by one: a check on demand wants
 * no list that is some seconds old, and nothing that costs more than itself.
 */
const READ_ONE_BY_ONE = 2;

/** From so many on, what Resource Graph lacks is looked for in the provider's list first. */
const LIST_MISSING = 5;

/** A resource that was looked for, and when; `undefined` value: it does not exist. */
export interface Found<T> {
  outcome: Outcome<T | undefined>;
  observedAt: string;
}

/** How one type of resource is found. */
export interface ResourceLookup<T> {
  /** What it is, for the sentence: `namespace`. */
  kind: string;
  ofInventory(resources: InventoryResources): Map<string, T>;
  /** The provider's lists that this collection has read, by subscription. */
  lists: Once<Outcome<T[]>>;
  list(subscriptionId: string, signal: AbortSignal): Promise<T[]>;
  get(id: ArmResourceId, signal: AbortSignal): Promise<T | undefined>;
}

/**
 * Finds resources of one subscription: in Resource Graph's list of the tenant;
 * where that is refused or lacks many, in the provider's list; and what no
 * list has by id. Lists leave out what the identity may not see, and Resource
 * Graph is some seconds behind: only an answer by id says 'does not exist'.
 *
 * @returns looks a resource up
 */
export async function findResources<T extends { id: ArmResourceId }>(
  run: CollectionRun,
  tenant: SweptTenant,
  ids: ArmResourceId[],
  lookup: ResourceLookup<T>,
): Promise<(id: ArmResourceId) => Found<T>> {
  const wanted = new Map(ids.map(id => [id.key, id]));
  const found = new Map<string, Found<T>>();
  if (run.sweeping || wanted.size > READ_ONE_BY_ONE) {
    await findListed(run, tenant, wanted, found, lookup);
  }
  await Promise.all(
    [...wanted]
      .filter(([key]) => !found.has(key))
      .map(async ([key, id]) => {
        const outcome = await run.calls.run({
          reads: `${lookup.kind} ${id.name}`,
          run: signal => lookup.get(id, signal),
        });
        found.set(key, { outcome, observedAt: observedNow(run) });
      }),
  );
  return id =>
    found.get(id.key) ?? {
      outcome: { value: undefined },
      observedAt: observedNow(run),
    };
}

async function findListed<T extends { id: ArmResourceId }>(
  run: CollectionRun,
  tenant: SweptTenant,
  wanted: Map<string, ArmResourceId>,
  found: Map<string, Found<T>>,
  lookup: ResourceLookup<T>,
): Promise<void> {
  const graph = await run.inventory.resourcesOf(tenant, run.calls);
  if ('value' in graph) {
    const { value: resources, observedAt } = graph.value;
    const listed = lookup.ofInventory(resources);
    for (const key of wanted.keys()) {
      const value = listed.get(key);
      if (value) {
        found.set(key, { outcome: { value }, observedAt });
      }
    }
  }
  const missing = [...wanted.values()].filter(({ key }) => !found.has(key));
  if (missing.length < ('value' in graph ? LIST_MISSING : 1)) {
    return;
  }
  const [{ subscriptionId }] = missing;
  const listed = await lookup.lists.get(subscriptionId, () =>
    run.calls.run({
      reads: `the ${lookup.kind}s of subscription ${subscriptionId}`,
      run: signal => lookup.list(subscriptionId, signal),
    }),
  );
  const observedAt = observedNow(run);
  if ('unavailable' in listed) {
    for (const { key } of missing) {
      found.set(key, { outcome: listed, observedAt });
    }
    return;
  }
  for (const resource of listed.value) {
    if (wanted.has(resource.id.key) && !found.has(resource.id.key)) {
      found.set(resource.id.key, { outcome: { value: resource }, observedAt });
    }
  }
}
