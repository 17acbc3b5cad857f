import {
  ForwarderSort,
  Health,
  healths,
} from 'backstage-plugin-siem-forwarder-common';
import { HumanDuration } from '@backstage/types';
import { Knex } from 'knex';
import { StateRow } from '../store/healthRows';
import { StoredSummary } from '../store/HealthStore';
import { noteOwners } from '../store/tenureRows';
import { HealthTime } from '../store/uptimeOf';
import { FleetDescription, FleetEntry } from './FleetEntry';
import {
  FleetDetail,
  FleetGroup,
  FleetIndex,
  FleetListing,
  PlacedEntry,
} from './FleetIndex';
import {
  spansQuery,
  stateColumns,
  tenuresQuery,
  toFleetDetail,
} from './fleetDetailRows';
import { FleetFilter, FleetSlice } from './FleetQuery';
import { digestOf, FleetRow, fromFleetRow, toFleetRow } from './fleetRows';
import { orderColumns, whereMatches } from './fleetSql';
import { healthTimesQuery } from './healthTimesQuery';
import { DEFAULT_BELIEVED_FOR, oldestBelieved } from './lapse';
import { lapseEntries } from './lapseEntries';

/** Rows of one statement: SQLite binds at most 32,766 values, a row has 20. */
const CHUNK = 400;

interface ListingRow {
  id: number;
  policy: string;
  listed_at: string;
}

/** {@link FleetIndex} in the plugin's database (PostgreSQL or SQLite). */
export class DatabaseFleetIndex implements FleetIndex {
  readonly #db: Knex;
  readonly #believedFor: HumanDuration;

  private constructor(db: Knex, believedFor: HumanDuration) {
    this.#db = db;
    this.#believedFor = believedFor;
  }

  /**
   * @param options - `db`: a client whose migrations have been applied;
   *   `believedFor`: how long a judgement holds without a check, 15 minutes
   *   when absent
   */
  static create(options: {
    db: Knex;
    believedFor?: HumanDuration;
  }): DatabaseFleetIndex {
    return new DatabaseFleetIndex(
      options.db,
      options.believedFor ?? DEFAULT_BELIEVED_FOR,
    );
  }

