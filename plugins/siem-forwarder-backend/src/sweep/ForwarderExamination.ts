import { stringifyError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { Cause } from 'backstage-plugin-siem-forwarder-common';
import { Collector } from '../collect/Collector';
import { Forwarder } from '../collect/Forwarder';
import { mergeFacts, Snapshot } from '../collect/Snapshot';
import { evaluate } from '../evaluate/evaluate';
import { Found } from '../evaluate/Evaluation';
import { HealthSettings } from '../evaluate/HealthSettings';
import {
  Fence,
  ForwarderState,
  HealthStore,
  HealthUpdate,
  isJudged,
  StoredForwarder,
} from '../store/HealthStore';
import { healthOf, transitionBetween } from '../store/transitionBetween';
import { configurationFindings } from './configurationFindings';
import { Enquiry, EnquiryOptions, Questions } from './Enquiry';
import { isToBeListed } from './isToBeListed';
import { turnToAskAgain } from './turnToAskAgain';
import { sourcesToRead } from './sourcesToRead';
import { TransitionAnnouncer } from './TransitionAnnouncer';

/** A forwarder is judged by what is known after this many periods of the flow, even when a source has not been read. */
const GATHERING_PERIODS = 3;

/** What a {@link ForwarderExamination} works with. */
export interface ExaminationOptions extends EnquiryOptions {
  collector: Pick<Collector, 'sourcesOf'>;
  store: HealthStore;
  settings: HealthSettings;
  announcer: Pick<TransitionAnnouncer, 'announce'>;
  /** The present in epoch milliseconds. */
  now(): number;
}

/** What was collected, and how it is written. */
export interface Collected {
  snapshots: Iterable<Snapshot>;
  /** When the descriptions of the forwarders were read, in epoch milliseconds. */
  describedAt: number;
  /** Absent for a check on demand. */
  fence?: Fence;
  /** Ends what is asked besides. */
  signal: AbortSignal;
}

/** Judges what was collected, stores it, and tells of what changed. */
export class ForwarderExamination {
  readonly #options: ExaminationOptions;
  readonly #enquiry: Enquiry;

  private constructor(options: ExaminationOptions) {
    this.#options = options;
    this.#enquiry = Enquiry.create(options);
  }

  static create(options: ExaminationOptions): ForwarderExamination {
    return new ForwarderExamination(options);
  }

  /**
   * @returns what was judged, by entity ref
   * @throws LeaseLostError when another replica has claimed the shard: nothing was written
   */
  async store(collected: Collected): Promise<Map<string, ForwarderState>> {
    const snapshots = new Map(
      [...collected.snapshots].map(each => [each.forwarder.entityRef, each]),
    );
    const questions: Questions = { turns: new Map(), losses: new Map() };
    const updates = await this.#update(snapshots, collected, questions);
    const asked = new Set([
      ...questions.turns.keys(),
      ...questions.losses.keys(),
    ]);
    if (asked.size > 0) {
      const found = await this.#enquiry.answer(questions, collected.signal);
      const turned = new Map(
        [...snapshots].filter(([entityRef]) => asked.has(entityRef)),
      );
      const { fence } = collected;
      const later = await this.#update(
        turned,
        // The first write has noted the progress.
        {
          ...collected,
          fence: fence && { key: fence.key, token: fence.token },
        },
        { turns: new Map(), losses: new Map() },
        found,
      );
      later.forEach((update, entityRef) => updates.set(entityRef, update));
    }
    for (const { transition } of updates.values()) {
      if (transition) {
        await this.#options.announcer.announce(transition);
      }
    }
    return new Map(
      [...updates].map(([entityRef, { state }]) => [entityRef, state]),
    );
  }

  /**
   * @param questions - takes up the forwarders that are left as they are,
   *   because it must be found out first who turned them, or what they lose
   * @param found - the answers, by entity ref; absent when nobody was asked
   */
  async #update(
    snapshots: ReadonlyMap<string, Snapshot>,
    { describedAt, fence }: Omit<Collected, 'snapshots'>,
    questions: Questions,
    found?: ReadonlyMap<string, Found>,
  ): Promise<Map<string, HealthUpdate>> {
    const now = this.#options.now();
    return this.#options.store.updateMany(
      [...snapshots.keys()],
      (entityRef, previous) => {
        const snapshot = snapshots.get(entityRef);
        if (!snapshot || isNewer(previous, snapshot.forwarder, describedAt)) {
          return undefined;
        }
        const judged = this.#tryToJudge(
          snapshot,
          previous,
          now,
          found?.get(entityRef),
        );
        if (!judged || !isJudged(judged)) {
          return judged;
        }
        const { forwarder } = snapshot;
        const known = ofDefinition(previous, forwarder);
        const before = known && isJudged(known) ? known : undefined;
        const cause = isRedefined(previous, forwarder)
          ? causeOfRedefinition(previous, judged)
          : found?.get(entityRef)?.cause ?? before?.cause;
        const stored = { ...judged, ...(cause ? { cause } : {}) };
        const transition = transitionBetween(previous, stored);
        const { loss } = stored.evaluation;
        if (
          loss &&
          this.#options.lostRows &&
          !found &&
          isToBeListed(loss, before?.evaluation.loss)
        ) {
          questions.losses.set(entityRef, {
            forwarder,
            facts: stored.facts,
            loss,
          });
        }
        const findings = transition
          ? configurationFindings(stored.evaluation, before?.evaluation)
          : [];
        if (
          transition &&
          findings.length > 0 &&
          this.#options.causes &&
          !isRedefined(previous, forwarder) &&
          !found
        ) {
          questions.turns.set(entityRef, {
            forwarder,
            state: stored,
            before,
            transition,
            findings,
          });
        }
        if (!transition && !found && this.#options.causes) {
          const turn = turnToAskAgain(forwarder, stored, now);
          if (turn) {
            questions.turns.set(entityRef, turn);
          }
        }
        if (questions.turns.has(entityRef) || questions.losses.has(entityRef)) {
          return undefined;
        }
        return {
          ...stored,
          // Who brought an earlier health about says nothing of this one.
          cause: transition && cause === before?.cause ? undefined : cause,
        };
      },
      { fence },
    );
  }

  /**
   * What cannot be judged keeps its state, which is shown with its age: one
   * forwarder must not cost the others of its part theirs.
   */
  #tryToJudge(
    collected: Snapshot,
    stored: StoredForwarder | undefined,
    present: number,
    found: Found | undefined,
  ): StoredForwarder | undefined {
    try {
      return this.#judge(collected, stored, present, found);
    } catch (error) {
      this.#options.logger.error(
        `Could not judge ${collected.forwarder.entityRef}: ${stringifyError(
          error,
        )}`,
      );
      return undefined;
    }
  }

  #judge(
    collected: Snapshot,
    stored: StoredForwarder | undefined,
    present: number,
    found: Found | undefined,
  ): StoredForwarder {
    const { settings, collector } = this.#options;
    const { forwarder } = collected;
    const { entityRef, definition } = forwarder;
    const previous = ofDefinition(stored, forwarder);
    // History stays in order, whichever replica's clock is ahead.
    const now = Math.max(
      present,
      Date.parse(previousTime(stored) ?? '1970-01-01T00:00:00Z'),
    );
    const facts = collected.refusal
      ? {}
      : mergeFacts(previous?.facts ?? {}, collected.facts);
    const at = new Date(now).toISOString();
    const judged = previous && isJudged(previous) ? previous : undefined;
    if (!judged && !collected.refusal) {
      const since = previous && !isJudged(previous) ? previous.since : at;
      const sources = collector.sourcesOf(forwarder, facts);
      const waited = now - Date.parse(since);
      const longest =
        GATHERING_PERIODS * durationToMilliseconds(settings.periods.flow);
      if (
        waited < longest &&
        sourcesToRead(forwarder, sources, facts).length > 0
      ) {
        return {
          entityRef,
          definition,
          facts,
          health: healthOf(stored),
          since,
        };
      }
    }
    return {
      entityRef,
      definition,
      checkedAt: at,
      paused: forwarder.paused,
      siem: collected.siem,
      evaluation: evaluate(
        { ...collected, facts },
        judged?.evaluation,
        now,
        settings,
        {
          ...found,
          cause: found?.cause ?? judged?.cause,
          ...(isRedefined(stored, forwarder)
            ? { describedSince: previous ? previousTime(previous) : at }
            : {}),
        },
      ),
      facts,
    };
  }
}

