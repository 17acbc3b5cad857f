import {
  Cause,
  ForwarderSummary,
  Health,
  Transition,
  Uptime,
} from 'backstage-plugin-siem-forwarder-common';
import { SnapshotSiem } from '../collect/Snapshot';
import { FactSet } from '../collect/Facts';
import { Evaluation } from '../evaluate/Evaluation';
import { Samples } from './readSamples';

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
  /** Who brought the last change of health about, when somebody looked for him. */
  cause?: Cause;
  facts: FactSet;
}

/**
 * What has been read of a forwarder that is not judged yet, because some of
 * its sources have not been read since it is what it is.
 */
export interface Gathering {
  entityRef: string;
  /** {@link Forwarder.definition} that the facts are about. */
  definition: string;
  facts: FactSet;
  /** The last health, of an earlier definition. */
  health?: Health;
  /** Since when facts are gathered (ISO 8601 with zone). */
  since: string;
}

/** What the store holds of a forwarder. */
export type StoredForwarder = ForwarderState | Gathering;

/** What has been read of a forwarder. */
export interface KnownForwarder {
  /** {@link Forwarder.definition} that the facts are about. */
  definition: string;
  facts: FactSet;
  /** True when it has been judged. */
  judged: boolean;
}

/** True for a forwarder that has been judged. */
export function isJudged(stored: StoredForwarder): stored is ForwarderState {
  return 'evaluation' in stored;
}

/** Proof that a replica holds a shard; see {@link Shard}. */
export interface Fence {
  /** Key of the shard's source. */
  key: string;
  /** The token of the claim. */
  token: number;
  /** Where the sweep goes on after this write, when it is the last of its part. */
  progress?: {
    /** Place of the last forwarder. */
    cursor: string;
    /** How many forwarders were done. */
    forwarders: number;
  };
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
  /** {@link isLosing} */
  losing?: boolean;
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
  /**
   * As {@link HealthStore.update}, for several forwarders in one transaction.
   *
   * @param next - undefined leaves a forwarder as it is
   * @param options - `fence`: nothing is written when another replica has
   *   claimed the shard since
   * @returns what was judged, by entity ref
   * @throws LeaseLostError when the fence does not hold
   */
  updateMany(
    entityRefs: string[],
    next: (
      entityRef: string,
      previous: StoredForwarder | undefined,
    ) => StoredForwarder | undefined,
    options?: { fence?: Fence },
  ): Promise<Map<string, HealthUpdate>>;
  get(entityRef: string): Promise<ForwarderState | undefined>;
  /** What a page shows of a forwarder: the state without its facts. */
  judgement(entityRef: string): Promise<Judgement | undefined>;
  /** The states of some forwarders, by entity ref; those without one are missing. */
  getMany(entityRefs: string[]): Promise<Map<string, ForwarderState>>;
  /** What was read of some forwarders, by entity ref, without the judgements of it, which are large. */
  knownMany(entityRefs: string[]): Promise<Map<string, KnownForwarder>>;
  /** All summaries, by entity ref. */
  summaries(): Promise<Map<string, StoredSummary>>;
  /**
   * Forgets the states of forwarders that left the catalog; their transitions
   * stay. Whether they left only a whole listing of the catalog tells.
   */
  forget(entityRefs: string[]): Promise<void>;
  /** Entity refs of all forwarders that have a state. */
  refs(): Promise<string[]>;
  /** Newest first. */
  transitions(
    entityRef: string,
    options: { limit: number },
  ): Promise<Transition[]>;
  /**
   * The share of time in which forwarding worked, in slots of equal length, of
   * which the last runs now.
   *
   * @param options - `owner`: only the time in which the forwarder was his
   *   (entity ref), all of it when absent
   */
  uptime(
    entityRef: string,
    options: { hours: number; slots: number; now: number; owner?: string },
  ): Promise<Uptime>;
  /**
   * What passed each hop, in slots of 15 minutes, or of an hour when the range
   * begins more than 30 days ago.
   *
   * @param range - epoch milliseconds; `owner` as of {@link HealthStore.uptime}
   */
  samples(
    entityRef: string,
    range: { from: number; to: number; now: number; owner?: string },
  ): Promise<Samples>;
  /**
   * Removes what is older than the instants.
   *
   * @returns how many rows
   */
  expire(before: HealthExpiry): Promise<number>;
  /**
   * Sums samples to hours.
   *
   * @param before - of the days before this instant (ISO 8601)
   * @returns how many rows
   */
  rollUpSamples(before: string): Promise<number>;
}

/** Up to when history is removed (ISO 8601). */
export interface HealthExpiry {
  transitions: string;
  spans: string;
  samples: string;
}

/** A stretch of time in which one health was seen at every check. */
export interface HealthSpan {
  from: string;
  to: string;
  health: Health;
  paused: boolean;
}
