import { Knex } from 'knex';
import { Fence } from '../store/HealthStore';
import { isPostgres } from '../store/isPostgres';
import {
  CATALOG_SHARD,
  RoundResult,
  Shard,
  shardKey,
  ShardKind,
  ShardSource,
  ShardState,
} from './Shard';
import { RoundEnd, ShardStore } from './ShardStore';

/** Rows of one statement. */
const CHUNK = 200;

/** A row of `sweep_shards`. */
interface ShardRow {
  key: string;
  kind: ShardKind;
  source_id: string;
  due_at: string;
  owner: string | null;
  lease_until: string | null;
  token: number;
  cursor: string | null;
  round_started_at: string | null;
  round_forwarders: number;
  ended_at: string | null;
  ended_after_ms: number | null;
  forwarders: number | null;
  result: RoundResult | null;
  failure: string | null;
}

/** {@link ShardStore} in the plugin's database (PostgreSQL or SQLite). */
export class DatabaseShardStore implements ShardStore {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /** @param options - `db`: a client whose migrations have been applied */
  static create(options: { db: Knex }): DatabaseShardStore {
    return new DatabaseShardStore(options.db);
  }

  async add(sources: ShardSource[], dueAt: number): Promise<void> {
    for (let i = 0; i < sources.length; i += CHUNK) {
      await this.#shards()
        .insert(
          sources.slice(i, i + CHUNK).map(source => ({
            key: shardKey(source),
            kind: source.kind,
            source_id: source.id,
            due_at: iso(dueAt),
            token: 0,
            round_forwarders: 0,
          })),
        )
        .onConflict('key')
        .ignore();
    }
  }

  async hasten(keys: string[], dueAt: number): Promise<void> {
    for (let i = 0; i < keys.length; i += CHUNK) {
      await this.#shards()
        .whereIn('key', keys.slice(i, i + CHUNK))
        .andWhere('due_at', '>', iso(dueAt))
        .whereNull('owner')
        .update({ due_at: iso(dueAt) });
    }
  }

  async retain(keys: string[]): Promise<void> {
    const kept = new Set([...keys, shardKey(CATALOG_SHARD)]);
    const known: string[] = await this.#shards().pluck('key');
    const gone = known.filter(key => !kept.has(key));
    for (let i = 0; i < gone.length; i += CHUNK) {
      await this.#shards()
        .whereIn('key', gone.slice(i, i + CHUNK))
        .delete();
    }
  }

  async claim({
    owner,
    now,
    leaseUntil,
  }: {
    owner: string;
    now: number;
    leaseUntil: number;
  }): Promise<Shard | undefined> {
    return this.#db.transaction(async tx => {
      const due = tx<ShardRow>('sweep_shards')
        .where('due_at', '<=', iso(now))
        .andWhere(lease =>
          lease.whereNull('lease_until').orWhere('lease_until', '<', iso(now)),
        )
        .orderBy('due_at')
        .orderBy('key')
        .first();
      // A row that a transaction of another replica holds is not waited for: it
      // may be a claim, or a write of a replica that stands still.
      const row = await (isPostgres(tx) ? due.forUpdate().skipLocked() : due);
      if (!row) {
        return undefined;
      }
      const roundStartedAt = row.round_started_at ?? iso(now);
      const token = row.token + 1;
      await tx<ShardRow>('sweep_shards')
        .where({ key: row.key })
        .update({
          owner,
          lease_until: iso(leaseUntil),
          token,
          round_started_at: roundStartedAt,
        });
      return {
        key: row.key,
        source: { kind: row.kind, id: row.source_id },
        token,
        ...(row.cursor === null ? {} : { cursor: row.cursor }),
        roundStartedAt,
        roundForwarders: row.round_forwarders,
      };
    });
  }

  async extend({ key, token }: Fence, leaseUntil: number): Promise<boolean> {
    const extended = await this.#shards()
      .where({ key, token })
      .update({ lease_until: iso(leaseUntil) });
    return extended === 1;
  }

  async finish({ key, token }: Fence, end: RoundEnd): Promise<boolean> {
    const row = await this.#shards().where({ key, token }).first();
    if (!row) {
      return false;
    }
    const finished = await this.#shards()
      .where({ key, token })
      .update({
        owner: null,
        lease_until: null,
        due_at: iso(end.nextAt),
        result: end.result,
        failure: end.failure ?? null,
        // One that failed goes on where it was, or the last ones would never
        // have their turn.
        ...(end.result === 'ok'
          ? {
              cursor: null,
              round_started_at: null,
              round_forwarders: 0,
              ended_at: iso(end.at),
              ended_after_ms:
                end.at - Date.parse(row.round_started_at ?? iso(end.at)),
              forwarders: end.forwarders,
            }
          : {}),
      });
    return finished === 1;
  }

  async release({ key, token }: Fence): Promise<void> {
    await this.#shards()
      .where({ key, token })
      .update({ owner: null, lease_until: null, result: 'released' });
  }

  async list(): Promise<ShardState[]> {
    const rows: ShardRow[] = await this.#shards().orderBy('key');
    return rows.map(toState);
  }

  #shards(): Knex.QueryBuilder<ShardRow, any> {
    return this.#db<ShardRow>('sweep_shards');
  }
}

function toState(row: ShardRow): ShardState {
  return {
    key: row.key,
    kind: row.kind,
    dueAt: row.due_at,
    token: row.token,
    ...(row.owner === null ? {} : { owner: row.owner }),
    ...(row.lease_until === null ? {} : { leaseUntil: row.lease_until }),
    ...(row.cursor === null ? {} : { cursor: row.cursor }),
    ...(row.round_started_at === null
      ? {}
      : { roundStartedAt: row.round_started_at }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.ended_after_ms === null
      ? {}
      : { endedAfterMs: row.ended_after_ms }),
    ...(row.forwarders === null ? {} : { forwarders: row.forwarders }),
    ...(row.result === null ? {} : { result: row.result }),
    ...(row.failure === null ? {} : { failure: row.failure }),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
