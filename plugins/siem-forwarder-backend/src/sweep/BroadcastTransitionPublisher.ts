import { JsonObject } from '@backstage/types';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { TransitionPublisher } from './TransitionPublisher';

/** Signal channel on which open pages learn that they should reload. */
export const SIGNAL_CHANNEL = 'siem-forwarder';

/** Topic of transitions on the event bus. */
export const TRANSITION_TOPIC = 'siem-forwarder.transition';

/** What an event on {@link TRANSITION_TOPIC} carries. */
export type TransitionEvent = Pick<
  Transition,
  'id' | 'entityRef' | 'at' | 'from' | 'to' | 'reasons'
>;

/** The part of the signals service that is used. */
export interface SignalSender {
  publish(signal: {
    recipients: { type: 'broadcast' };
    channel: string;
    message: JsonObject;
  }): Promise<void>;
}

/** The part of the events service that is used. */
export interface EventSender {
  publish(event: { topic: string; eventPayload: unknown }): Promise<void>;
}

/**
 * Publishes a transition as an event, and as a signal to all open pages.
 *
 * @remarks
 * The signal names the forwarder and says no more than that it changed:
 * everybody receives it, and pages read the rest with the rights of their
 * user. The event carries entity ref and codes, but neither sentences, which
 * name resources, nor callers: it leaves the plugin, and a bus may carry it
 * out of the portal.
 */
export class BroadcastTransitionPublisher implements TransitionPublisher {
  readonly #signals: SignalSender;
  readonly #events: EventSender;

  private constructor(options: { signals: SignalSender; events: EventSender }) {
    this.#signals = options.signals;
    this.#events = options.events;
  }

  static create(options: {
    signals: SignalSender;
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
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: SIGNAL_CHANNEL,
      message: { entityRef },
    });
  }
}
