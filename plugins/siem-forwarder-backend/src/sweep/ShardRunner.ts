import {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { v4 as uuid } from 'uuid';
import { LeaseLostError } from '../store/LeaseLostError';
import { Shard } from './Shard';
import { ShardStore } from './ShardStore';

/** Id of the local task that claims shards. */
export const SWEEP_TASK_ID = 'siem-forwarder-sweep';

/** How a {@link ShardRunner} works. */
export interface ShardRunnerOptions {
  shards: ShardStore;
  /**
   * Sweeps a shard to its end.
   *
   * @returns how many forwarders were done
   */
  sweep(shard: Shard, options: { signal: AbortSignal }): Promise<number>;
  /** Done beside each tick, unless the last one is still at it. */
  atTick?(): Promise<void>;
  /** How often each shard is swept. */
  period: HumanDuration;
  logger: LoggerService;
  /** Name of this replica in the table; a new one when absent. */
  owner?: string;
  /** How long a shard is held unless the replica says more: after a crash it waits for that long; 40 seconds. */
  lease?: HumanDuration;
  /** How often it looks for due shards; 2 seconds. */
  tick?: HumanDuration;
  /** The first tick comes within this time, so that replicas that start together do not call together; 30 seconds. */
  startWithin?: HumanDuration;
  /** How long a sweep that is ended has to store what it read; 5 seconds. */
  grace?: HumanDuration;
  /** Shards that are swept at one time; 4. */
  concurrency?: number;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/** A round that takes longer than this many periods is ended, so that a hung one holds nothing up. */
const LONGEST_ROUND_PERIODS = 2;

/** A round that failed is tried again after this time, or after a period when that is shorter. */
const RETRY_MS = 60_000;

/** Heartbeats that may be missed before the lease ends. */
const BEATS_PER_LEASE = 4;

/** Names of replicas in the log. */
const NAME_LENGTH = 8;

/**
 * Claims shards that are due and sweeps them, on each replica by itself.
 *
 * @remarks
 * Replicas agree through the table of shards alone. A lease keeps two from
 * sweeping one shard at a time; the token of the claim keeps a replica that was
 * stopped for longer than its lease from writing when it wakes. A shard that
 * fails or hangs holds no other up.
 */
export class ShardRunner {
  readonly #options: ShardRunnerOptions;
  readonly #lease: number;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #beside: Promise<void> | undefined;

  /** Name of this replica in the table. */
  readonly owner: string;

  private constructor(options: ShardRunnerOptions) {
    this.#options = options;
    this.#lease = durationToMilliseconds(options.lease ?? { seconds: 40 });
    this.owner = options.owner ?? uuid().slice(0, NAME_LENGTH);
  }

  static create(options: ShardRunnerOptions): ShardRunner {
    return new ShardRunner(options);
  }

  /** Claims what is due from now on, and gives up what it holds when the backend shuts down. */
  async schedule(
    scheduler: SchedulerService,
    lifecycle: Pick<LifecycleService, 'addShutdownHook'>,
  ): Promise<void> {
    const { tick = { seconds: 2 }, startWithin = { seconds: 30 } } =
      this.#options;
    lifecycle.addShutdownHook(() => this.stop());
    await scheduler.scheduleTask({
      id: SWEEP_TASK_ID,
      frequency: tick,
      timeout: { minutes: 1 },
      initialDelay: {
        milliseconds: Math.ceil(
          Math.random() * durationToMilliseconds(startWithin),
        ),
      },
      // Each replica looks for itself; what keeps them apart is the lease.
      scope: 'local',
      fn: () => this.tick(),
    });
  }

  /** Ends all sweeps; another replica goes on where they were. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running.values());
  }

  /** Claims what is due, as much as may be swept at one time, and does not wait for it. */
  async tick(): Promise<void> {
    const { shards, concurrency = 4, atTick, logger } = this.#options;
    this.#beside ??= Promise.resolve(atTick?.())
      .catch(error =>
        logger.warn(
          `What comes with a tick did not succeed: ${stringifyError(error)}`,
        ),
      )
      .finally(() => {
        this.#beside = undefined;
      });
    while (this.#running.size < concurrency && !this.#stop.signal.aborted) {
      const now = this.#now();
      const shard = await shards.claim({
        owner: this.owner,
        now,
        leaseUntil: now + this.#lease,
      });
      if (!shard) {
        return;
      }
      // A lease that ran out while this replica stood still is claimed again.
      this.#running.set(
        `${shard.key} ${shard.token}`,
        this.#run(shard).finally(() =>
          this.#running.delete(`${shard.key} ${shard.token}`),
        ),
      );
    }
  }

  async #run(shard: Shard): Promise<void> {
    const { shards, sweep, logger } = this.#options;
    const { key, token } = shard;
    const started = this.#now();
    const period = durationToMilliseconds(this.#options.period);
    const lost = new AbortController();
    const signal = AbortSignal.any([
      lost.signal,
      this.#stop.signal,
      AbortSignal.timeout(
        Math.max(LONGEST_ROUND_PERIODS * period, this.#lease),
      ),
    ]);
    const heartbeat = this.#beat(shard, lost);
    const told = { shard: key, token: String(token), replica: this.owner };
    logger.debug(
      `Sweeps ${key} ${
        shard.cursor ? `after ${shard.cursor}` : 'from its start'
      }`,
      { ...told, at: new Date(started).toISOString() },
    );
    try {
      const outcome = await this.#outcomeOf(sweep(shard, { signal }), signal);
      const ended = this.#now();
      logger.debug(`Swept ${key} for ${ended - started} ms`, {
        ...told,
        at: new Date(ended).toISOString(),
        ...(typeof outcome === 'number' ? { forwarders: outcome } : {}),
      });
      if (lost.signal.aborted || outcome instanceof LeaseLostError) {
        logger.warn(
          `Another replica has claimed ${key}: what ${this.owner} read of it was left`,
        );
        return;
      }
      if (this.#stop.signal.aborted) {
        await shards.release({ key, token });
        return;
      }
      const failure =
        typeof outcome === 'number' ? undefined : stringifyError(outcome);
      if (failure) {
        logger.warn(`The sweep of ${key} did not succeed: ${failure}`);
      }
      const held = await shards.finish(
        { key, token },
        {
          result: failure ? 'failed' : 'ok',
          failure,
          forwarders:
            shard.roundForwarders + (typeof outcome === 'number' ? outcome : 0),
          at: ended,
          nextAt: failure
            ? ended + Math.min(period, RETRY_MS)
            : Math.max(ended, started + period),
        },
      );
      if (!held) {
        logger.warn(
          `Another replica has claimed ${key}: ${this.owner} held it for too long`,
        );
      }
    } catch (error) {
      // The lease ends by itself.
      logger.warn(`Could not give up ${key}: ${stringifyError(error)}`);
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** What a sweep came to; one that does not end when it is told to is left behind. */
  async #outcomeOf(
    sweep: Promise<number>,
    signal: AbortSignal,
  ): Promise<number | unknown> {
    try {
      const { grace = { seconds: 5 } } = this.#options;
      return await untilAborted(sweep, signal, durationToMilliseconds(grace));
    } catch (error) {
      return error ?? new Error('The sweep failed without a reason');
    }
  }

  #beat({ key, token }: Shard, lost: AbortController): NodeJS.Timeout {
    return setInterval(async () => {
      try {
        const held = await this.#options.shards.extend(
          { key, token },
          this.#now() + this.#lease,
        );
        if (!held) {
          lost.abort(new LeaseLostError(key));
        }
      } catch (error) {
        this.#options.logger.warn(
          `Could not hold ${key} for longer: ${stringifyError(error)}`,
        );
      }
    }, this.#lease / BEATS_PER_LEASE);
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** @param grace - how long the promise has to settle after the signal, in milliseconds */
function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  grace: number,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), grace);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
  });
}
