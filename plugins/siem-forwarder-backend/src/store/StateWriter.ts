import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { isLosing } from '../evaluate/loss/isLosing';
import { recordJudgement } from '../fleet/recordJudgement';
import {
  fromStoredRow,
  StateRow,
  toStateRow,
  toTransitionRow,
  TransitionRow,
} from './healthRows';
import {
  Fence,
  Gathering,
  HealthUpdate,
  isJudged,
  ForwarderState,
  StoredForwarder,
} from './HealthStore';
import { isPostgres } from './isPostgres';
import { Judged } from './Judged';
import { LeaseLostError } from './LeaseLostError';
import { earliestTimes, observedAfter } from './observedAfter';
import { sameButForTimes } from './sameButForTimes';
import { ClosedSpan, spanAfter, spanOf } from './spanOf';
import { transitionBetween } from './transitionBetween';
import { Audience } from './TransitionOutbox';
import { writeSamples } from './writeSamples';

/** How long the writer of a transition has to tell of it before others do. */
const ANNOUNCE_MS = 60_000;

/**
 * A replica that stands still in the middle of a transaction holds the shard's
 * row: after this time the database ends the transaction, so that another
 * replica can claim the shard as soon as the lease is over.
 */
const LONGEST_PAUSE_MS = 20_000;

/** What a {@link StateWriter} works with. */
export interface StateWriterOptions {
  /** In a transaction. */
  tx: Knex;
  /** Longest time between two checks that a health is taken to have lasted, in milliseconds. */
  longestGap: number;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Writes the judgements of several forwarders in one transaction.
 *
 * @remarks
 * A forwarder of which nothing changed costs a share of one statement: the
 * times of all such forwarders are advanced together, and their states, spans
 * and lists stay as they are.
 */
export class StateWriter {
  readonly #options: StateWriterOptions;

  constructor(options: StateWriterOptions) {
    this.#options = options;
  }

  /**
   * @param entityRefs - at most a few hundred
   * @returns what was judged, by entity ref
   */
  async write(
    entityRefs: string[],
    next: (
      entityRef: string,
      previous: StoredForwarder | undefined,
    ) => StoredForwarder | undefined,
    fence?: Fence,
  ): Promise<Map<string, HealthUpdate>> {
    if (fence) {
      await this.#requireFence(fence);
    }
    const rows = await this.#lock(entityRefs, fence !== undefined);
    const judged: Judged[] = [];
    const gathered: { row: StateRow | undefined; gathering: Gathering }[] = [];
    for (const [entityRef, row] of rows) {
      const previous = fromStoredRow(row);
      const stored = next(entityRef, previous);
      if (stored && isJudged(stored)) {
        judged.push({ row, previous, state: stored });
      } else if (stored) {
        gathered.push({ row, gathering: stored });
      }
    }
    await this.#gather(gathered);
    const changed = judged.filter(
      ({ previous, state }) =>
        !previous || !isJudged(previous) || !sameButForTimes(previous, state),
    );
    await this.#advance(judged.filter(each => !changed.includes(each)));
    return this.#replace(changed, judged);
  }

  /**
   * Holds the shard's row until the transaction ends, so that nobody claims it
   * meanwhile, and notes how far the sweep is.
   */
  async #requireFence({ key, token, progress }: Fence): Promise<void> {
    const { tx } = this.#options;
    if (isPostgres(tx)) {
      await tx.raw(
        `set local idle_in_transaction_session_timeout = ${LONGEST_PAUSE_MS}`,
      );
    }
    const shard = tx('sweep_shards').where({ key, token });
    const held = progress
      ? await shard
          .update({ cursor: progress.cursor })
          .increment('round_forwarders', progress.forwarders)
      : (await shard.forShare().pluck('key')).length;
    if (held !== 1) {
      throw new LeaseLostError(key);
    }
  }

