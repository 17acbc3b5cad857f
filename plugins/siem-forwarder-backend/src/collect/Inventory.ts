import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  EventHubNamespace,
  RoleAssignment,
  Workspace,
} from '../azure/AzureServices';
import { BoundedCalls, Outcome } from './BoundedCalls';
import { SweptTenant } from './CollectionRun';
import { receiverRoleNames } from './readings/receiverRoleNames';
import { RoleIndex } from './RoleIndex';

/** Something that Resource Graph listed, with the time (ISO 8601) at which it did. */
export interface Listed<T> {
  value: T;
  observedAt: string;
}

/** Workspaces and namespaces of a tenant, by the key of their id. */
export interface InventoryResources {
  workspaces: Map<string, Workspace>;
  namespaces: Map<string, EventHubNamespace>;
}

interface Entry<T> {
  startedAt: number;
  promise: Promise<Outcome<Listed<T>>>;
}

/**
 * What Resource Graph lists of whole tenants, kept for a short while: the
 * sweeps of a tenant's subscriptions follow each other and share one list,
 * which is a call for a thousand resources rather than one or two for each
 * subscription.
 */
export class Inventory {
  readonly #now: () => number;
  readonly #maxAge: number;
  readonly #resources = new Map<string, Entry<InventoryResources>>();
  readonly #roles = new Map<string, Entry<RoleIndex>>();

  /**
   * @param options - `maxAge`: how long a list is used, to be well below the
   *   period of the flow; `now`: epoch milliseconds
   */
  constructor(options: { maxAge: HumanDuration; now: () => number }) {
    this.#now = options.now;
    this.#maxAge = durationToMilliseconds(options.maxAge);
  }

  /** Workspaces and namespaces of all subscriptions of a tenant. */
  resourcesOf(
    tenant: SweptTenant,
    calls: BoundedCalls,
  ): Promise<Outcome<Listed<InventoryResources>>> {
    return this.#read(this.#resources, tenant.id, () =>
      calls.run({
        reads: `the workspaces and namespaces of tenant ${tenant.id} in Resource Graph`,
        run: async signal => {
          const listed = await tenant.sweeper.resourceGraph.listResources(
            tenant.subscriptions,
            { signal },
          );
          return this.#listed({
            workspaces: new Map(listed.workspaces.map(w => [w.id.key, w])),
            namespaces: new Map(listed.namespaces.map(n => [n.id.key, n])),
          });
        },
      }),
    );
  }

  /** Assignments of the roles that let somebody receive events. */
  receiverRolesOf(
    tenant: SweptTenant,
    calls: BoundedCalls,
  ): Promise<Outcome<Listed<RoleIndex>>> {
    return this.#read(this.#roles, tenant.id, () =>
      calls.run({
        reads: `the role assignments of tenant ${tenant.id} in Resource Graph`,
        run: async signal => {
          const listed: RoleAssignment[] =
            await tenant.sweeper.resourceGraph.listRoleAssignments(
              tenant.subscriptions,
              Object.keys(receiverRoleNames),
              { signal },
            );
          return this.#listed(new RoleIndex(listed));
        },
      }),
    );
  }

  #listed<T>(value: T): Listed<T> {
    return { value, observedAt: new Date(this.#now()).toISOString() };
  }

  async #read<T>(
    entries: Map<string, Entry<T>>,
    key: string,
    read: () => Promise<Outcome<Listed<T>>>,
  ): Promise<Outcome<Listed<T>>> {
    const known = entries.get(key);
    if (known && this.#now() - known.startedAt < this.#maxAge) {
      return known.promise;
    }
    const entry = { startedAt: this.#now(), promise: read() };
    entries.set(key, entry);
    const outcome = await entry.promise;
    if ('unavailable' in outcome && entries.get(key) === entry) {
      // The next sweep asks again; this one falls back to the providers' lists.
      entries.delete(key);
    }
    return outcome;
  }
}
