import pLimit from 'p-limit';
import {
  tablesOfContent,
  WorkspaceOption,
} from 'backstage-plugin-siem-forwarder-common';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { AzureServices, Workspace } from '../azure/AzureServices';
import { incidentCreators } from '../collect/readings/readSentinel';
import { Scopes } from '../scopes';
import { OperationTenants } from './OperationTenant';
import { countRows } from './plan/exportPreview';

/** Calls at once for one list; a plant has a handful of workspaces. */
const CONCURRENCY = 8;
/** A form asks again on each page; Azure need not be asked so often. */
const CACHE_SECONDS = 60;
const LIST_SECONDS = 30;

interface CachedList {
  until: number;
  list: Promise<WorkspaceOption[]>;
}

/** What {@link WorkspaceOptions} works with. */
export interface WorkspaceOptionsOptions {
  tenants: OperationTenants;
  scopes: Scopes;
  logger: LoggerService;
  /** The time; the system's when absent. */
  now?: () => Date;
}

/**
 * The workspaces that a form offers to an owner, with what each would produce.
 * What cannot be read of a workspace is absent or `unknown`; the workspace is
 * offered all the same.
 */
export class WorkspaceOptions {
  readonly #options: WorkspaceOptionsOptions;
  readonly #now: () => Date;
  readonly #cache = new Map<string, CachedList>();

  private constructor(options: WorkspaceOptionsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  static create(options: WorkspaceOptionsOptions): WorkspaceOptions {
    return new WorkspaceOptions(options);
  }

  /**
   * Workspaces in the scope of an owner, by name.
   *
   * @param owner - full entity ref
   * @throws AzureError when the workspaces of a subscription cannot be listed
   */
  async list(owner: string): Promise<WorkspaceOption[]> {
    const now = this.#now().getTime();
    const cached = this.#cache.get(owner);
    if (cached && cached.until > now) {
      return cached.list;
    }
    const list = this.#read(owner);
    this.#cache.set(owner, { until: now + CACHE_SECONDS * 1000, list });
    // A failure is told to whoever waits for it, and is not kept.
    list.catch(() => this.#cache.delete(owner));
    return list;
  }

  async #read(owner: string): Promise<WorkspaceOption[]> {
    const { scopes, tenants } = this.#options;
    const signal = AbortSignal.timeout(LIST_SECONDS * 1000);
    const granted = scopes.scopesOf(owner);
    const subscriptions = new Set([
      ...granted.subscriptions,
      ...granted.resourceGroups.map(({ subscriptionId }) => subscriptionId),
      ...granted.workspaces.map(({ subscriptionId }) => subscriptionId),
    ]);
    const limit = pLimit(CONCURRENCY);
    const found = await Promise.all(
      [...subscriptions].map(async subscriptionId => {
        const azure = tenants.forSubscription(subscriptionId)?.sweeper;
        if (!azure) {
          return [];
        }
        const [workspaces, subscriptionName] = await Promise.all([
          azure.workspaces.list(subscriptionId, { signal }),
          this.#optional('the name of a subscription', () =>
            azure.resourceProviders.subscriptionName(subscriptionId, {
              signal,
            }),
          ),
        ]);
        return Promise.all(
          workspaces
            .filter(({ id }) => scopes.contains(owner, id))
            .map(workspace =>
              limit(() =>
                this.#describe(azure, workspace, subscriptionName, signal),
              ),
            ),
        );
      }),
    );
    return found.flat().sort((a, b) => a.name.localeCompare(b.name));
  }

  async #describe(
    azure: AzureServices,
    { id, region, customerId }: Workspace,
    subscriptionName: string | undefined,
    signal: AbortSignal,
  ): Promise<WorkspaceOption> {
    const about = (what: string) => `${what} of ${id.name}`;
    const [sentinel, connectors, rules, exportRules, production] =
      await Promise.all([
        this.#optional(about('Microsoft Sentinel'), () =>
          azure.sentinel.isOnboarded(id, { signal }),
        ),
        this.#optional(about('the data connectors'), () =>
          azure.sentinel.listIotConnectors(id, { signal }),
        ),
        this.#optional(about('the analytics rules'), () =>
          azure.sentinel.listAnalyticsRules(id, { signal }),
        ),
        this.#optional(about('the export rules'), () =>
          azure.dataExports.list(id, { signal }),
        ),
        this.#optional(about('the rows'), () =>
          Promise.all(
            tablesOfContent.both.map(table =>
              countRows(azure.logs, customerId, table, {
                now: this.#now(),
                signal,
              }),
            ),
          ),
        ),
      ]);
    return {
      id: `${id}`,
      name: id.name,
      region,
      resourceGroup: `${id.resourceGroup}`,
      subscriptionId: id.subscriptionId,
      ...(subscriptionName && { subscriptionName }),
      owners: this.#options.scopes.ownersOf(id),
      ...(sentinel !== undefined && { sentinel }),
      iotConnector: stateOf(connectors, 'connected', 'disconnected', list =>
        list.some(({ alertsEnabled }) => alertsEnabled),
      ),
      incidentCreation: stateOf(
        rules,
        'on',
        'off',
        list => incidentCreators(list).length > 0,
      ),
      ...(exportRules && {
        activeExportRules: exportRules.filter(({ enabled }) => enabled).length,
      }),
      ...(production && { production }),
    };
  }

  /** A fact that is offered when it can be read. */
  async #optional<T>(
    what: string,
    read: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      this.#options.logger.debug(
        `The form does not show ${what}: ${toError(error).message}`,
      );
      return undefined;
    }
  }
}

function stateOf<T, S extends string>(
  read: T | undefined,
  yes: S,
  no: S,
  test: (value: T) => boolean,
): S | 'unknown' {
  if (read === undefined) {
    return 'unknown';
  }
  return test(read) ? yes : no;
}
