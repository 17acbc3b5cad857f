import { stringifyError } from '@backstage/errors';
import {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { HealthStore } from '../store/HealthStore';
import { PutOff, TransitionPublisher } from '../sweep/TransitionPublisher';
import { isNews } from './isNews';
import { farewellOf, notificationOf } from './notificationOf';
import { OwnerNotices } from './OwnerNotices';
import { isBlind, isTrouble } from './trouble';

/** Milliseconds after which a notification counts as not sent. */
const SEND_TIMEOUT = 10_000;

/** Milliseconds in which nothing is tried after a notification that was not answered. */
const REST = 60_000;

/** Owners are told of what cannot be checked once nobody has been able to look for this long. */
const BLIND_MS = 24 * 60 * 60_000;

/** A forwarder that was described anew is judged again within a few sweeps. */
const JUDGED_AGAIN_MS = 5 * 60_000;

/** What an {@link OwnerNotifier} works with. */
export interface OwnerNotifierOptions {
  notifications: Pick<NotificationService, 'send'>;
  /** Read with the plugin's own credentials. */
  forwarders: Pick<ForwarderCatalog, 'get'>;
  store: Pick<HealthStore, 'judgement' | 'transitions'>;
  notices: OwnerNotices;
  /** Milliseconds after which a notification counts as not sent; 10,000 when absent. */
  sendTimeout?: number;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/**
 * Notifies the owner of a forwarder when it is no longer as he was told last.
 *
 * @remarks
 * A transition is the occasion; what is told is how the forwarder is now,
 * measured by what its owner was told before: so he learns of a recovery
 * whichever way it went, and of nothing twice. A forwarder that is paused tells
 * nothing until the pause ends. What cannot be sent is an error with the words
 * that were to be told, so that it is tried again. Everything is in the history
 * all the same.
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

  async publish(transition: Transition): Promise<void | PutOff> {
    try {
      return await this.#notify(transition);
    } catch (error) {
      throw new Error(
        `Could not notify the owner of ${transition.entityRef} that it became ${
          transition.to
        } (${transition.reason}): ${stringifyError(error)}`,
        { cause: error },
      );
    }
  }

  async #notify(transition: Transition): Promise<void | PutOff> {
    const { forwarders, store, notices } = this.#options;
    const { entityRef } = transition;
    const [forwarder, [newest], last] = await Promise.all([
      forwarders.get(entityRef),
      store.transitions(entityRef, { limit: 1 }),
      notices.get(entityRef),
    ]);
    // The newest one tells how the forwarder is.
    if (!forwarder || newest?.id !== transition.id) {
      return undefined;
    }
    const handedOver = last !== undefined && last.recipient !== forwarder.owner;
    if (handedOver) {
      await this.#send(last.recipient, farewellOf(last));
      await notices.remove(entityRef);
    }
    const { owner } = forwarder;
    if (!owner || forwarder.paused !== undefined) {
      return undefined;
    }
    const state = await store.judgement(entityRef);
    // What was found under another description is not for the present owner.
    if (state && state.definition !== forwarder.definition) {
      return { until: this.#now() + JUDGED_AGAIN_MS };
    }
    // Another change was written meanwhile, and is told by itself.
    if (state?.evaluation.health !== transition.to) {
      return undefined;
    }
    const told = handedOver ? undefined : last;
    const { health, headline, reasons, remedy, loss } = state.evaluation;
    if (!isNews(told, { health, reasons })) {
      return undefined;
    }
    const lookAgainAt = Date.parse(transition.at) + BLIND_MS;
    if (health === 'unknown' && this.#now() < lookAgainAt) {
      return { until: lookAgainAt };
    }
    const { title } = forwarder;
    await this.#send(
      owner,
      notificationOf({
        entityRef,
        title,
        health,
        told,
        reason: headline,
        reasons,
        cause: state.cause,
        remedy,
        loss,
      }),
    );
    if (!isTrouble[health] && !isBlind[health]) {
      await notices.remove(entityRef);
      return undefined;
    }
    const trouble = isTrouble[health] ? health : told?.trouble;
    await notices.put({
      entityRef,
      recipient: owner,
      title,
      health,
      ...(trouble ? { trouble } : {}),
      reasons,
    });
    return undefined;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  /**
   * The notifications service has no time limit of its own, and sweeps wait
   * for it: when it hangs, hundreds of changes must not wait one after the
   * other.
   */
  async #send(
    recipient: string,
    payload: NotificationSendOptions['payload'],
  ): Promise<void> {
    const { notifications, sendTimeout = SEND_TIMEOUT } = this.#options;
    if (this.#now() < this.#restsUntil) {
      throw new Error(
        'the notifications plugin did not answer a moment ago, and is left alone for a minute',
      );
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#restsUntil = this.#now() + REST;
        reject(
          new Error(
            `the notifications plugin did not answer within ${
              sendTimeout / 1000
            } seconds`,
          ),
        );
      }, sendTimeout);
    });
    const sending = notifications.send({
      recipients: { type: 'entity', entityRef: recipient },
      payload,
    });
    // An answer that comes too late is nobody's any more.
    sending.catch(() => {});
    try {
      await Promise.race([sending, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
