import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { HealthStore } from './HealthStore';

/** Transitions are evidence for audits that look back a year; they are kept at least this long. */
const TRANSITIONS_AT_LEAST: HumanDuration = { days: 400 };

/** Spans feed the uptime of at most 90 days. */
const SPANS: HumanDuration = { days: 91 };

/** Samples are kept in slots of 15 minutes for this long, and in hours for as long as transitions at least. */
const FINE_SAMPLES: HumanDuration = { days: 30 };

/** Removes what is too old, and sums up what is getting old, once a day. */
export class HealthRetention {
  readonly #store: HealthStore;
  readonly #logger: LoggerService;
  readonly #retain: HumanDuration;
  readonly #now: () => number;

  private constructor(options: {
    store: HealthStore;
    logger: LoggerService;
    retain: HumanDuration;
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#retain = options.retain;
    this.#now = options.now ?? Date.now;
  }

  /** Reads `siemForwarder.history.retain`; shorter times than 400 days are lengthened. */
  static fromConfig(
    config: Config,
    options: {
      store: HealthStore;
      logger: LoggerService;
      now?: () => number;
    },
  ): HealthRetention {
    const key = 'siemForwarder.history.retain';
    const wanted = config.has(key)
      ? readDurationFromConfig(config, { key })
      : TRANSITIONS_AT_LEAST;
    const retain =
      durationToMilliseconds(wanted) <
      durationToMilliseconds(TRANSITIONS_AT_LEAST)
        ? TRANSITIONS_AT_LEAST
        : wanted;
    return new HealthRetention({ ...options, retain });
  }

  /** Runs it once a day. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'siem-forwarder-retention',
      frequency: { hours: 24 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 10 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  /** Removes what is too old now, and sums up what is older than 30 days. */
  async run(): Promise<void> {
    const now = this.#now();
    const before = (age: HumanDuration) =>
      new Date(now - durationToMilliseconds(age)).toISOString();
    const removed = await this.#store.expire({
      transitions: before(this.#retain),
      spans: before(SPANS),
      samples: before(TRANSITIONS_AT_LEAST),
    });
    const summed = await this.#store.rollUpSamples(before(FINE_SAMPLES));
    this.#logger.debug(
      `Removed ${removed} old rows of forwarder history, and summed ${summed} days of samples to hours`,
    );
  }
}
