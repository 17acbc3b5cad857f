import { stringifyError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { HealthStore } from '../store/HealthStore';
import { TransitionPublisher } from '../sweep/TransitionPublisher';
import { notificationOf } from './notificationOf';

/** Milliseconds after which a notification counts as not sent. */
const SEND_TIMEOUT = 10_000;

/** Milliseconds in which nothing is tried after a notification that was not answered. */
const REST = 60_000;

/** What an {@link OwnerNotifier} works with. */
export interface OwnerNotifierOptions {
  notifications: Pick<NotificationService, 'send'>;
  /** Read with the plugin's own credentials. */
  forwarders: Pick<ForwarderCatalog, 'get'>;
  store: Pick<HealthStore, 'judgement' | 'transitions'>;
  /** Milliseconds after which a notification counts as not sent; 10,000 when absent. */
  sendTimeout?: number;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/**
 * Notifies the owner of a forwarder of changes of its health.
 *
 * @remarks
 * What cannot be sent is an error with the words that were to be told, so that
 * it is tried again. Everything is in the history all the same. A forwarder that is paused tells
 * nothing, and neither does a change that was overtaken by another one: the
 * owner has been told of that one, or will be.
 */
export class OwnerNotifier implements TransitionPublisher {
  readonly #options: OwnerNotifierOptions;
  #restsUntil = -Infinity;

  private constructor(options: OwnerNotifierOptions) {
    this.#options = options;
  }

  static create(options: OwnerNotifierOptions): OwnerNotifier {
    return new OwnerNotifier(options);
  }

  async publish(transition: Transition): Promise<void> {
    try {
      await this.#notify(transition);
    } catch (error) {
      throw new Error(
        `Could not notify the owner of ${transition.entityRef} that it became ${
          transition.to
        } (${transition.reason}): ${stringifyError(error)}`,
        { cause: error },
      );
    }
  }

  async #notify(transition: Transition): Promise<void> {
    const { forwarders, store, notifications } = this.#options;
    const { entityRef } = transition;
    if (!notificationOf(transition, { title: entityRef })) {
      return;
    }
    const [forwarder, state, [newest]] = await Promise.all([
      forwarders.get(entityRef),
      store.judgement(entityRef),
      store.transitions(entityRef, { limit: 1 }),
    ]);
    const overtaken = newest && newest.id !== transition.id;
    if (!forwarder?.owner || forwarder.paused !== undefined || overtaken) {
      return;
    }
    // Words about another definition name resources that the present owner
    // may have nothing to do with.
    const same = state?.definition === forwarder.definition;
    // After a crash transitions are told late: the state may be further on.
    const current = same && state.evaluation.health === transition.to;
    const payload = notificationOf(same ? transition : wordless(transition), {
      title: forwarder.title,
      ...(current
        ? { remedy: state.evaluation.remedy, loss: state.evaluation.loss }
        : {}),
    });
    if (payload) {
      await this.#send(
        notifications.send.bind(notifications, {
          recipients: { type: 'entity', entityRef: forwarder.owner },
          payload,
        }),
      );
    }
  }

  /**
   * The notifications service has no time limit of its own, and sweeps wait
   * for it: when it hangs, hundreds of changes must not wait one after the
   * other.
   */
  async #send(send: () => Promise<void>): Promise<void> {
    const { sendTimeout = SEND_TIMEOUT, now = Date.now } = this.#options;
    if (now() < this.#restsUntil) {
      throw new Error(
        'the notifications plugin did not answer a moment ago, and is left alone for a minute',
      );
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#restsUntil = now() + REST;
        reject(
          new Error(
            `the notifications plugin did not answer within ${
              sendTimeout / 1000
            } seconds`,
          ),
        );
      }, sendTimeout);
    });
    const sending = send();
    // An answer that comes too late is nobody's any more.
    sending.catch(() => {});
    try {
      await Promise.race([sending, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function wordless({ cause, ...transition }: Transition): Transition {
  return {
    ...transition,
    reason: 'It was changed since; its page says what is known now',
  };
}
