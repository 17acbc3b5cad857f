import { ConflictError, NotImplementedError } from '@backstage/errors';
import {
  SiemConnection,
  SiemDeliveryFacts,
  SiemFact,
  SiemInstance,
  SiemProblem,
  SiemToken,
} from 'backstage-plugin-siem-forwarder-node';
import { objectName } from './addOn';
import {
  ARRIVAL_WINDOW_HOURS,
  arrivalsSearch,
  ingestedSearch,
  sharesHub,
  deliveryFactsOf,
  indexesOf,
  readerErrorsSearch,
  SplunkReadings,
  SplunkRows,
} from './deliveryFacts';
import { isIndexName } from './isIndexName';
import {
  changesOf,
  holdsApplication,
  planConnection,
  readsSameHub,
  SiemChange,
} from './planConnection';
import { probeManagement, probeSearch } from './probeSplunk';
import { SplunkAccounts } from './SplunkAccounts';
import { SplunkClient } from './SplunkClient';
import { splunkHandover } from './splunkHandover';
import { SplunkInputs } from './SplunkInputs';

type Options = { signal?: AbortSignal };

/** One Splunk: the instance that runs the inputs, and the search head. */
export class SplunkInstance implements SiemInstance {
  readonly kind = 'splunk';
  readonly id: string;
  readonly title: string;
  readonly #index: string;
  readonly #management: SplunkClient | undefined;
  readonly #search: SplunkClient | undefined;
  readonly #now: () => number;

  /**
   * @param options - either client may be absent: without management nothing is
   *   configured, without search nothing is verified; `now`: epoch milliseconds,
   *   for tests
   */
  constructor(options: {
    id: string;
    title: string;
    index: string;
    management?: SplunkClient;
    search?: SplunkClient;
    now?: () => number;
  }) {
    this.id = options.id;
    this.title = options.title;
    this.#index = options.index;
    this.#management = options.management;
    this.#search = options.search;
    this.#now = options.now ?? Date.now;
  }

  get configures(): boolean {
    return this.#management !== undefined;
  }

  get verifies(): boolean {
    return this.#search !== undefined;
  }

