import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { NotFoundError, stringifyError } from '@backstage/errors';
import pLimit from 'p-limit';
import { Collector } from '../collect/Collector';
import { dueFacts, everyFact } from '../collect/dueFacts';
import { Forwarder } from '../collect/Forwarder';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { mergeFacts, Snapshot } from '../collect/Snapshot';
import { evaluate } from '../evaluate/evaluate';
import { HealthSettings } from '../evaluate/HealthSettings';
import { ForwarderState, HealthStore } from '../store/HealthStore';
import { TransitionPublisher } from './TransitionPublisher';

/** Id of the scheduled task. */
export const SWEEP_TASK_ID = 'siem-forwarder-sweep';

/** States that are written at one time. */
const WRITES = 4;

/** Longest time of a check on demand. */
const CHECK_TIMEOUT_MS = 120_000;

/** What a {@link HealthSweep} works with. */
export interface HealthSweepOptions {
  forwarders: Pick<ForwarderCatalog, 'list' | 'get'>;
  collector: Pick<Collector, 'collect'>;
  store: HealthStore;
  settings: HealthSettings;
  publisher: TransitionPublisher;
  logger: LoggerService;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/**
 * Collects, judges and stores: all forwarders on a schedule, one on demand.
 */
export class HealthSweep {
  readonly #options: HealthSweepOptions;
  readonly #now: () => number;
  readonly #checks = new Map<string, Promise<ForwarderState>>();

  private constructor(options: HealthSweepOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  static create(options: HealthSweepOptions): HealthSweep {
    return new HealthSweep(options);
  }

  /** Sweeps at the flow's pace, first within half a minute so that replicas that start together do not call together. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    const { flow } = this.#options.settings.periods;
    await scheduler.scheduleTask({
      id: SWEEP_TASK_ID,
      frequency: flow,
      timeout: { minutes: 10 },
      initialDelay: { seconds: 3 + Math.floor(Math.random() * 27) },
      scope: 'global',
      fn: signal => this.sweepAll(signal),
    });
  }

  /**
   * Looks at all forwarders of the catalog. Those that left it are forgotten,
   * but only when the catalog answered with a whole list.
   */
  async sweepAll(signal: AbortSignal): Promise<void> {
    const { store, settings, logger } = this.#options;
    const started = this.#now();
    const forwarders = await this.#options.forwarders.list();
    await store.retain(forwarders.map(({ entityRef }) => entityRef));
    await this.#check(forwarders, signal, previous =>
      dueFacts(previous?.facts ?? {}, started, settings.periods),
    );
    logger.debug(
      `Swept ${forwarders.length} forwarders in ${this.#now() - started} ms`,
    );
  }

  /**
   * Looks at one forwarder now. Calls for the same one while it is being
   * looked at share the answer.
   *
   * @throws NotFoundError when the catalog has no such forwarder
   */
  async checkNow(entityRef: string): Promise<ForwarderState> {
    const running = this.#checks.get(entityRef);
    if (running) {
      return running;
    }
    const check = this.#checkOne(entityRef).finally(() =>
      this.#checks.delete(entityRef),
    );
    this.#checks.set(entityRef, check);
    return check;
  }

  async #checkOne(entityRef: string): Promise<ForwarderState> {
    const forwarder = await this.#options.forwarders.get(entityRef);
    if (!forwarder) {
      throw new NotFoundError(
        `${entityRef} is not a forwarder: the catalog has no such entity with the annotation siem-forwarder/export-rule`,
      );
    }
    const [state] = await this.#check(
      [forwarder],
      AbortSignal.timeout(CHECK_TIMEOUT_MS),
      () => everyFact,
    );
    return state;
  }

  async #check(
    forwarders: Forwarder[],
    signal: AbortSignal,
    dueOf: (previous: ForwarderState | undefined) => typeof everyFact,
  ): Promise<ForwarderState[]> {
    const { store, collector } = this.#options;
    const known = await store.getMany(forwarders.map(f => f.entityRef));
    const requests = forwarders.map(forwarder => {
      const previous = ofDefinition(known.get(forwarder.entityRef), forwarder);
      return {
        forwarder,
        previous: previous?.facts ?? {},
        due: dueOf(previous),
      };
    });
    // When the signal ends it, what was read until then is stored: unread facts
    // keep their last value with its age.
    const snapshots = await collector.collect(requests, { signal });
    const limit = pLimit(WRITES);
    return Promise.all(
      [...snapshots.values()].map(snapshot =>
        limit(() => this.#store(snapshot)),
      ),
    );
  }

  async #store(collected: Snapshot): Promise<ForwarderState> {
    const { store, settings, publisher, logger } = this.#options;
    const { forwarder } = collected;
    const { state, transition } = await store.update(
      forwarder.entityRef,
      stored => {
        const previous = ofDefinition(stored, forwarder);
        // The time is taken with the row locked, so that history stays in order.
        const now = Math.max(
          this.#now(),
          Date.parse(stored?.checkedAt ?? '1970-01-01T00:00:00Z'),
        );
        const snapshot: Snapshot = {
          ...collected,
          facts: collected.refusal
            ? {}
            : mergeFacts(previous?.facts ?? {}, collected.facts),
        };
        return {
          entityRef: forwarder.entityRef,
          definition: forwarder.definition,
          checkedAt: new Date(now).toISOString(),
          paused: forwarder.paused,
          siem: snapshot.siem,
          evaluation: evaluate(snapshot, previous?.evaluation, now, settings),
          facts: snapshot.facts,
        };
      },
    );
    if (transition) {
      try {
        await publisher.publish(transition);
      } catch (error) {
        // It is stored; only those who listen learn of it later.
        logger.warn(
          `Could not tell that ${forwarder.entityRef} became ${
            transition.to
          }: ${stringifyError(error)}`,
        );
      }
    }
    return state;
  }
}

/** A state, when it is about the forwarder as it is described now. */
function ofDefinition(
  state: ForwarderState | undefined,
  forwarder: Forwarder,
): ForwarderState | undefined {
  return state?.definition === forwarder.definition ? state : undefined;
}
