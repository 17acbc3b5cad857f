import { sourceKey } from '../collect/Source';
import { HealthSweep } from './HealthSweep';
import { factSourceOf, Shard } from './Shard';
import { ShardStore } from './ShardStore';

/** What a {@link ShardSweep} works with. */
export interface ShardSweepOptions {
  sweep: Pick<HealthSweep, 'listForwarders' | 'sweepSource'>;
  shards: Pick<ShardStore, 'add' | 'retain'>;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/**
 * Sweeps what a shard is about: lists the catalog, which brings the shards of
 * new sources and removes those that no forwarder has any more, or looks at
 * what one source tells.
 */
export class ShardSweep {
  readonly #options: ShardSweepOptions;

  private constructor(options: ShardSweepOptions) {
    this.#options = options;
  }

  static create(options: ShardSweepOptions): ShardSweep {
    return new ShardSweep(options);
  }

  /** @returns how many forwarders were done */
  async run(
    shard: Shard,
    { signal }: { signal: AbortSignal },
  ): Promise<number> {
    const { sweep } = this.#options;
    const fence = { key: shard.key, token: shard.token };
    const source = factSourceOf(shard.source);
    return source
      ? sweep.sweepSource({
          source,
          key: shard.key,
          signal,
          fence,
          after: shard.cursor,
        })
      : this.#list({ signal, fence });
  }

  async #list(
    options: Parameters<HealthSweep['listForwarders']>[0],
  ): Promise<number> {
    const { sweep, shards, now = Date.now } = this.#options;
    const all = await sweep.listForwarders(options);
    const sources = new Map(
      all.flatMap(each =>
        each.sources.map(source => [sourceKey(source), source] as const),
      ),
    );
    await shards.add([...sources.values()], now());
    await shards.retain([...sources.keys()]);
    return all.length;
  }
}
