import { DatabaseService } from '@backstage/backend-plugin-api';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { Transition, Uptime } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { SLOT_MINUTES } from '../collect/Series';
import { applyDatabaseMigrations } from './applyDatabaseMigrations';
import { dayOf, rollUp } from './flowSamples';
import {
  factsOf,
  fromSpanRow,
  fromStateRow,
  fromTransitionRow,
  judgementColumns,
  SpanRow,
  StateRow,
  toJudgement,
  TransitionRow,
} from './healthRows';
import {
  Fence,
  ForwarderState,
  HealthExpiry,
  HealthSpan,
  HealthStore,
  HealthUpdate,
  isJudged,
  Judgement,
  KnownForwarder,
  StoredForwarder,
  StoredSummary,
} from './HealthStore';
import { readSamples, Samples } from './readSamples';
import { spanOf } from './spanOf';
import { StateWriter } from './StateWriter';
import { spansWithin, Tenure } from './Tenure';
import { readTenures, TenureRow } from './tenureRows';
import { startOfPeriod, uptimeOf } from './uptimeOf';
import { SampleRow } from './writeSamples';

/** Values in one `in (...)`: SQLite allows 999 in older builds. */
const CHUNK = 500;

/** Slots of samples that are older than 30 days. */
const ROLLED_UP_MINUTES = 60;

/**
 * A health is taken to have lasted between two checks that are at most this
 * far apart; three periods of the flow.
 */
const DEFAULT_LONGEST_GAP: HumanDuration = { minutes: 15 };

/** The columns of a {@link KnownForwarder}. */
type KnownRow = Pick<
  StateRow,
  'entity_ref' | 'definition' | 'facts' | 'observed'
