import {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { Operations } from './Operations';
import { OperationStore } from './OperationStore';

/** How long an open operation may stand still; what it made costs money. */
const ROLL_BACK_AFTER: HumanDuration = { hours: 24 };

/** Operations that one replica works at, at one time. */
const CONCURRENCY = 4;

/** What {@link OperationDriver} works with. */
export interface OperationDriverOptions {
  operations: Operations;
  store: OperationStore;
  logger: LoggerService;
  /** How long an operation without progress stays open; 24 hours when absent. */
  rollBackAfter?: HumanDuration;
  /** The time; the system's when absent. */
  now?: () => Date;
}

/**
 * Goes on with the operations that the portal itself drives: those that a
 * button opened, those on which Retry was pressed, and everything that is
 * rolled back, an operation that has stood still for too long among them.
 *
 * @remarks
 * It runs on every replica; the claim of an operation keeps them apart, and
 * ends when its holder dies, so that another goes on.
 */
export class OperationDriver {
  readonly #options: OperationDriverOptions;
  readonly #now: () => Date;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();

  private constructor(options: OperationDriverOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  static create(options: OperationDriverOptions): OperationDriver {
    return new OperationDriver(options);
  }

  /** @param config - the root configuration */
  static fromConfig(
    config: Config,
    options: Omit<OperationDriverOptions, 'rollBackAfter'>,
  ): OperationDriver {
    const key = 'siemForwarder.operations.rollBackAfter';
    return new OperationDriver({
      ...options,
      ...(config.has(key) && {
        rollBackAfter: readDurationFromConfig(config, { key }),
      }),
    });
  }

  /** Looks for work from now on, and stops what is under way when the backend shuts down. */
  async schedule(
    scheduler: SchedulerService,
    lifecycle: Pick<LifecycleService, 'addShutdownHook'>,
  ): Promise<void> {
    lifecycle.addShutdownHook(() => this.stop());
    await scheduler.scheduleTask({
      id: 'siem-forwarder-operations',
      frequency: { seconds: 2 },
      timeout: { minutes: 1 },
      // Each replica looks for itself; what keeps them apart is the claim.
      scope: 'local',
      fn: () => this.tick(),
    });
  }

  /** Ends what is under way; another replica, or the next start, goes on. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running.values());
  }

  /** Begins with what is due, and does not wait for it. */
  async tick(): Promise<void> {
    const { store } = this.#options;
    await this.#rollBackStalled();
    const free = CONCURRENCY - this.#running.size;
    if (free <= 0 || this.#stop.signal.aborted) {
      return;
    }
    const due = await store.findDue(
      this.#now().toISOString(),
      free + this.#running.size,
    );
    for (const { id } of due) {
      if (!this.#running.has(id) && this.#running.size < CONCURRENCY) {
        this.#running.set(
          id,
          this.#drive(id).finally(() => this.#running.delete(id)),
        );
      }
    }
  }

  /** Resolves when nothing that this replica has begun is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  async #drive(id: string): Promise<void> {
    const { operations, logger } = this.#options;
    const { signal } = this.#stop;
    try {
      while (!signal.aborted && (await operations.advance(id, signal))) {
        // The next step, at once.
      }
    } catch (error) {
      // The operation says it too; people press Retry or Roll back.
      logger.warn(`Operation ${id} stands: ${stringifyError(error)}`);
    }
  }

  async #rollBackStalled(): Promise<void> {
    const {
      operations,
      store,
      rollBackAfter = ROLL_BACK_AFTER,
    } = this.#options;
    const since = new Date(
      this.#now().getTime() - durationToMilliseconds(rollBackAfter),
    );
    const stalled = await store.findStalled(since.toISOString(), CONCURRENCY);
    for (const { id } of stalled) {
      await operations.rollBack(
        id,
        `No step has succeeded since ${since
          .toISOString()
          .slice(0, 16)
          .replace('T', ' ')} UTC.`,
      );
    }
  }
}
