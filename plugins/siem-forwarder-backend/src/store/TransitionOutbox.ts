import { Transition } from 'backstage-plugin-siem-forwarder-common';

/** Who is told of transitions: open pages and the event bus, and the owner. */
export type Audience = 'everybody' | 'owner';

/** A transition that is told again. */
export interface LeftOver {
  transition: Transition;
  /** How often it has been claimed, this time included. */
  tries: number;
}

/** Transitions of which not everybody has been told yet; the store adds each in the transaction that writes it. */
export interface TransitionOutbox {
  /** Notes that everybody was told, or that nobody tries any more. */
  told(id: string): Promise<void>;
  /** Notes that some were told, who are not told again. */
  noteTold(id: string, audiences: Audience[]): Promise<void>;
  /** Who has been told already. */
  audiencesTold(id: string): Promise<Audience[]>;
  /**
   * Takes transitions that their writer did not tell of in time, oldest first,
   * and keeps other replicas from telling of them meanwhile. Drops those that
   * are older than two days.
   *
   * @param options - `now`: epoch milliseconds; `holdFor`: how long nobody else
   *   takes one, in milliseconds, by how often it has been claimed
   */
  claim(options: {
    now: number;
    holdFor(tries: number): number;
    limit: number;
  }): Promise<LeftOver[]>;
  /**
   * Leaves a transition alone until then: it is too early to tell of it.
   *
   * @param until - epoch milliseconds
   */
  putOff(id: string, until: number): Promise<void>;
  /**
   * Takes the oldest transition of a forwarder of which everybody has not been
   * told, for one who tells of them in their order.
   *
   * @param options - `upTo`: id of the transition after which nothing is
   *   taken, of the same forwarder; `now`: epoch milliseconds; `holdFor`: how
   *   long nobody else takes it, in milliseconds, unless it is noted as told or
   *   released
   * @returns undefined when everybody was told of all; 'held' when somebody
   *   else is telling of the oldest
   */
  takeOldest(options: {
    upTo: string;
    now: number;
    holdFor: number;
  }): Promise<Transition | 'held' | undefined>;
  /** Lets others take what {@link TransitionOutbox.takeOldest} took. */
  release(id: string): Promise<void>;
}