  async probe(options: Options): Promise<SiemProblem[]> {
    const problems = await Promise.all([
      this.#management
        ? probeManagement(this.#management, this.title, options)
        : [],
      this.#search
        ? probeSearch(this.#search, this.title, this.#index, options)
        : [],
    ]);
    return problems.flat();
  }

  async tokens(): Promise<SiemToken[]> {
    const clients = {
      'management token': this.#management,
      'search token': this.#search,
    };
    return Object.entries(clients).flatMap(([name, client]) =>
      client ? [{ name, endsAt: client.tokenEndsAt }] : [],
    );
  }

  async plan(
    connection: SiemConnection,
    options: Options,
  ): Promise<SiemChange[]> {
    return changesOf(await this.#plan(connection, options), this.title);
  }

  async connect(
    connection: SiemConnection,
    secret: string | undefined,
    options: Options,
  ): Promise<SiemChange[]> {
    const { accounts, inputs } = this.#objects();
    const plan = await this.#plan(connection, options);
    const refusals = [plan.account, plan.input].filter(
      ({ action }) => action === 'refuse',
    );
    if (refusals.length > 0) {
      throw new ConflictError(
        refusals.map(({ difference }) => difference).join('. '),
      );
    }
    if (secret === undefined && plan.account.action === 'create') {
      throw new ConflictError(
        `${this.title} has no account '${plan.account.name}' and no secret was given to make one; issue a new secret and deliver it`,
      );
    }
    const changes = changesOf(plan, this.title);
    if (secret !== undefined) {
      const exists = plan.account.action === 'adopt';
      await accounts.put(
        { name: plan.account.name, exists, connection, secret },
        options,
      );
      if (exists) {
        changes[0] = {
          ...changes[0],
          action: 'change',
          difference: 'The client secret is replaced',
        };
      }
    }
    if (plan.input.action === 'create') {
      await inputs.create(plan.input.settings, options);
    }
    if (plan.input.rewrite) {
      await inputs.change(plan.input.settings, options);
    }
    if (plan.input.enable) {
      await inputs.enable(plan.input.settings.name, options);
    }
    return changes;
  }

  async disconnect(
    connection: SiemConnection,
    options: Options,
  ): Promise<void> {
    const objects = this.#objects();
    const name = objectName(connection.name);
    const [accounts, inputs] = await Promise.all([
      objects.accounts.list(options),
      objects.inputs.list(options),
    ]);
    const input = inputs.find(candidate => candidate.name === name);
    // Our name on somebody else's object is no reason to delete it.
    if (input && readsSameHub(input, connection)) {
      await objects.inputs.delete(name, options);
    }
    const account = accounts.find(candidate => candidate.name === name);
    const usedByOthers = inputs.some(
      other => other.name !== name && other.account === name,
    );
    if (account && holdsApplication(account, connection) && !usedByOthers) {
      await objects.accounts.delete(name, options);
    }
  }

  async collect(
    connections: SiemConnection[],
    options: Options,
  ): Promise<SiemDeliveryFacts[]> {
    if (connections.length === 0) {
      return [];
    }
    const failures: unknown[] = [];
    const observedNow = () => new Date(this.#now()).toISOString();
    const read = async <T>(ask: () => Promise<T>): Promise<SiemFact<T>> => {
      try {
        const value = await ask();
        return { value, observedAt: observedNow() };
      } catch (error) {
        options.signal?.throwIfAborted();
        failures.push(error);
        return {
          unavailable: error instanceof Error ? error.message : String(error),
          observedAt: observedNow(),
        };
      }
    };
    const readings = await this.#read(connections, read, options);
    if (failures.length === Object.keys(readings).length) {
      throw failures[0];
    }
    return connections.map(connection => deliveryFactsOf(connection, readings));
  }

  handover(connection: SiemConnection, secretLocation?: string) {
    return splunkHandover(
      { title: this.title, index: this.#index },
      connection,
      secretLocation,
    );
  }

  /** Two listings and two or three searches, however many connections there are. */
  async #read(
    connections: SiemConnection[],
    read: <T>(ask: () => Promise<T>) => Promise<SiemFact<T>>,
    options: Options,
  ): Promise<SplunkReadings> {
    const [configured, readerErrors] = await Promise.all([
      this.#readObjects(read, options),
      this.#readRows(
        read,
        "search the add-on's log",
        readerErrorsSearch,
        '-1h',
        options,
      ),
    ]);
    const indexes = [this.#index, ...indexesOf(connections, configured.inputs)];
    const arrivals = await this.#readRows(
      read,
      'search for arrivals',
      arrivalsSearch([...new Set(indexes.filter(isIndexName))]),
      `-${ARRIVAL_WINDOW_HOURS}h`,
      options,
    );
    const ingested = sharesHub(connections, configured.inputs)
      ? await this.#readRows(
          read,
          'search for what each input ingested',
          ingestedSearch,
          `-${ARRIVAL_WINDOW_HOURS}h`,
          options,
        )
      : undefined;
    return {
      ...configured,
      ...(readerErrors ? { readerErrors } : {}),
      ...(arrivals ? { arrivals } : {}),
      ...(ingested ? { ingested } : {}),
    };
  }

  async #readObjects(
    read: <T>(ask: () => Promise<T>) => Promise<SiemFact<T>>,
    options: Options,
  ): Promise<Pick<SplunkReadings, 'accounts' | 'inputs'>> {
    if (!this.#management) {
      return {};
    }
    const objects = this.#objects();
    const [accounts, inputs] = await Promise.all([
      read(() => objects.accounts.list(options)),
      read(() => objects.inputs.list(options)),
    ]);
    return { accounts, inputs };
  }

  async #readRows(
    read: <T>(ask: () => Promise<T>) => Promise<SiemFact<T>>,
    action: string,
    query: string,
    earliest: string,
    options: Options,
  ): Promise<SiemFact<SplunkRows> | undefined> {
    const client = this.#search;
    return (
      client &&
      read(() =>
        client.search(
          query,
          { earliest, latest: 'now' },
          { action, ...options },
        ),
      )
    );
  }

  async #plan(connection: SiemConnection, options: Options) {
    const objects = this.#objects();
    const [accounts, inputs] = await Promise.all([
      objects.accounts.list(options),
      objects.inputs.list(options),
    ]);
    return planConnection(connection, this.#index, { accounts, inputs });
  }

  #objects(): { accounts: SplunkAccounts; inputs: SplunkInputs } {
    if (!this.#management) {
      throw new NotImplementedError(
        `${this.title} has no management address (siemForwarder.siems[].management), so the portal cannot configure it; follow the handover instructions`,
      );
    }
    return {
      accounts: new SplunkAccounts(this.#management),
      inputs: new SplunkInputs(this.#management),
    };
  }
}