> & { judged: boolean | number };

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
    const updates = await this.updateMany([entityRef], (_, previous) =>
      next(previous && isJudged(previous) ? previous : undefined),
    );
    return updates.get(entityRef)!;
  }

  async updateMany(
    entityRefs: string[],
    next: (
      entityRef: string,
      previous: StoredForwarder | undefined,
    ) => StoredForwarder | undefined,
    { fence }: { fence?: Fence } = {},
  ): Promise<Map<string, HealthUpdate>> {
    return this.#db.transaction(tx =>
      new StateWriter({
        tx,
        longestGap: this.#longestGap,
        now: Date.now(),
      }).write(entityRefs, next, fence),
    );
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

  async knownMany(entityRefs: string[]): Promise<Map<string, KnownForwarder>> {
    const known = new Map<string, KnownForwarder>();
    for (const chunk of chunked(entityRefs)) {
      const rows: KnownRow[] = await this.#db<StateRow>('forwarder_states')
        .whereIn('entity_ref', chunk)
        .select(
          'entity_ref',
          'definition',
          'facts',
          'observed',
          this.#db.raw('(evaluation is not null) as judged'),
        );
      for (const row of rows) {
        if (row.definition) {
          known.set(row.entity_ref, {
            definition: row.definition,
            facts: factsOf(row),
            judged: Boolean(row.judged),
          });
        }
      }
    }
    return known;
  }

  async summaries(): Promise<Map<string, StoredSummary>> {
    const rows = await this.#db<StateRow>('forwarder_states')
      .select('entity_ref', 'checked_at', 'summary')
      .whereNotNull('summary')
      .whereNotNull('evaluation');
    return new Map(
      rows.map(({ entity_ref, checked_at, summary }) => [
        entity_ref,
        { ...JSON.parse(summary ?? ''), checkedAt: checked_at },
      ]),
    );
  }

  async refs(): Promise<string[]> {
    return this.#db<StateRow>('forwarder_states').pluck('entity_ref');
  }

  async forget(entityRefs: string[]): Promise<void> {
    for (const chunk of chunked(entityRefs)) {
      await this.#db.transaction(async tx => {
        const rows = await tx<StateRow>('forwarder_states')
          .whereIn('entity_ref', chunk)
          .orderBy('entity_ref')
          .forUpdate();
        const spans = rows.flatMap(row => spanOf(row) ?? []);
        if (spans.length > 0) {
          await tx('forwarder_spans').insert(spans);
        }
        await tx<StateRow>('forwarder_states')
          .whereIn('entity_ref', chunk)
          .delete();
      });
    }
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
    options: Parameters<HealthStore['uptime']>[1],
  ): Promise<Uptime> {
    const [spans, tenures] = await Promise.all([
      this.#spans(entityRef, startOfPeriod(options)),
      this.#tenures(entityRef, options.owner),
    ]);
    return uptimeOf(tenures ? spansWithin(spans, tenures) : spans, options);
  }

  async samples(
    entityRef: string,
    range: Parameters<HealthStore['samples']>[1],
  ): Promise<Samples> {
    const [days, spans, tenures, state] = await Promise.all([
      this.#db<SampleRow>('forwarder_samples')
        .where({ entity_ref: entityRef })
        .andWhere('day', '>=', dayOf(range.from))
        .andWhere('day', '<=', dayOf(range.to)),
      this.#spans(entityRef, range.from),
      this.#tenures(entityRef, range.owner),
      this.get(entityRef),
    ]);
    return readSamples(days, {
      ...range,
      spans,
      tenures,
      facts: state?.facts ?? {},
    });
  }

  async expire(before: HealthExpiry): Promise<number> {
    const transitions = await this.#db<TransitionRow>('forwarder_transitions')
      .where('at', '<', before.transitions)
      .delete();
    const spans = await this.#db<SpanRow>('forwarder_spans')
      .where('to_at', '<', before.spans)
      .delete();
    const samples = await this.#db<SampleRow>('forwarder_samples')
      .where('day', '<', before.samples.slice(0, 10))
      .delete();
    const tenures = await this.#db<TenureRow>('forwarder_tenures')
      .where('to_at', '<', before.samples)
      .delete();
    return transitions + spans + samples + tenures;
  }

  async rollUpSamples(before: string): Promise<number> {
    let count = 0;
    let rows: SampleRow[];
    do {
      rows = await this.#db<SampleRow>('forwarder_samples')
        .where('day', '<', before.slice(0, 10))
        .andWhere({ minutes: SLOT_MINUTES })
        .limit(CHUNK);
      for (const row of rows) {
        await this.#db<SampleRow>('forwarder_samples')
          .where({ entity_ref: row.entity_ref, day: row.day })
          .update({
            minutes: ROLLED_UP_MINUTES,
            counts: JSON.stringify(
              rollUp(JSON.parse(row.counts), SLOT_MINUTES, ROLLED_UP_MINUTES),
            ),
          });
      }
      count += rows.length;
    } while (rows.length === CHUNK);
    return count;
  }

  /** When the forwarder was an owner's; undefined when all of its time is asked for. */
  async #tenures(
    entityRef: string,
    owner: string | undefined,
  ): Promise<Tenure[] | undefined> {
    return owner === undefined
      ? undefined
      : readTenures(this.#db, entityRef, owner);
  }

  /** Spans that end after an instant, the open one included. */
  async #spans(entityRef: string, after: number): Promise<HealthSpan[]> {
    const rows = await this.#db<SpanRow>('forwarder_spans')
      .where({ entity_ref: entityRef })
      .andWhere('to_at', '>=', new Date(after).toISOString())
      .orderBy('sequence');
    const state = await this.#db<StateRow>('forwarder_states')
      .where({ entity_ref: entityRef })
      // Without the facts, which are large.
      .select('entity_ref', 'health', 'checked_at', 'evaluation')
      .select('span_from', 'paused')
      .first();
    const open = state && spanOf(state);
    return [...rows, ...(open ? [open] : [])].map(fromSpanRow);
  }
}

function chunked<T>(items: T[]): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += CHUNK) {
    chunks.push(items.slice(i, i + CHUNK));
  }
  return chunks;
}
