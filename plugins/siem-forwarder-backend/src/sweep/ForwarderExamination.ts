import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { Cause } from 'backstage-plugin-siem-forwarder-common';
import pLimit from 'p-limit';
import { Collector } from '../collect/Collector';
import { Forwarder } from '../collect/Forwarder';
import { mergeFacts, Snapshot } from '../collect/Snapshot';
import { evaluate } from '../evaluate/evaluate';
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
import { CauseFinder, ConfigurationTurn } from './CauseFinder';
import { configurationFindings } from './configurationFindings';
import { sourcesToRead } from './sourcesToRead';
import { TransitionAnnouncer } from './TransitionAnnouncer';

/** Longest search for who did it; a sweep waits for it. */
const CAUSE_TIMEOUT_MS = 15_000;

/** Searches at one time. */
const CAUSE_CONCURRENCY = 4;

/** A forwarder is judged by what is known after this many periods of the flow, even when a source has not been read. */
const GATHERING_PERIODS = 3;

/** What a {@link ForwarderExamination} works with. */
export interface ExaminationOptions {
  collector: Pick<Collector, 'sourcesOf'>;
  store: HealthStore;
  settings: HealthSettings;
  announcer: Pick<TransitionAnnouncer, 'announce'>;
  /** Nobody is asked who did it when absent. */
  causes?: CauseFinder;
  logger: LoggerService;
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
}

/** Judges what was collected, stores it, and tells of what changed. */
export class ForwarderExamination {
  readonly #options: ExaminationOptions;

  private constructor(options: ExaminationOptions) {
    this.#options = options;
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
    const turns = new Map<string, ConfigurationTurn>();
    const updates = await this.#update(snapshots, collected, turns);
    if (turns.size > 0) {
      const causes = await this.#causesOf(turns);
      const turned = new Map(
        [...snapshots].filter(([entityRef]) => turns.has(entityRef)),
      );
      const { fence } = collected;
      const later = await this.#update(
        turned,
        // The first write has noted the progress.
        {
          ...collected,
          fence: fence && { key: fence.key, token: fence.token },
        },
        new Map(),
        causes,
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
   * @param turns - takes up the forwarders that are left as they are, because
   *   it must be found out first who turned them
   * @param causes - who did it, by entity ref; absent when nobody was asked
   */
  async #update(
    snapshots: ReadonlyMap<string, Snapshot>,
    { describedAt, fence }: Omit<Collected, 'snapshots'>,
    turns: Map<string, ConfigurationTurn>,
    causes?: ReadonlyMap<string, Cause>,
  ): Promise<Map<string, HealthUpdate>> {
    const now = this.#options.now();
    return this.#options.store.updateMany(
      [...snapshots.keys()],
      (entityRef, previous) => {
        const snapshot = snapshots.get(entityRef);
        if (!snapshot || isNewer(previous, snapshot.forwarder, describedAt)) {
          return undefined;
        }
        const stored = this.#judge(
          snapshot,
          previous,
          now,
          causes?.get(entityRef),
        );
        if (!isJudged(stored)) {
          return stored;
        }
        const before = previous && isJudged(previous) ? previous : undefined;
        const transition = transitionBetween(previous, stored);
        if (!transition) {
          return { ...stored, cause: before?.cause };
        }
        const findings = configurationFindings(
          stored.evaluation,
          before?.evaluation,
        );
        if (findings.length > 0 && this.#options.causes && !causes) {
          turns.set(entityRef, {
            forwarder: snapshot.forwarder,
            state: stored,
            before,
            transition,
            findings,
          });
          return undefined;
        }
        return { ...stored, cause: causes?.get(entityRef) };
      },
      { fence },
    );
  }

  #judge(
    collected: Snapshot,
    stored: StoredForwarder | undefined,
    present: number,
    cause: Cause | undefined,
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
        cause ?? judged?.cause,
      ),
      facts,
    };
  }

  async #causesOf(
    turns: ReadonlyMap<string, ConfigurationTurn>,
  ): Promise<Map<string, Cause>> {
    const limit = pLimit(CAUSE_CONCURRENCY);
    return new Map(
      await Promise.all(
        [...turns].map(([entityRef, turn]) =>
          limit(
            async (): Promise<[string, Cause]> => [
              entityRef,
              await this.#causeOf(turn),
            ],
          ),
        ),
      ),
    );
  }

  async #causeOf(turn: ConfigurationTurn): Promise<Cause> {
    const { causes, logger } = this.#options;
    const signal = AbortSignal.timeout(CAUSE_TIMEOUT_MS);
    const { entityRef, at } = turn.transition;
    const firstSeen = (because: string): Cause => ({
      kind: 'first-seen',
      at,
      because,
    });
    try {
      return await Promise.race([
        causes?.find(turn, { signal }) ??
          firstSeen('Nobody is asked who changes what.'),
        new Promise<Cause>(resolve =>
          signal.addEventListener('abort', () =>
            resolve(
              firstSeen(
                `The Activity Log did not answer within ${
                  CAUSE_TIMEOUT_MS / 1000
                } seconds.`,
              ),
            ),
          ),
        ),
      ]);
    } catch (error) {
      logger.warn(
        `Could not find out who changed ${entityRef}: ${stringifyError(error)}`,
      );
      return firstSeen(`The Activity Log could not be read: ${error}`);
    }
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
