import { Application, ServicePrincipal } from '../../azure/AzureServices';
import { BoundedCalls, Outcome } from '../BoundedCalls';
import type { SweptTenant } from '../CollectionRun';
import { Once } from '../Once';

/**
 * Up to this many applications are read one by one: a check on demand must not
 * page through a large directory. More than that are cheaper as one list.
 */
const READ_ONE_BY_ONE = 2;

/** What a directory says of applications, by client id in lower case. */
export interface Directory {
  applications: Outcome<Map<string, Application>>;
  /** Absent when only the registrations were asked for. */
  servicePrincipals?: Outcome<Map<string, ServicePrincipal>>;
}

/** Reads registrations, and service principals where they are due; each list once. */
export class Directories {
  readonly #calls: BoundedCalls;
  readonly #applications = new Once<Directory['applications']>();
  readonly #principals = new Once<Outcome<Map<string, ServicePrincipal>>>();

  constructor(calls: BoundedCalls) {
    this.#calls = calls;
  }

  /**
   * @param options - `applicationIds`: those that are asked for, lower case;
   *   `lists`: always reads whole lists
   */
  async read(options: {
    tenant: SweptTenant;
    applicationIds: string[];
    principals: boolean;
    lists: boolean;
  }): Promise<Directory> {
    const { tenant, applicationIds, lists, principals } = options;
    const { entra } = tenant.sweeper;
    const ids =
      lists || applicationIds.length > READ_ONE_BY_ONE
        ? undefined
        : applicationIds;
    const [applications, servicePrincipals] = await Promise.all([
      this.#read(this.#applications, {
        reads: `the applications of tenant ${tenant.id}`,
        tenant,
        ids,
        get: (id, signal) => entra.getApplication(id, { signal }),
        list: signal => entra.listApplications({ signal }),
      }),
      principals
        ? this.#read(this.#principals, {
            reads: `the service principals of tenant ${tenant.id}`,
            tenant,
            ids,
            get: (id, signal) => entra.getServicePrincipal(id, { signal }),
            list: signal => entra.listServicePrincipals({ signal }),
          })
        : undefined,
    ]);
    return { applications, servicePrincipals };
  }

  #read<T extends { appId: string }>(
    lists: Once<Outcome<Map<string, T>>>,
    options: {
      reads: string;
      tenant: SweptTenant;
      /** Whole list when absent. */
      ids: string[] | undefined;
      get(id: string, signal: AbortSignal): Promise<T | undefined>;
      list(signal: AbortSignal): Promise<T[]>;
    },
  ): Promise<Outcome<Map<string, T>>> {
    const { ids, get, list, reads, tenant } = options;
    const read = (all: (signal: AbortSignal) => Promise<(T | undefined)[]>) =>
      this.#calls.run({
        reads,
        run: async signal =>
          new Map(
            (await all(signal)).flatMap(item =>
              item ? [[item.appId.toLowerCase(), item] as const] : [],
            ),
          ),
      });
    return ids
      ? read(signal => Promise.all(ids.map(id => get(id, signal))))
      : lists.get(tenant.id, () => read(list));
  }
}
