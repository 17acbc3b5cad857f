import { Transition } from 'backstage-plugin-siem-forwarder-common';

/** Transitions of which nobody has been told yet; the store adds each in the transaction that writes it. */
export interface TransitionOutbox {
  /** Notes that everybody was told. */
  told(id: string): Promise<void>;
  /**
   * Takes transitions that their writer did not tell of in time, oldest first,
   * and keeps other replicas from telling of them meanwhile. Drops those that
   * are older than a day.
   *
   * @param options - `now`, `until`: epoch milliseconds
   */
  claim(options: {
    now: number;
    until: number;
    limit: number;
  }): Promise<Transition[]>;
}
