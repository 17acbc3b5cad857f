import knexFactory, { Knex } from 'knex';

/** The row of a shard, as an outsider reads it. */
export interface ObservedShard {
  key: string;
  owner: string | null;
  token: number;
  cursor: string | null;
  forwarders: number | null;
  ended_at: string | null;
}

/** An update of a shard's row, as the database itself noted it. */
export interface NotedUpdate {
  key: string;
  token: number;
  owner: string | null;
  application: string;
  at: Date;
}

/** The database of the replicas, watched from outside. */
export class Observatory {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Lets the database note each update of a shard's row with the connection
   * that made it: every write of a sweep makes one in the same transaction.
   */
  static async open(connection: string): Promise<Observatory> {
    const db = knexFactory({ client: 'pg', connection, pool: { max: 4 } });
    await db.raw(`
      create table if not exists noted_updates (
        key text not null,
        token integer not null,
        owner text,
        application text not null,
        at timestamptz not null
      );
      create or replace function note_update() returns trigger as $$
      begin
        insert into noted_updates values (
          new.key, new.token, new.owner,
          current_setting('application_name'), clock_timestamp()
        );
        return new;
      end
      $$ language plpgsql;
      drop trigger if exists note_update on sweep_shards;
      create trigger note_update after update on sweep_shards
        for each row execute function note_update();
    `);
    return new Observatory(db);
  }

  async shards(): Promise<ObservedShard[]> {
    return this.#db<ObservedShard>('sweep_shards').orderBy('key');
  }

  async shard(key: string): Promise<ObservedShard> {
    const row = await this.#db<ObservedShard>('sweep_shards')
      .where({ key })
      .first();
    if (!row) {
      throw new Error(`There is no shard ${key} any more`);
    }
    return row;
  }

  /** How many forwarders have been judged. */
  async judged(): Promise<number> {
    const [{ count }] = await this.#db('forwarder_states')
      .whereNotNull('evaluation')
      .count({ count: '*' });
    return Number(count);
  }

  async transitions(): Promise<number> {
    const [{ count }] = await this.#db('forwarder_transitions').count({
      count: '*',
    });
    return Number(count);
  }

  /** Transitions of which everybody was not told yet; owners are told later of some. */
  async untold(): Promise<number> {
    const [{ count }] = await this.#db('transition_outbox')
      .whereNot('told', 'like', '%everybody%')
      .count({ count: '*' });
    return Number(count);
  }

  /** Updates of a shard's row from a token on, in their order. */
  async updatesSince(key: string, token: number): Promise<NotedUpdate[]> {
    return this.#db<NotedUpdate>('noted_updates')
      .where({ key })
      .andWhere('token', '>=', token)
      .orderBy('at');
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }
}
