import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Collection, CollectionOptions, Collector } from '../collect/Collector';
import { dueFacts, everyFact } from '../collect/dueFacts';
import { Forwarder } from '../collect/Forwarder';
import { LostRows } from '../collect/LostRows';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { Snapshot } from '../collect/Snapshot';
import { HealthSettings } from '../evaluate/HealthSettings';
import {
  Fence,
  ForwarderState,
  HealthStore,
  KnownForwarder,
} from '../store/HealthStore';
import { CauseFinder } from './CauseFinder';
import { ForwarderExamination } from './ForwarderExamination';
import { RegisteredForwarder } from './ForwarderRegister';
import { ForwarderSources, ofDefinition } from './ForwarderSources';
import { SharedChecks } from './SharedChecks';
import { SweepTables } from './sweepTables';
import { TransitionAnnouncer } from './TransitionAnnouncer';
import { TransitionPublisher } from './TransitionPublisher';

/** Forwarders that are read in one go, so that what is read of them fits in memory. */
const READ_CHUNK = 500;

/** Forwarders that are written in one transaction. */
const WRITE_CHUNK = 100;

/** Longest time of a check on demand. */
const CHECK_TIMEOUT_MS = 120_000;

/** What a {@link HealthSweep} works with. */
export interface HealthSweepOptions extends SweepTables {
  forwarders: Pick<ForwarderCatalog, 'list' | 'get'>;
  collector: Pick<Collector, 'open' | 'sourcesOf'>;
  store: HealthStore;
  settings: HealthSettings;
  publisher: TransitionPublisher;
  /** Nobody is asked who changed the configuration when absent. */
  causes?: CauseFinder;
  /** Rows that are lost are counted and not listed when absent. */
  lostRows?: Pick<LostRows, 'list'>;
  logger: LoggerService;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/** A part of the forwarders to look at, and where the sweep is after it. */
interface Part {
  forwarders: Forwarder[];
  /** Places of the forwarders, when they are swept by source. */
  places?: ReadonlyMap<string, string>;
}

/** A part of the forwarders with what was read of it. */
interface PartRead extends Part {
  /** When the forwarders' descriptions were read, in epoch milliseconds. */
  describedAt: number;
  known: Awaited<ReturnType<HealthStore['knownMany']>>;
  snapshots: ReadonlyMap<string, Snapshot>;
}

/** How a sweep looks. */
interface Look extends CollectionOptions {
  fence?: Fence;
  dueOf(known: KnownForwarder | undefined): typeof everyFact;
}

/**
 * Collects, judges and stores: the forwarders of one source, all of them, or
 * one on demand.
 */
export class HealthSweep {
  readonly #options: HealthSweepOptions;
  readonly #now: () => number;
  readonly #examination: ForwarderExamination;
  readonly #sources: ForwarderSources;
  readonly #checks: SharedChecks;

  /** Tells of transitions; also of those that another replica left over. */
  readonly announcer: TransitionAnnouncer;

  private constructor(options: HealthSweepOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    const shared = { ...options, now: this.#now };
    this.announcer = TransitionAnnouncer.create(shared);
    this.#checks = SharedChecks.create(shared);
    this.#sources = ForwarderSources.create(shared);
    this.#examination = ForwarderExamination.create({
      ...shared,
      announcer: this.announcer,
    });
  }

  static create(options: HealthSweepOptions): HealthSweep {
    return new HealthSweep(options);
  }

