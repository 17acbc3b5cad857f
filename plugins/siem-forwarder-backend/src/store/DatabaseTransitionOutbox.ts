import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { fromTransitionRow, TransitionRow } from './healthRows';
import { Audience, LeftOver, TransitionOutbox } from './TransitionOutbox';

/**
 * What is older is no news: it stays in the history only. Owners are told a
 * day late of what cannot be checked.
 */
const NEWS_MS = 2 * 86_400_000;

const EVERYBODY: Audience = 'everybody';

/** A row of `transition_outbox`. */
interface OutboxRow {
  id: string;
  at: string;
  claimed_until: string;
  tries: number;
  /** Audiences, separated by blanks. */
  told: string;
  telling_until: string;
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

  async noteTold(id: string, audiences: Audience[]): Promise<void> {
    await this.#outbox()
      .where({ id })
      .update({
        told: this.#db.raw(`told || ?`, [` ${audiences.join(' ')}`]),
      });
  }

  async audiencesTold(id: string): Promise<Audience[]> {
    const row = await this.#outbox().where({ id }).first();
    return (row?.told.split(' ').filter(Boolean) ?? []) as Audience[];
  }

  async claim({
    now,
    holdFor,
    limit,
  }: Parameters<TransitionOutbox['claim']>[0]): Promise<LeftOver[]> {
    await this.#outbox()
      .where('at', '<', new Date(now - NEWS_MS).toISOString())
      .delete();
    const rows: OutboxRow[] = await this.#outbox()
      .where('claimed_until', '<', new Date(now).toISOString())
      .orderBy('at')
      .limit(limit);
    const claimed = new Map<string, number>();
    for (const { id, claimed_until, tries } of rows) {
      const count = await this.#outbox()
        .where({ id, claimed_until })
        .update({
          claimed_until: new Date(now + holdFor(tries + 1)).toISOString(),
          tries: tries + 1,
        });
      if (count === 1) {
        claimed.set(id, tries + 1);
      }
    }
    const transitions = await this.#db<TransitionRow>('forwarder_transitions')
      .whereIn('id', [...claimed.keys()])
      .orderBy('sequence');
    return transitions.map(row => ({
      transition: fromTransitionRow(row),
      tries: claimed.get(row.id) ?? 1,
    }));
  }

  async putOff(id: string, until: number): Promise<void> {
    await this.#outbox()
      .where({ id })
      .update({ claimed_until: new Date(until).toISOString(), tries: 0 });
  }

  async takeOldest({
    upTo,
    now,
    holdFor,
  }: Parameters<TransitionOutbox['takeOldest']>[0]): Promise<
    Transition | 'held' | undefined
  > {
    const last = await this.#db('forwarder_transitions')
      .where({ id: upTo })
      .first('entity_ref', 'sequence');
    const oldest: (TransitionRow & OutboxRow) | undefined =
      last &&
      (await this.#db('transition_outbox as waiting')
        .join('forwarder_transitions as change', 'change.id', 'waiting.id')
        .where('change.entity_ref', last.entity_ref)
        .where('change.sequence', '<=', last.sequence)
        .whereNot('waiting.told', 'like', `%${EVERYBODY}%`)
        .orderBy('change.sequence')
        .first('change.*', 'waiting.telling_until'));
    if (!oldest) {
      return undefined;
    }
    const { id, telling_until } = oldest;
    if (telling_until > new Date(now).toISOString()) {
      return 'held';
    }
    const taken = await this.#outbox()
      .where({ id, telling_until })
      .update({ telling_until: new Date(now + holdFor).toISOString() });
    return taken === 1 ? fromTransitionRow(oldest) : 'held';
  }

  async release(id: string): Promise<void> {
    await this.#outbox().where({ id }).update({ telling_until: '' });
  }

  #outbox(): Knex.QueryBuilder<OutboxRow, any> {
    return this.#db<OutboxRow>('transition_outbox');
  }
}