/**
 * True when what is stored is about another definition, and was written after
 * this one was read: then this one is the older.
 */
function isNewer(
  stored: StoredForwarder | undefined,
  { definition }: Forwarder,
  describedAt: number,
): boolean {
  return (
    stored !== undefined &&
    stored.definition !== definition &&
    Date.parse(previousTime(stored) ?? '') > describedAt
  );
}

/** True when a forwarder that was judged as another is judged for the first time as it is described now. */
function isRedefined(
  stored: StoredForwarder | undefined,
  forwarder: Forwarder,
): boolean {
  const known = ofDefinition(stored, forwarder);
  return healthOf(stored) !== undefined && !(known && isJudged(known));
}

/** Nobody changed a resource: the owner asks for something else. */
function causeOfRedefinition(
  stored: StoredForwarder | undefined,
  judged: ForwarderState,
): Cause | undefined {
  const turned = transitionBetween(stored, judged) !== undefined;
  return turned &&
    configurationFindings(judged.evaluation, undefined).length > 0
    ? {
        kind: 'first-seen',
        at: judged.checkedAt,
        because: 'The description of the forwarder in the catalog changed.',
      }
    : undefined;
}

function previousTime(stored: StoredForwarder | undefined): string | undefined {
  if (!stored) {
    return undefined;
  }
  return isJudged(stored) ? stored.checkedAt : stored.since;
}

/** What is stored, when it is about the forwarder as it is described now. */
export function ofDefinition(
  stored: StoredForwarder | undefined,
  { definition }: Forwarder,
): StoredForwarder | undefined {
  return stored?.definition === definition ? stored : undefined;
}
