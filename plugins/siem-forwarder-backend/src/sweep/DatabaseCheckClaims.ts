import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { CheckClaims, CheckProgress, ClaimedCheck } from './CheckClaims';

/** Nobody waits for what ended so long ago. */
const FORGET_MS = 60 * 60_000;

/** A row of `check_claims`. */
interface ClaimRow {
  entity_ref: string;
  token: string;
  held_until: string;
  /** SQLite has no booleans. */
  done: boolean | number;
}

/** {@link CheckClaims} in the plugin's database (PostgreSQL or SQLite). */
export class DatabaseCheckClaims implements CheckClaims {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /** @param options - `db`: a client whose migrations have been applied */
  static create(options: { db: Knex }): DatabaseCheckClaims {
    return new DatabaseCheckClaims(options.db);
  }

  async claim(
    entityRef: string,
    { now, until }: { now: number; until: number },
  ): Promise<ClaimedCheck> {
    const token = uuid();
    const held = { token, held_until: iso(until), done: false };
    const taken = await this.#claims()
      .where({ entity_ref: entityRef })
      .andWhere(free =>
        free.where('done', true).orWhere('held_until', '<', iso(now)),
      )
      .update(held);
    if (taken === 1) {
      return { token, mine: true };
    }
    await this.#claims()
      .insert({ entity_ref: entityRef, ...held })
      .onConflict('entity_ref')
      .ignore();
    const row = await this.#claims().where({ entity_ref: entityRef }).first();
    const mine = row?.token === token;
    if (mine) {
      await this.#claims()
        .where('held_until', '<', iso(now - FORGET_MS))
        .delete();
    }
    return { token: row?.token ?? token, mine };
  }

  async renew(entityRef: string, token: string, until: number): Promise<void> {
    await this.#check(entityRef, token).update({ held_until: iso(until) });
  }

  async done(entityRef: string, token: string): Promise<void> {
    await this.#check(entityRef, token).update({ done: true });
  }

  async failed(entityRef: string, token: string): Promise<void> {
    await this.#check(entityRef, token).delete();
  }

  async progress(
    entityRef: string,
    token: string,
    now: number,
  ): Promise<CheckProgress> {
    const row = await this.#check(entityRef, token).first();
    if (row?.done) {
      return 'done';
    }
    return row && row.held_until >= iso(now) ? 'running' : 'gone';
  }

  #check(entityRef: string, token: string) {
    return this.#claims().where({ entity_ref: entityRef, token });
  }

  #claims(): Knex.QueryBuilder<ClaimRow, any> {
    return this.#db<ClaimRow>('check_claims');
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