  /**
   * Locks the rows in one order; those that are missing are made first, so that
   * there is something to lock.
   *
   * @param swept - by a sweep, which may have read of forwarders that have left
   *   the catalog since: they get no row any more
   */
  async #lock(
    entityRefs: string[],
    swept: boolean,
  ): Promise<Map<string, StateRow>> {
    const { tx } = this.#options;
    const read = (refs: string[]): Promise<StateRow[]> =>
      tx<StateRow>('forwarder_states')
        .whereIn('entity_ref', refs)
        .orderBy('entity_ref')
        .forUpdate();
    const rows = await read(entityRefs);
    const present = new Set<string>(rows.map(row => row.entity_ref));
    const absent = entityRefs.filter(ref => !present.has(ref)).sort();
    const missing =
      swept && absent.length > 0
        ? await tx('forwarder_descriptions')
            .whereIn('entity_ref', absent)
            .orderBy('entity_ref')
            .pluck('entity_ref')
        : absent;
    if (missing.length > 0) {
      await tx<StateRow>('forwarder_states')
        .insert(missing.map(entity_ref => ({ entity_ref })))
        .onConflict('entity_ref')
        .ignore();
      rows.push(...(await read(missing)));
    }
    return new Map(rows.map(row => [row.entity_ref, row]));
  }

  async #gather(
    gathered: { row: StateRow | undefined; gathering: Gathering }[],
  ): Promise<void> {
    const { tx } = this.#options;
    for (const { row, gathering } of gathered) {
      const last = row && spanOf(row);
      if (last) {
        await tx('forwarder_spans').insert(last);
      }
      await tx<StateRow>('forwarder_states')
        .where({ entity_ref: gathering.entityRef })
        .update({
          definition: gathering.definition,
          checked_at: gathering.since,
          evaluation: null,
          facts: JSON.stringify(gathering.facts),
          observed: null,
          span_from: null,
        });
    }
  }

  /** Advances the times of forwarders of which nothing else changed. */
  async #advance(unchanged: Judged[]): Promise<void> {
    const { tx } = this.#options;
    await this.#showAgain(unchanged);
    const times = earliestTimes(unchanged);
    const groups = new Map<
      string,
      { values: Partial<StateRow>; refs: string[] }
    >();
    const closed: ClosedSpan[] = [];
    for (const each of unchanged) {
      const span = spanAfter(each, this.#options.longestGap);
      closed.push(...(span.closed ? [span.closed] : []));
      const values = {
        checked_at: each.state.checkedAt,
        observed: JSON.stringify(observedAfter(each, times)),
        // Rows of an older release have none.
        ...(span.span_from === each.row?.span_from
          ? {}
          : { span_from: span.span_from }),
      };
      const key = JSON.stringify(values);
      const refs = groups.get(key)?.refs ?? [];
      groups.set(key, { values, refs: [...refs, each.state.entityRef] });
    }
    for (const { values, refs } of groups.values()) {
      await tx<StateRow>('forwarder_states')
        .whereIn('entity_ref', refs)
        .update(values);
    }
    if (closed.length > 0) {
      await tx('forwarder_spans').insert(closed);
    }
  }

  async #replace(
    changed: Judged[],
    all: Judged[],
  ): Promise<Map<string, HealthUpdate>> {
    const { tx, now } = this.#options;
    const updates = new Map<string, HealthUpdate>(
      all.map(({ state }) => [state.entityRef, { state }]),
    );
    if (changed.length === 0) {
      return updates;
    }
    const transitions: Transition[] = [];
    const closed: ClosedSpan[] = [];
    const rows = changed.map((each): StateRow => {
      const { previous, state } = each;
      const transition = transitionBetween(previous, state);
      if (transition) {
        transitions.push(transition);
        updates.set(state.entityRef, { state, transition });
      }
      const span = spanAfter(each, this.#options.longestGap);
      closed.push(...(span.closed ? [span.closed] : []));
      return {
        ...toStateRow(state),
        span_from: span.span_from,
        paused: state.paused !== undefined,
      };
    });
    await tx<StateRow>('forwarder_states')
      .insert(rows)
      .onConflict('entity_ref')
      .merge();
    for (const { state } of changed) {
      await this.#record(state);
    }
    if (transitions.length > 0) {
      await tx<TransitionRow>('forwarder_transitions').insert(
        await this.#owned(transitions, updates),
      );
      await tx('transition_outbox').insert(
        transitions.map(({ id, at }) => ({
          id,
          at,
          claimed_until: new Date(now + ANNOUNCE_MS).toISOString(),
        })),
      );
    }
    for (const { previous, state } of changed) {
      await this.#nameCause(previous, state);
      if (!updates.get(state.entityRef)?.transition) {
        await this.#remindOwner(previous, state);
      }
    }
    if (closed.length > 0) {
      await tx('forwarder_spans').insert(closed);
    }
    await writeSamples(
      tx,
      changed.map(({ previous, state }) => ({
        entityRef: state.entityRef,
        before: previous?.definition === state.definition ? previous.facts : {},
        after: state.facts,
      })),
    );
    return updates;
  }

  /**
   * Rows of transitions with the owner that a definition was made of. He is
   * not known while the list lags behind the catalog.
   */
  async #owned(
    transitions: Transition[],
    updates: ReadonlyMap<string, HealthUpdate>,
  ): Promise<TransitionRow[]> {
    const entries: { entity_ref: string; definition: string; owner: string }[] =
      await this.#options
        .tx('fleet_entries')
        .whereIn(
          'entity_ref',
          transitions.map(({ entityRef }) => entityRef),
        )
        .select('entity_ref', 'definition', 'owner');
    const listed = new Map(entries.map(each => [each.entity_ref, each]));
    return transitions.map(transition => {
      const { entityRef } = transition;
      const definition = updates.get(entityRef)?.state.definition;
      const entry = listed.get(entityRef);
      const owner = entry?.definition === definition ? entry?.owner : undefined;
      return toTransitionRow(transition, {
        definition,
        ...(owner ? { owner } : {}),
      });
    });
  }

  /** Lists forwarders as they are that had not been checked for long. */
  async #showAgain(checked: Judged[]): Promise<void> {
    if (checked.length === 0) {
      return;
    }
    const lapsed = new Set<string>(
      await this.#options
        .tx('fleet_entries')
        .whereRaw('lapsed')
        .whereIn(
          'entity_ref',
          checked.map(({ state }) => state.entityRef),
        )
        .pluck('entity_ref'),
    );
    for (const { state } of checked) {
      if (lapsed.has(state.entityRef)) {
        await this.#record(state);
      }
    }
  }

  async #record(state: ForwarderState): Promise<void> {
    await recordJudgement(this.#options.tx, state.entityRef, {
      definition: state.definition,
      ...state.evaluation,
      losing: isLosing(state.evaluation),
    });
  }

  /**
   * When a pause ends its owner may have been told something else last than
   * holds now; so may, when a forwarder is described anew, the owner that it
   * had. Owners, and nobody else, are told of the change that led there.
   */
  async #remindOwner(
    previous: StoredForwarder | undefined,
    { entityRef, definition, checkedAt, paused }: ForwarderState,
  ): Promise<void> {
    const before = previous && isJudged(previous) ? previous : undefined;
    const resumed = before?.paused !== undefined && paused === undefined;
    if (!resumed && before?.definition === definition) {
      return;
    }
    const { tx, now } = this.#options;
    const last = await tx<TransitionRow>('forwarder_transitions')
      .where({ entity_ref: entityRef })
      .orderBy('sequence', 'desc')
      .first('id');
    if (last) {
      const everybody: Audience = 'everybody';
      // Whoever comes next tells.
      const due = { claimed_until: new Date(now - 1).toISOString() };
      await tx('transition_outbox')
        .insert({ id: last.id, at: checkedAt, told: everybody, ...due })
        .onConflict('id')
        .merge(due);
    }
  }

  /** Notes who brought the last change of health about, where that was not known at once. */
  async #nameCause(
    previous: StoredForwarder | undefined,
    { entityRef, cause }: ForwarderState,
  ): Promise<void> {
    const before = previous && isJudged(previous) ? previous.cause : undefined;
    if (before?.kind !== 'first-seen' || cause?.kind !== 'activity') {
      return;
    }
    const { tx } = this.#options;
    const last = await tx<TransitionRow>('forwarder_transitions')
      .where({ entity_ref: entityRef, cause: JSON.stringify(before) })
      .orderBy('at', 'desc')
      .first('id');
    if (last) {
      await tx<TransitionRow>('forwarder_transitions')
        .where({ id: last.id })
        .update({ cause: JSON.stringify(cause) });
    }
  }
}
