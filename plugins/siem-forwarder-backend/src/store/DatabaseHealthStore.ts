import { DatabaseService } from '@backstage/backend-plugin-api';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { Transition, Uptime } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { recordJudgement } from '../fleet/recordJudgement';
import { applyDatabaseMigrations } from './applyDatabaseMigrations';
import {
  fromSpanRow,
  fromStateRow,
  fromTransitionRow,
  judgementColumns,
  SpanRow,
  StateRow,
  toJudgement,
  toStateRow,
  TransitionRow,
} from './healthRows';
import {
  ForwarderState,
  HealthStore,
  HealthUpdate,
  Judgement,
  StoredSummary,
} from './HealthStore';
import { uptimeOf } from './uptimeOf';

/** Values in one `in (...)`: SQLite allows 999 in older builds. */
const CHUNK = 500;

/**
 * A health is taken to have lasted between two checks that are at most this
 * far apart; three periods of the flow.
 */
const DEFAULT_LONGEST_GAP: HumanDuration = { minutes: 15 };

/** {@link HealthStore} in the plugin's database (PostgreSQL or SQLite). */
export class DatabaseHealthStore implements HealthStore {
  readonly #db: Knex;
  readonly #longestGap: number;

  private constructor(db: Knex, longestGap: HumanDuration) {
    this.#db = db;
    this.#longestGap = durationToMilliseconds(longestGap);
  }

  /**
   * Applies migrations.
   *
   * @param options - `longestGap`: longest time between two checks that a
   *   health is taken to have lasted; 15 minutes when absent
   */
  static async create(options: {
    database: Pick<DatabaseService, 'getClient' | 'migrations'>;
    longestGap?: HumanDuration;
  }): Promise<DatabaseHealthStore> {
    return new DatabaseHealthStore(
      await applyDatabaseMigrations(options.database),
      options.longestGap ?? DEFAULT_LONGEST_GAP,
    );
  }

