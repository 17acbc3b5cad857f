import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { TransitionOutbox } from '../store/TransitionOutbox';
import { TransitionPublisher } from './TransitionPublisher';

/** How long one replica has to tell of what another one did not; twice as long each time, at most an hour. */
const CLAIM_MS = 60_000;
const LONGEST_CLAIM_MS = 60 * 60_000;

/** How often it is tried again: for about two hours. */
const TRIES = 8;

/** Transitions that are caught up on at one time. */
const LIMIT = 100;

/** Longest time of telling; a sweep waits for it. */
const PUBLISH_TIMEOUT_MS = 20_000;

/** What a {@link TransitionAnnouncer} works with. */
export interface AnnouncerOptions {
  publisher: TransitionPublisher;
  outbox: TransitionOutbox;
  logger: LoggerService;
  /** The present in epoch milliseconds. */
  now(): number;
}

/**
 * Tells of transitions: the replica that stored one does at once, and whoever
 * comes next when it crashed or could not.
 */
export class TransitionAnnouncer {
  readonly #options: AnnouncerOptions;

  private constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  static create(options: AnnouncerOptions): TransitionAnnouncer {
    return new TransitionAnnouncer(options);
  }

  /**
   * Never throws: what could not be told is caught up on.
   *
   * @param tries - how often it has been caught up on already, this time
   *   included; the last time it is given up
   */
  async announce(transition: Transition, tries = 0): Promise<void> {
    const { publisher, outbox, logger } = this.#options;
    try {
      const putOff = await withinTime(publisher.publish(transition));
      await (putOff
        ? outbox.putOff(transition.id, putOff.until)
        : outbox.told(transition.id));
    } catch (error) {
      const what = `Could not tell that ${transition.entityRef} became ${transition.to}`;
      if (tries < TRIES) {
        logger.warn(`${what}, and will try again: ${stringifyError(error)}`);
        return;
      }
      logger.warn(
        `${what}, and will not try again after ${TRIES} times; it is in the history: ${stringifyError(
          error,
        )}`,
      );
      await this.#giveUp(transition);
    }
  }

  /** Tells of what is left over. */
  async catchUp(): Promise<void> {
    const left = await this.#options.outbox.claim({
      now: this.#options.now(),
      holdFor: tries => Math.min(CLAIM_MS * 2 ** (tries - 1), LONGEST_CLAIM_MS),
      limit: LIMIT,
    });
    for (const { transition, tries } of left) {
      await this.announce(transition, tries);
    }
  }

  async #giveUp({ id }: Transition): Promise<void> {
    try {
      await this.#options.outbox.told(id);
    } catch (error) {
      // It is dropped when it is a day old.
      this.#options.logger.warn(
        `Could not note that nobody tries to tell of ${id} any more: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}

async function withinTime<T>(told: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Error(
            `those who listen did not take it within ${
              PUBLISH_TIMEOUT_MS / 1000
            } seconds`,
          ),
        ),
      PUBLISH_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([told, late]);
  } finally {
    clearTimeout(timer);
  }
}
