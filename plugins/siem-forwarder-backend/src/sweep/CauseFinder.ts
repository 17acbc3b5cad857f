import {
  Cause,
  Finding,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';
import { Forwarder } from '../collect/Forwarder';
import { ForwarderState } from '../store/HealthStore';

/** A forwarder that turned because its configuration is not what it was. */
export interface ConfigurationTurn {
  /** Whose resources are asked about. */
  forwarder: Forwarder;
  /** What is about to be stored, with its facts and findings. */
  state: ForwarderState;
  /** The state before; absent when nobody looked before, or when it was about another definition. */
  before?: ForwarderState;
  /** The change of health that is about to be stored. */
  transition: Transition;
  /**
   * Findings about configuration that are newly failing or warning, in flow
   * order and without consequences of others; at least one.
   */
  findings: Finding[];
  /** Set when it is asked for the second time: from when on to look (ISO 8601). */
  from?: string;
}

/**
 * Finds out who brought a change of health about.
 *
 * @remarks
 * Asked once for each transition, and once more where the answer says that
 * the log may know more later; outside of the transaction that stores it,
 * and given up when the signal ends. An answer that nobody can be named is an
 * answer: `first-seen`, with the reason. A rejection is taken as such.
 */
export interface CauseFinder {
  find(
    turn: ConfigurationTurn,
    options: { signal: AbortSignal },
  ): Promise<Cause>;
}