  async update(
    entityRef: string,
    next: (previous: ForwarderState | undefined) => ForwarderState,
  ): Promise<HealthUpdate> {
    return this.#db.transaction(async tx => {
      // The row must exist to be locked: two first updates must not both insert.
      await tx<StateRow>('forwarder_states')
        .insert({ entity_ref: entityRef })
        .onConflict('entity_ref')
        .ignore();
      const row = await tx<StateRow>('forwarder_states')
        .where({ entity_ref: entityRef })
        .forUpdate()
        .first();
      const previous = fromStateRow(row);
      const state = next(previous);
      const transition = transitionBetween(previous, state);
      await tx<StateRow>('forwarder_states')
        .where({ entity_ref: entityRef })
        .update(toStateRow(state));
      await recordJudgement(tx, entityRef, {
        definition: state.definition,
        ...state.evaluation,
      });
      if (transition) {
        await tx<TransitionRow>('forwarder_transitions').insert({
          id: transition.id,
          entity_ref: entityRef,
          at: transition.at,
          from_health: transition.from ?? null,
          to_health: transition.to,
          reason: transition.reason,
          reasons: JSON.stringify(transition.reasons),
        });
      }
      await this.#extendSpans(tx, state);
      return transition ? { state, transition } : { state };
    });
  }

  async get(entityRef: string): Promise<ForwarderState | undefined> {
    return fromStateRow(
      await this.#db<StateRow>('forwarder_states')
        .where({ entity_ref: entityRef })
        .first(),
    );
  }

  async judgement(entityRef: string): Promise<Judgement | undefined> {
    return toJudgement(
      await this.#db<StateRow>('forwarder_states')
        .where({ entity_ref: entityRef })
        .select(...judgementColumns)
        .first(),
    );
  }

  async getMany(entityRefs: string[]): Promise<Map<string, ForwarderState>> {
    const states = new Map<string, ForwarderState>();
    for (const chunk of chunked(entityRefs)) {
      const rows = await this.#db<StateRow>('forwarder_states').whereIn(
        'entity_ref',
        chunk,
      );
      for (const row of rows) {
        const state = fromStateRow(row);
        if (state) {
          states.set(row.entity_ref, state);
        }
      }
    }
    return states;
  }

  async summaries(): Promise<Map<string, StoredSummary>> {
    const rows = await this.#db<StateRow>('forwarder_states')
      .select('entity_ref', 'summary')
      .whereNotNull('summary');
    return new Map(
      rows.map(({ entity_ref, summary }) => [
        entity_ref,
        JSON.parse(summary ?? ''),
      ]),
    );
  }

  async retain(entityRefs: string[]): Promise<string[]> {
    const kept = new Set(entityRefs);
    const known: string[] = await this.#db<StateRow>('forwarder_states').pluck(
      'entity_ref',
    );
    const gone = known.filter(entityRef => !kept.has(entityRef));
    for (const chunk of chunked(gone)) {
      await this.#db<StateRow>('forwarder_states')
        .whereIn('entity_ref', chunk)
        .delete();
    }
    return gone;
  }

  async transitions(
    entityRef: string,
    { limit }: { limit: number },
  ): Promise<Transition[]> {
    const rows = await this.#db<TransitionRow>('forwarder_transitions')
      .where({ entity_ref: entityRef })
      .orderBy('sequence', 'desc')
      .limit(limit);
    return rows.map(fromTransitionRow);
  }

  async uptime(
    entityRef: string,
    options: { hours: number; slots: number; now: number },
  ): Promise<Uptime> {
    const start = options.now - options.hours * 3_600_000;
    const rows = await this.#db<SpanRow>('forwarder_spans')
      .where({ entity_ref: entityRef })
      .andWhere('to_at', '>=', new Date(start).toISOString())
      .orderBy('sequence');
    return uptimeOf(rows.map(fromSpanRow), options);
  }

  async expire(before: {
    transitions: string;
    spans: string;
  }): Promise<number> {
    const transitions = await this.#db<TransitionRow>('forwarder_transitions')
      .where('at', '<', before.transitions)
      .delete();
    const spans = await this.#db<SpanRow>('forwarder_spans')
      .where('to_at', '<', before.spans)
      .delete();
    return transitions + spans;
  }

  /**
   * Lengthens the last span up to this check, when the gap is short enough to
   * say that the health lasted; starts another when it changed.
   */
  async #extendSpans(tx: Knex, state: ForwarderState): Promise<void> {
    const at = state.checkedAt;
    const { health } = state.evaluation;
    const paused = state.paused !== undefined;
    const last = await tx<SpanRow>('forwarder_spans')
      .where({ entity_ref: state.entityRef })
      .orderBy('sequence', 'desc')
      .first();
    const gap = last ? Date.parse(at) - Date.parse(last.to_at) : Infinity;
    if (gap < 0) {
      return;
    }
    const lasted = last !== undefined && gap <= this.#longestGap;
    if (lasted) {
      await tx<SpanRow>('forwarder_spans')
        .where({ sequence: last.sequence })
        .update({ to_at: at });
    }
    if (!lasted || last.health !== health || Boolean(last.paused) !== paused) {
      await tx('forwarder_spans').insert({
        entity_ref: state.entityRef,
        from_at: at,
        to_at: at,
        health,
        paused,
      });
    }
  }
}

function transitionBetween(
  previous: ForwarderState | undefined,
  { entityRef, checkedAt, evaluation }: ForwarderState,
): Transition | undefined {
  const from = previous?.evaluation.health;
  if (from === evaluation.health) {
    return undefined;
  }
  return {
    id: uuid(),
    entityRef,
    at: checkedAt,
    ...(from ? { from } : {}),
    to: evaluation.health,
    reason: evaluation.headline,
    reasons: evaluation.reasons,
  };
}

function chunked<T>(items: T[]): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += CHUNK) {
    chunks.push(items.slice(i, i + CHUNK));
  }
  return chunks;
}
