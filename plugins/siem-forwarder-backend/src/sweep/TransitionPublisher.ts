import { Transition } from 'backstage-plugin-siem-forwarder-common';

/** Tells others of changes of health, after they are stored. */
export interface TransitionPublisher {
  publish(transition: Transition): Promise<void>;
}