  async lapse(now: number): Promise<void> {
    await lapseEntries(this.#db, oldestBelieved(now, this.#believedFor));
  }

  async replace(
    descriptions: FleetDescription[],
    listing: FleetListing,
  ): Promise<void> {
    const current = await this.#currentDigests();
    const listed = new Set(descriptions.map(({ entityRef }) => entityRef));
    const changed = descriptions.filter(
      each => current.get(each.entityRef) !== digestOf(each),
    );
    const gone = [...current.keys()].filter(ref => !listed.has(ref));
    for (const chunk of chunked(changed)) {
      await this.#write(chunk, listing.listedAt);
    }
    for (const chunk of chunked(gone)) {
      await this.#entries().whereIn('entity_ref', chunk).delete();
    }
    await this.#db<ListingRow>('fleet_listings')
      .insert({ id: 1, policy: listing.policy, listed_at: listing.listedAt })
      .onConflict('id')
      .merge();
  }

  async put(description: FleetDescription, at: string): Promise<void> {
    const { entityRef } = description;
    const current = await this.#currentDigests(entityRef);
    if (current.get(entityRef) !== digestOf(description)) {
      await this.#write([description], at);
    }
  }

  async remove(entityRef: string): Promise<void> {
    await this.#entries().where({ entity_ref: entityRef }).delete();
  }

  async listing(): Promise<FleetListing | undefined> {
    const row = await this.#db<ListingRow>('fleet_listings').first();
    return row && { policy: row.policy, listedAt: row.listed_at };
  }

  async get(entityRef: string): Promise<FleetEntry | undefined> {
    const row = await this.#entries().where({ entity_ref: entityRef }).first();
    return row && fromFleetRow(row);
  }

  async detail(
    entityRef: string,
    after: number,
  ): Promise<FleetDetail | undefined> {
    const row = await this.#entries()
      .leftJoin(
        'forwarder_states as s',
        's.entity_ref',
        'fleet_entries.entity_ref',
      )
      .leftJoin(
        'registrations as r',
        'r.entity_ref',
        'fleet_entries.entity_ref',
      )
      .where('fleet_entries.entity_ref', entityRef)
      .select('fleet_entries.*', 'r.outputs', ...stateColumns)
      .select(
        this.#db.raw(`(${spansQuery(this.#db)}) as spans`, [
          entityRef,
          new Date(after).toISOString(),
        ]),
        this.#db.raw(`(${tenuresQuery(this.#db)}) as tenures`),
      )
      .first();
    return row && toFleetDetail(row);
  }

  async slice(filter: FleetFilter, slice: FleetSlice): Promise<PlacedEntry[]> {
    const { after, before } = slice;
    const columns = orderColumns(slice.sort);
    // Before a place means behind it in the opposite direction.
    const descending = slice.descending !== Boolean(before);
    const query = this.#withTimes().limit(slice.limit);
    whereAll(query, filter);
    const place = after ?? before;
    if (place) {
      query.whereRaw(
        `(${columns.map(() => '??').join(', ')}) ${
          descending ? '<' : '>'
        } (${columns.map(() => '?').join(', ')})`,
        [...columns.map(column => `fleet_entries.${column}`), ...place],
      );
    }
    orderBy(query, slice.sort, descending);
    const rows: (FleetRow & { checked_at: string | null })[] = await query;
    const placed = rows.map(row => ({
      entry: fromFleetRow(row),
      key: columns.map(column => row[column] as string | number),
    }));
    return before ? placed.reverse() : placed;
  }

  async refs(
    filter: FleetFilter,
    { sort, descending }: Pick<FleetSlice, 'sort' | 'descending'>,
  ): Promise<string[]> {
    const query = this.#entries();
    whereAll(query, filter);
    orderBy(query, sort, descending);
    return query.pluck('fleet_entries.entity_ref');
  }

  async entries(entityRefs: string[]): Promise<FleetEntry[]> {
    const found = new Map<string, FleetEntry>();
    for (const chunk of chunked(entityRefs)) {
      const rows: (FleetRow & { checked_at: string | null })[] =
        await this.#withTimes().whereIn('fleet_entries.entity_ref', chunk);
      rows.forEach(row => found.set(row.entity_ref, fromFleetRow(row)));
    }
    return entityRefs.flatMap(ref => found.get(ref) ?? []);
  }

  async counts(filter: FleetFilter): Promise<Record<Health, number>> {
    const query = this.#entries().groupBy('health_rank');
    whereMatches(query, filter);
    const rows: { health_rank: number; count: number | string }[] =
      await query.select('health_rank', this.#db.raw('count(*) as count'));
    const counts = new Map(
      rows.map(({ health_rank, count }) => [health_rank, Number(count)]),
    );
    const count = (health: Health) => counts.get(healths.indexOf(health)) ?? 0;
    return {
      failing: count('failing'),
      degraded: count('degraded'),
      unknown: count('unknown'),
      pending: count('pending'),
      quiet: count('quiet'),
      healthy: count('healthy'),
    };
  }

  async losing(filter: FleetFilter): Promise<number> {
    const query = this.#entries();
    whereMatches(query, { ...filter, losing: true });
    const rows: { count: number | string }[] = await query.count({
      count: '*',
    });
    return Number(rows[0].count);
  }

  async healthTimes(
    entityRefs: string[],
    after: number,
  ): Promise<Map<string, HealthTime[]>> {
    const rows = await healthTimesQuery(this.#db, entityRefs, after);
    const times = new Map<string, HealthTime[]>();
    for (const { entity_ref, health, paused, milliseconds } of rows) {
      const known = times.get(entity_ref) ?? [];
      times.set(entity_ref, known);
      known.push({
        health,
        paused: Boolean(paused),
        milliseconds: Number(milliseconds),
      });
    }
    return times;
  }

  async groups(filter: FleetFilter): Promise<FleetGroup[]> {
    const query = this.#entries().groupBy('owner', 'siem_id', 'health');
    whereMatches(query, filter);
    const rows: (Pick<FleetRow, 'owner' | 'siem_id' | 'health'> & {
      count: number | string;
      paused: number | string;
    })[] = await query.select(
      'owner',
      'siem_id',
      'health',
      this.#db.raw('count(*) as count'),
      this.#db.raw('count(paused) as paused'),
    );
    return rows.map(row => ({
      ...(row.owner ? { owner: row.owner } : {}),
      ...(row.siem_id ? { siemId: row.siem_id } : {}),
      health: row.health,
      count: Number(row.count),
      paused: Number(row.paused),
    }));
  }

  async places(
    filter: FleetFilter,
  ): Promise<{ regions: string[]; subscriptions: string[] }> {
    const query = this.#entries();
    whereMatches(query, filter);
    const rows: Pick<FleetRow, 'region' | 'subscription_id'>[] =
      await query.distinct('region', 'subscription_id');
    return {
      regions: distinct(rows.map(({ region }) => region)),
      subscriptions: distinct(
        rows.map(({ subscription_id }) => subscription_id),
      ),
    };
  }

  async workspaces(filter: FleetFilter): Promise<string[]> {
    const query = this.#entries()
      .whereNot('workspace_id', '')
      // Anybody can name a workspace in an annotation: that covers nothing.
      .whereNull('refusal');
    whereMatches(query, filter);
    return query.distinct().pluck('workspace_id');
  }

  #entries(): Knex.QueryBuilder<FleetRow, any> {
    return this.#db<FleetRow>('fleet_entries');
  }

  /** Entries with the times of their last checks. */
  #withTimes(): Knex.QueryBuilder {
    return this.#entries()
      .leftJoin<StateRow>(
        'forwarder_states',
        'forwarder_states.entity_ref',
        'fleet_entries.entity_ref',
      )
      .select('fleet_entries.*', 'forwarder_states.checked_at');
  }

  /**
   * Digests by entity ref; empty for a row that lacks the present judgement
   * (it was written while the row was): so the next listing heals it.
   */
  async #currentDigests(entityRef?: string): Promise<Map<string, string>> {
    const query = this.#db('fleet_entries')
      .leftJoin('forwarder_states', join =>
        join
          .on('forwarder_states.entity_ref', 'fleet_entries.entity_ref')
          .andOn('forwarder_states.definition', 'fleet_entries.definition'),
      )
      .select({
        entity_ref: 'fleet_entries.entity_ref',
        digest: 'fleet_entries.digest',
        judged: 'fleet_entries.judged',
        lapsed: 'fleet_entries.lapsed',
        shown: 'fleet_entries.health',
        refusal: 'fleet_entries.refusal',
        stored: 'forwarder_states.health',
      });
    if (entityRef !== undefined) {
      query.where('fleet_entries.entity_ref', entityRef);
    }
    const rows: {
      entity_ref: string;
      digest: string;
      judged: boolean | number;
      lapsed: boolean | number;
      shown: Health;
      refusal: string | null;
      stored: Health | null;
    }[] = await query;
    return new Map(
      rows.map(row => {
        const { entity_ref, digest, judged, lapsed, refusal, stored } = row;
        const differs = !judged || (!lapsed && stored !== row.shown);
        const lags = stored !== null && differs;
        return [entity_ref, lags && refusal === null ? '' : digest];
      }),
    );
  }

  async #write(descriptions: FleetDescription[], at: string): Promise<void> {
    await this.#db.transaction(async tx => {
      const states = await tx<StateRow>('forwarder_states')
        .whereIn(
          'entity_ref',
          descriptions.map(({ entityRef }) => entityRef),
        )
        .whereNotNull('summary')
        .select('entity_ref', 'summary')
        // In one order, as every other writer of several rows.
        .orderBy('entity_ref')
        // No judgement may come between reading it here and showing it.
        .forUpdate();
      const judgements = new Map<string, StoredSummary>(
        states.map(({ entity_ref, summary }) => [
          entity_ref,
          JSON.parse(summary ?? ''),
        ]),
      );
      await tx('fleet_entries')
        .insert(
          descriptions.map(each =>
            toFleetRow(each, judgements.get(each.entityRef), at),
          ),
        )
        .onConflict('entity_ref')
        .merge();
      await noteOwners(tx, descriptions, at);
      await lapseEntries(tx, oldestBelieved(Date.parse(at), this.#believedFor));
    });
  }
}

/** Narrows by everything, health included. */
function whereAll(query: Knex.QueryBuilder, filter: FleetFilter): void {
  whereMatches(query, filter);
  if (filter.health?.length) {
    query.whereIn('fleet_entries.health', filter.health);
  }
}

function orderBy(
  query: Knex.QueryBuilder,
  sort: ForwarderSort,
  descending: boolean,
): void {
  for (const column of orderColumns(sort)) {
    query.orderBy(`fleet_entries.${column}`, descending ? 'desc' : 'asc');
  }
}

/** Texts without the empty one and without repetition, sorted. */
function distinct(texts: string[]): string[] {
  return [...new Set(texts)].filter(Boolean).sort();
}

function chunked<T>(items: T[]): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += CHUNK) {
    chunks.push(items.slice(i, i + CHUNK));
  }
  return chunks;
}
