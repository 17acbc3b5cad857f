import { Fence } from '../store/HealthStore';
import { RoundResult, Shard, ShardSource, ShardState } from './Shard';

/** How a round ended. */
export interface RoundEnd {
  result: Exclude<RoundResult, 'released'>;
  failure?: string;
  /** Forwarders of the whole round. */
  forwarders: number;
  /** Epoch milliseconds. */
  at: number;
  /** When the next one is due, in epoch milliseconds. */
  nextAt: number;
}

/**
 * The shards of all sweeps, and who holds which.
 *
 * @remarks
 * A replica holds a shard until its lease ends. The token of its claim is the
 * proof: every write of a sweep carries it, and is refused when another replica
 * has claimed the shard since, however late it comes.
 */
export interface ShardStore {
  /** Adds shards that are not there yet, due at an instant (epoch milliseconds). */
  add(sources: ShardSource[], dueAt: number): Promise<void>;
  /** Lets shards that nobody holds be due at an instant (epoch milliseconds), when they are due later. */
  hasten(keys: string[], dueAt: number): Promise<void>;
  /** Removes all others, but the catalog's. Call it only with a whole listing. */
  retain(keys: string[]): Promise<void>;
  /**
   * Claims the shard that has been due for longest and that nobody holds.
   *
   * @param options - `now`, `leaseUntil`: epoch milliseconds
   * @returns undefined when none is due
   */
  claim(options: {
    owner: string;
    now: number;
    leaseUntil: number;
  }): Promise<Shard | undefined>;
  /**
   * Holds a shard for longer.
   *
   * @returns false when another replica has claimed it
   */
  extend(fence: Fence, leaseUntil: number): Promise<boolean>;
  /** Ends a round; false when another replica has claimed the shard. */
  finish(fence: Fence, end: RoundEnd): Promise<boolean>;
  /** Gives a shard up in the middle of a round, which another replica goes on with at once. */
  release(fence: Fence): Promise<void>;
  /** All shards. */
  list(): Promise<ShardState[]>;
}
