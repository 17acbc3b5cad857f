import { Transition } from 'backstage-plugin-siem-forwarder-common';

/** Says that it is too early to tell of a transition. */
export interface PutOff {
  /** When to ask again, in epoch milliseconds. */
  until: number;
}

/** Tells others of changes of health, after they are stored. */
export interface TransitionPublisher {
  publish(transition: Transition): Promise<void | PutOff>;
}
