import { Collector } from '../collect/Collector';
import { FactSet } from '../collect/Facts';
import { Forwarder } from '../collect/Forwarder';
import { sourceKey } from '../collect/Source';
import { HealthStore, KnownForwarder } from '../store/HealthStore';
import { RegisteredForwarder } from './ForwarderRegister';
import { sourcesToRead } from './sourcesToRead';
import { SweepTables } from './sweepTables';

/** What {@link ForwarderSources} work with. */
export interface ForwarderSourcesOptions
  extends Pick<SweepTables, 'register' | 'shards'> {
  collector: Pick<Collector, 'sourcesOf'>;
  store: Pick<HealthStore, 'knownMany'>;
  /** The present in epoch milliseconds. */
  now(): number;
}

type Known = Pick<KnownForwarder, 'definition' | 'facts'>;

/** Keeps the register and the shards in step with what facts say of a forwarder's sources. */
export class ForwarderSources {
  readonly #options: ForwarderSourcesOptions;

  private constructor(options: ForwarderSourcesOptions) {
    this.#options = options;
  }

  static create(options: ForwarderSourcesOptions): ForwarderSources {
    return new ForwarderSources(options);
  }

  /** A forwarder with its sources, by what is known of it. */
  register(
    forwarder: Forwarder,
    known: Known | undefined,
  ): RegisteredForwarder {
    const facts = ofDefinition(known, forwarder)?.facts ?? {};
    const region = regionOf(facts);
    return {
      forwarder,
      sources: this.#options.collector.sourcesOf(forwarder, facts),
      ...(region ? { region } : {}),
    };
  }

  /**
   * Follows what a look brought.
   *
   * @param known - what was known before
   * @param judged - what was judged by it; those that are missing wait for
   *   their other sources
   */
  async follow(
    forwarders: Forwarder[],
    known: ReadonlyMap<string, KnownForwarder>,
    judged: ReadonlyMap<string, Known>,
  ): Promise<void> {
    await this.#noteOthers(forwarders, known, judged);
    await this.#hastenOthers(
      forwarders.filter(
        forwarder =>
          !judged.has(forwarder.entityRef) &&
          !ofDefinition(known.get(forwarder.entityRef), forwarder)?.judged,
      ),
    );
  }

  /** A rule that was read for the first time, or names another hub, brings other sources. */
  async #noteOthers(
    forwarders: Forwarder[],
    known: ReadonlyMap<string, Known>,
    judged: ReadonlyMap<string, Known>,
  ): Promise<void> {
    const moved = forwarders.flatMap(forwarder => {
      const before = ofDefinition(known.get(forwarder.entityRef), forwarder);
      const after = judged.get(forwarder.entityRef);
      return after && partsOf(before?.facts) !== partsOf(after.facts)
        ? [this.register(forwarder, after)]
        : [];
    });
    if (moved.length > 0) {
      const { register, shards, now } = this.#options;
      await register.assign(moved);
      const sources = new Map(
        moved.flatMap(each =>
          each.sources.map(source => [sourceKey(source), source] as const),
        ),
      );
      await shards.add([...sources.values()], now());
    }
  }

  /** Lets the other sources of those that are not judged yet be swept soon. */
  async #hastenOthers(waiting: Forwarder[]): Promise<void> {
    const { store, shards, now } = this.#options;
    const known = await store.knownMany(
      waiting.map(({ entityRef }) => entityRef),
    );
    const keys = waiting.flatMap(forwarder => {
      const before = known.get(forwarder.entityRef);
      const facts = ofDefinition(before, forwarder)?.facts ?? {};
      const { sources } = this.register(forwarder, before);
      return sourcesToRead(forwarder, sources, facts).map(sourceKey);
    });
    await shards.hasten([...new Set(keys)], now());
  }
}

/** What is known, when it is about the forwarder as it is described now. */
export function ofDefinition<T extends Known>(
  known: T | undefined,
  { definition }: Forwarder,
): T | undefined {
  return known?.definition === definition ? known : undefined;
}

/** What the sources and the place of a forwarder depend on. */
function partsOf(facts: FactSet | undefined): string {
  const rule = facts?.exportRule;
  const value = rule && 'value' in rule ? rule.value : undefined;
  return JSON.stringify([
    value?.destinationId,
    value?.eventHubName,
    facts && regionOf(facts),
  ]);
}

function regionOf({ workspace }: FactSet): string | undefined {
  return workspace && 'value' in workspace
    ? workspace.value?.region
    : undefined;
}
