import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { HumanDuration } from '@backstage/types';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { TestCloud } from '../../__testUtils__';
import { AzureTenants } from '../../azure';
import { Collector } from '../../collect/Collector';
import { sourceKey, SourceKind } from '../../collect/Source';
import { ForwarderCatalog } from '../../collect/ForwarderCatalog';
import { readHealthSettings } from '../../evaluate/HealthSettings';
import { Scopes } from '../../scopes';
import { SiemInstances } from '../../siem';
import { DatabaseHealthStore, ForwarderState } from '../../store';
import { HealthSweep } from '../HealthSweep';
import { sweepTables } from '../sweepTables';

/** Longest time of one call with its retries when calls are known to hang. */
const IMPATIENCE: HumanDuration = { milliseconds: 200 };

const kinds: readonly SourceKind[] = ['subscription', 'tenant', 'siem'];

function inOrder(keys: string[]): string[] {
  const rank = (key: string) =>
    kinds.findIndex(kind => key.startsWith(`${kind}/`));
  return [...keys].sort((a, b) => rank(a) - rank(b));
}

/** A portal of its own that watches forwarders of the simulated cloud: a database, a sweep, no pages. */
export class Portal {
  readonly #sweep: HealthSweep;
  readonly #store: DatabaseHealthStore;
  readonly #entities: readonly Entity[];
  /** What it told those who listen, in the order of telling. */
  readonly published: Transition[] = [];
  /** Whether its calls are soon given up, as when some are known to hang. */
  #impatient = false;

  private constructor(options: {
    cloud: TestCloud;
    store: DatabaseHealthStore;
    database: Knex;
    entities: readonly Entity[];
    now: () => number;
  }) {
    const { rootConfig } = options.cloud;
    const logger = mockServices.logger.mock();
    const shared = {
      tenants: AzureTenants.fromConfig(rootConfig, {
        logger,
        // What is asked again is asked at once: only the order counts here.
        timings: { maxRetries: 1, retryDelay: 1, maximumThrottleWait: 0 },
        now: options.now,
      }),
      siems: SiemInstances.fromConfig(rootConfig, [], { now: options.now }),
      scopes: Scopes.fromConfig(rootConfig),
      now: options.now,
    };
    const patient = Collector.create(shared);
    const impatient = Collector.create({
      ...shared,
      callTimeout: IMPATIENCE,
    });
    const collector = () => (this.#impatient ? impatient : patient);
    this.#store = options.store;
    this.#entities = options.entities;
    this.#sweep = HealthSweep.create({
      forwarders: ForwarderCatalog.create({
        catalog: catalogServiceMock({ entities: [...options.entities] }),
        auth: mockServices.auth(),
      }),
      collector: {
        open: collection => collector().open(collection),
        sourcesOf: (forwarder, facts) =>
          collector().sourcesOf(forwarder, facts),
      },
      store: options.store,
      ...sweepTables(options.database),
      settings: readHealthSettings(rootConfig),
      publisher: {
        publish: async transition => {
          this.published.push(transition);
        },
      },
      logger,
      now: options.now,
    });
  }

  static async open(options: {
    cloud: TestCloud;
    database: Knex;
    entities: readonly Entity[];
    now: () => number;
  }): Promise<Portal> {
    const store = await DatabaseHealthStore.create({
      database: { getClient: async () => options.database },
    });
    return new Portal({ ...options, store });
  }

  /** Entity refs of the forwarders that it watches. */
  get refs(): string[] {
    return this.#entities.map(
      ({ metadata }) => `resource:default/${metadata.name}`,
    );
  }

  /**
   * Sweeps every source once, as replicas do shard by shard.
   *
   * @param options - `order`: sorts the keys of the sources; by default each
   *   source comes after those that say what to ask it; `impatient`: gives
   *   calls up soon, for looks in which some hang: on a slow machine others
   *   are given up with them
   * @returns the states after it, by entity ref
   */
  async look({
    order = inOrder,
    impatient = false,
  }: {
    order?: (keys: string[]) => string[];
    impatient?: boolean;
  } = {}): Promise<Map<string, ForwarderState>> {
    this.#impatient = impatient;
    const { signal } = new AbortController();
    const registered = await this.#sweep.listForwarders({ signal });
    const sources = new Map(
      registered.flatMap(each =>
        each.sources.map(source => [sourceKey(source), source] as const),
      ),
    );
    for (const key of order([...sources.keys()].sort())) {
      await this.#sweep.sweepSource({
        source: sources.get(key)!,
        key,
        signal,
      });
    }
    return this.#store.getMany(this.refs);
  }

  /** Looks at every fact of every forwarder now. */
  async lookAtEverything(): Promise<Map<string, ForwarderState>> {
    await this.#sweep.sweepAll(new AbortController().signal, 'all');
    return this.#store.getMany(this.refs);
  }

  /** What the database holds of a forwarder. */
  stored(entityRef: string): Promise<ForwarderState | undefined> {
    return this.#store.get(entityRef);
  }

  /** Its transitions, oldest first. */
  async history(entityRef: string): Promise<Transition[]> {
    const transitions = await this.#store.transitions(entityRef, {
      limit: 1_000,
    });
    return transitions.reverse();
  }

  /** Forgets everything. */
  async forget(database: Knex): Promise<void> {
    await this.#store.forget(await this.#store.refs());
    await database('forwarder_transitions').delete();
    await database('forwarder_spans').delete();
    await database('transition_outbox').delete();
    await database('forwarder_samples').delete();
    this.published.length = 0;
  }
}
