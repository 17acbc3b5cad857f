import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { TransitionOutbox } from '../store/TransitionOutbox';
import { TransitionPublisher } from './TransitionPublisher';

/** How long one replica has to tell of what another one did not. */
const CLAIM_MS = 60_000;

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

  /** Never throws: what could not be told is caught up on. */
  async announce(transition: Transition): Promise<void> {
    const { publisher, outbox, logger } = this.#options;
    try {
      await withinTime(publisher.publish(transition));
      await outbox.told(transition.id);
    } catch (error) {
      logger.warn(
        `Could not tell that ${transition.entityRef} became ${
          transition.to
        }, and will try again: ${stringifyError(error)}`,
      );
    }
  }

  /** Tells of what is left over. */
  async catchUp(): Promise<void> {
    const now = this.#options.now();
    const left = await this.#options.outbox.claim({
      now,
      until: now + CLAIM_MS,
      limit: LIMIT,
    });
    for (const transition of left) {
      await this.announce(transition);
    }
  }
}

async function withinTime(told: Promise<void>): Promise<void> {
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
    await Promise.race([told, late]);
  } finally {
    clearTimeout(timer);
  }
}
