import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { fromTransitionRow, TransitionRow } from './healthRows';
import { TransitionOutbox } from './TransitionOutbox';

/** What is older is no news: it stays in the history only. */
const NEWS_MS = 86_400_000;

/** A row of `transition_outbox`. */
interface OutboxRow {
  id: string;
  at: string;
  claimed_until: string;
}

/** {@link TransitionOutbox} in the plugin's database (PostgreSQL or SQLite). */
export class DatabaseTransitionOutbox implements TransitionOutbox {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /** @param options - `db`: a client whose migrations have been applied */
  static create(options: { db: Knex }): DatabaseTransitionOutbox {
    return new DatabaseTransitionOutbox(options.db);
  }

  async told(id: string): Promise<void> {
    await this.#outbox().where({ id }).delete();
  }

  async claim({
    now,
    until,
    limit,
  }: {
    now: number;
    until: number;
    limit: number;
  }): Promise<Transition[]> {
    await this.#outbox()
      .where('at', '<', new Date(now - NEWS_MS).toISOString())
      .delete();
    const rows: OutboxRow[] = await this.#outbox()
      .where('claimed_until', '<', new Date(now).toISOString())
      .orderBy('at')
      .limit(limit);
    const claimed: string[] = [];
    for (const { id, claimed_until } of rows) {
      const count = await this.#outbox()
        .where({ id, claimed_until })
        .update({ claimed_until: new Date(until).toISOString() });
      if (count === 1) {
        claimed.push(id);
      }
    }
    const transitions = await this.#db<TransitionRow>('forwarder_transitions')
      .whereIn('id', claimed)
      .orderBy('sequence');
    return transitions.map(fromTransitionRow);
  }

  #outbox(): Knex.QueryBuilder<OutboxRow, any> {
    return this.#db<OutboxRow>('transition_outbox');
  }
}
