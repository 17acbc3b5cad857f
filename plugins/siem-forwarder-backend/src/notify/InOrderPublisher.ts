import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { TransitionOutbox } from '../store/TransitionOutbox';
import { TransitionPublisher } from '../sweep/TransitionPublisher';

/** How long one replica has to tell of one change; the announcer gives up before. */
const TELLING_MS = 30_000;

/** What an {@link InOrderPublisher} works with. */
export interface InOrderPublisherOptions {
  /** Of everybody. */
  publisher: { publish(transition: Transition): Promise<void> };
  outbox: Pick<TransitionOutbox, 'takeOldest' | 'noteTold' | 'release'>;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/**
 * Tells everybody of the changes of a forwarder in their order, whichever
 * replicas wrote them: before a change those that are older and could not be
 * told are told, and when that fails the change waits with them.
 */
export class InOrderPublisher implements TransitionPublisher {
  readonly #options: InOrderPublisherOptions;

  private constructor(options: InOrderPublisherOptions) {
    this.#options = options;
  }

  static create(options: InOrderPublisherOptions): InOrderPublisher {
    return new InOrderPublisher(options);
  }

  async publish({ id, entityRef }: Transition): Promise<void> {
    const { publisher, outbox, now = Date.now } = this.#options;
    for (;;) {
      const oldest = await outbox.takeOldest({
        upTo: id,
        now: now(),
        holdFor: TELLING_MS,
      });
      if (!oldest) {
        return;
      }
      if (oldest === 'held') {
        throw new Error(`an earlier change of ${entityRef} is being told`);
      }
      try {
        await publisher.publish(oldest);
      } catch (error) {
        await outbox.release(oldest.id);
        throw error;
      }
      await outbox.noteTold(oldest.id, ['everybody']);
    }
  }
}
