import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { PageSignal } from './PageSignal';
import { TransitionPublisher } from './TransitionPublisher';

/** Topic of transitions on the event bus. */
export const TRANSITION_TOPIC = 'siem-forwarder.transition';

/** What an event on {@link TRANSITION_TOPIC} carries. */
export type TransitionEvent = Pick<
  Transition,
  'id' | 'entityRef' | 'at' | 'from' | 'to' | 'reasons'
>;

/** The part of the events service that is used. */
export interface EventSender {
  publish(event: { topic: string; eventPayload: unknown }): Promise<void>;
}

/**
 * Publishes a transition as an event, and has all open pages reload.
 *
 * @remarks
 * The event carries entity ref and codes, but neither sentences, which
 * name resources, nor callers: it leaves the plugin, and a bus may carry it
 * out of the portal.
 */
export class BroadcastTransitionPublisher implements TransitionPublisher {
  readonly #pages: Pick<PageSignal, 'send'>;
  readonly #events: EventSender;

  private constructor(options: {
    pages: Pick<PageSignal, 'send'>;
    events: EventSender;
  }) {
    this.#pages = options.pages;
    this.#events = options.events;
  }

  static create(options: {
    pages: Pick<PageSignal, 'send'>;
    events: EventSender;
  }): BroadcastTransitionPublisher {
    return new BroadcastTransitionPublisher(options);
  }

  async publish(transition: Transition): Promise<void> {
    const { id, entityRef, at, from, to, reasons } = transition;
    const eventPayload: TransitionEvent = {
      id,
      entityRef,
      at,
      ...(from ? { from } : {}),
      to,
      reasons,
    };
    await this.#events.publish({ topic: TRANSITION_TOPIC, eventPayload });
    await this.#pages.send();
  }
}
