import {
  ForwarderSummary,
  Health,
  Transition,
  Uptime,
} from 'backstage-plugin-siem-forwarder-common';
import { SnapshotSiem } from '../collect/Snapshot';
import { FactSet } from '../collect/Facts';
import { Evaluation } from '../evaluate/Evaluation';

/** The last judgement of a forwarder, and what it rests on. */
export interface ForwarderState {
  entityRef: string;
  /** {@link Forwarder.definition} that it is about. */
  definition: string;
  /** When the facts were collected (ISO 8601 with zone). */
  checkedAt: string;
  /** The reason of a pause, at that time. */
  paused?: string;
  siem?: SnapshotSiem;
  evaluation: Evaluation;
  facts: FactSet;
}

/** A state without the facts that it rests on, which are large. */
export type Judgement = Omit<ForwarderState, 'facts'>;

/** What a list shows of a state. */
export interface StoredSummary
  extends Pick<
    ForwarderSummary,
    | 'entityRef'
    | 'siem'
    | 'region'
    | 'health'
    | 'headline'
    | 'since'
    | 'lastEventAt'
  > {
  definition: string;
  checkedAt: string;
}

/** What an update brought. */
export interface HealthUpdate {
  state: ForwarderState;
  /** The change of health, when there was one. */
  transition?: Transition;
}

/**
 * Keeps what is known of forwarders.
 *
 * @remarks
 * A state and the transition that leads to it are written together or not at
 * all. A state that does not change the health writes no transition.
 */
export interface HealthStore {
  /**
   * Replaces a state by what `next` makes of the one that is stored. No other
   * update of the same forwarder comes between. `next` must be pure: it may be
   * called again.
   */
  update(
    entityRef: string,
    next: (previous: ForwarderState | undefined) => ForwarderState,
  ): Promise<HealthUpdate>;
  get(entityRef: string): Promise<ForwarderState | undefined>;
  /** What a page shows of a forwarder: the state without its facts. */
  judgement(entityRef: string): Promise<Judgement | undefined>;
  /** The states of some forwarders, by entity ref; those without one are missing. */
  getMany(entityRefs: string[]): Promise<Map<string, ForwarderState>>;
  /** All summaries, by entity ref. */
  summaries(): Promise<Map<string, StoredSummary>>;
  /**
   * Forgets the states of forwarders that left the catalog; their transitions
   * stay. Call it only with a whole listing of the catalog.
   *
   * @param entityRefs - all that the catalog has
   * @returns entity refs that were forgotten
   */
  retain(entityRefs: string[]): Promise<string[]>;
  /** Newest first. */
  transitions(
    entityRef: string,
    options: { limit: number },
  ): Promise<Transition[]>;
  /** The share of time in which forwarding worked, in slots of equal length, of which the last runs now. */
  uptime(
    entityRef: string,
    options: { hours: number; slots: number; now: number },
  ): Promise<Uptime>;
  /**
   * Removes what is older than the instants (ISO 8601).
   *
   * @returns how many rows
   */
  expire(before: { transitions: string; spans: string }): Promise<number>;
}

/** A stretch of time in which one health was seen at every check. */
export interface HealthSpan {
  from: string;
  to: string;
  health: Health;
  paused: boolean;
}