  /**
   * Lists the catalog, and registers each forwarder with its sources. Those
   * that left it are forgotten, but only when the catalog answered with a
   * whole list. Judges those that may not be looked at: no other sweep does.
   *
   * @param options - `fence`: of the catalog's shard
   * @returns all that are registered
   */
  async listForwarders(options: {
    signal: AbortSignal;
    fence?: Fence;
  }): Promise<RegisteredForwarder[]> {
    const { store, register } = this.#options;
    const describedAt = this.#now();
    // Whoever is registered while the catalog is listed need not be in the list.
    const [described, judged] = await Promise.all([
      register.refs(),
      store.refs(),
    ]);
    const forwarders = await this.#options.forwarders.list();
    options.signal.throwIfAborted();
    const listed = new Set(forwarders.map(({ entityRef }) => entityRef));
    const gone = (refs: string[]) => refs.filter(ref => !listed.has(ref));
    const registered: RegisteredForwarder[] = [];
    for (const chunk of chunked(forwarders, READ_CHUNK)) {
      const known = await store.knownMany(chunk.map(f => f.entityRef));
      registered.push(
        ...chunk.map(forwarder =>
          this.#sources.register(forwarder, known.get(forwarder.entityRef)),
        ),
      );
    }
    // What left the register gets no state any more, so that none is left over.
    await register.remove(gone(described));
    await register.putAll(registered);
    await store.forget(gone(judged));
    await this.#look(
      {
        forwarders: registered
          .filter(({ sources }) => sources.length === 0)
          .map(({ forwarder }) => forwarder),
      },
      describedAt,
      { ...options, dueOf: () => everyFact },
    );
    return registered;
  }

  /**
   * Looks at what one source tells of its forwarders, part by part.
   *
   * @param options - `source`: the one to read from; `after`: the place after
   *   which it begins, else at the first forwarder
   * @returns how many forwarders were looked at
   * @throws LeaseLostError when another replica has claimed the shard
   */
  async sweepSource(options: {
    source: NonNullable<CollectionOptions['source']>;
    key: string;
    signal: AbortSignal;
    fence?: Fence;
    after?: string;
  }): Promise<number> {
    const { register, settings } = this.#options;
    const started = this.#now();
    const { source, signal, fence } = options;
    const collection = this.#options.collector.open({ source, signal });
    const look: Look = {
      signal,
      fence,
      source,
      dueOf: known => dueFacts(known?.facts ?? {}, started, settings.periods),
    };
    let { after } = options;
    let count = 0;
    // While one part is written the next is read: a quota that fills again
    // meanwhile would else be left unused.
    let writing: Promise<void> = Promise.resolve();
    try {
      for (;;) {
        signal.throwIfAborted();
        const describedAt = this.#now();
        const page = await register.page(options.key, {
          after,
          limit: READ_CHUNK,
        });
        const last = page[page.length - 1];
        if (!last) {
          await writing;
          return count;
        }
        const reading = this.#read(
          {
            forwarders: page.map(({ forwarder }) => forwarder),
            places: new Map(
              page.map(({ forwarder, place }) => [forwarder.entityRef, place]),
            ),
          },
          describedAt,
          look,
          collection,
        );
        const [read, written] = await Promise.allSettled([reading, writing]);
        if (written.status === 'rejected') {
          throw written.reason;
        }
        if (read.status === 'rejected') {
          throw read.reason;
        }
        writing = this.#write(read.value, look);
        // Looked at with the next part; until then its failure has a listener.
        writing.catch(() => {});
        after = last.place;
        count += page.length;
      }
    } finally {
      // Nothing is written any more once the sweep is over.
      await writing.catch(() => {});
    }
  }

  /**
   * Looks at all forwarders of the catalog and at all their sources, without
   * shards: for one process that has them to itself.
   *
   * @param facts - reads what is due, or everything
   */
  async sweepAll(
    signal: AbortSignal,
    facts: 'due' | 'all' = 'due',
  ): Promise<void> {
    const { settings } = this.#options;
    const started = this.#now();
    const all = await this.listForwarders({ signal });
    const readable = all.filter(({ sources }) => sources.length > 0);
    for (const chunk of chunked(readable, READ_CHUNK)) {
      await this.#look(
        { forwarders: chunk.map(({ forwarder }) => forwarder) },
        started,
        {
          signal,
          dueOf:
            facts === 'all'
              ? () => everyFact
              : known =>
                  dueFacts(known?.facts ?? {}, started, settings.periods),
        },
      );
    }
  }

  /**
   * Looks at one forwarder now, at all that tells of it. Calls for the same
   * one, at whichever replica, share an answer; never one that was read before
   * the call.
   *
   * @throws NotFoundError when the catalog has no such forwarder
   */
  async checkNow(entityRef: string): Promise<ForwarderState> {
    return this.#checks.run(entityRef, begin =>
      this.#checkOne(entityRef, begin),
    );
  }

  /** @param begin - called before the first fact is read */
  async #checkOne(
    entityRef: string,
    begin: () => void,
  ): Promise<ForwarderState> {
    const { forwarders, register, store, shards } = this.#options;
    const describedAt = this.#now();
    const forwarder = await forwarders.get(entityRef);
    if (!forwarder) {
      await register.remove([entityRef]);
      throw new NotFoundError(
        `${entityRef} is not a forwarder: the catalog has no such entity with the annotation siem-forwarder/export-rule`,
      );
    }
    const known = await store.knownMany([forwarder.entityRef]);
    const registered = this.#sources.register(
      forwarder,
      known.get(forwarder.entityRef),
    );
    await register.put(registered);
    await shards.add(registered.sources, this.#now());
    begin();
    await this.#look({ forwarders: [forwarder] }, describedAt, {
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
      dueOf: () => everyFact,
    });
    const state = await store.get(forwarder.entityRef);
    if (!state) {
      throw new NotFoundError(
        `${entityRef} left the catalog while it was being checked`,
      );
    }
    return state;
  }

  /** Reads, judges and stores a part of the forwarders. */
  async #look(part: Part, describedAt: number, look: Look): Promise<void> {
    const { fence: _, dueOf: __, ...options } = look;
    const collection = this.#options.collector.open(options);
    await this.#write(
      await this.#read(part, describedAt, look, collection),
      look,
    );
  }

  /**
   * Reads what is due of a part of the forwarders. When the signal ends it,
   * what was read until then is given back: unread facts keep their last value
   * with its age.
   */
  async #read(
    part: Part,
    describedAt: number,
    { dueOf }: Look,
    collection: Collection,
  ): Promise<PartRead> {
    const { forwarders } = part;
    const known = await this.#options.store.knownMany(
      forwarders.map(({ entityRef }) => entityRef),
    );
    const requests = forwarders.map(forwarder => {
      const previous = ofDefinition(known.get(forwarder.entityRef), forwarder);
      return {
        forwarder,
        previous: previous?.facts ?? {},
        due: dueOf(previous),
      };
    });
    const snapshots =
      requests.length > 0 ? await collection.collect(requests) : new Map();
    return { ...part, describedAt, known, snapshots };
  }

  /** Judges and stores what was read. */
  async #write(
    { forwarders, places, describedAt, known, snapshots }: PartRead,
    { fence, signal }: Look,
  ): Promise<void> {
    if (fence && wasLeft(signal)) {
      throw signal.reason;
    }
    for (const part of chunked(forwarders, WRITE_CHUNK)) {
      const cursor = places?.get(part[part.length - 1].entityRef);
      const states = await this.#examination.store({
        snapshots: part.flatMap(
          ({ entityRef }) => snapshots.get(entityRef) ?? [],
        ),
        describedAt,
        signal,
        fence: fence && {
          ...fence,
          ...(cursor === undefined
            ? {}
            : { progress: { cursor, forwarders: part.length } }),
        },
      });
      await this.#sources.follow(part, known, states);
    }
  }
}

/** True when a sweep was given up for another replica to do it: what this one could not read says nothing then. */
function wasLeft({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason?.name !== 'TimeoutError';
}

function chunked<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += size) {
    chunks.push(items.slice(i, i + size));
  }
  return chunks;
}
