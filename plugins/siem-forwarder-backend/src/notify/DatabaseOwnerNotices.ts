import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { OwnerNotice, OwnerNotices } from './OwnerNotices';

/** A row of `owner_notices`. */
interface NoticeRow {
  entity_ref: string;
  recipient: string;
  title: string;
  health: Health;
  trouble: Health | null;
  /** JSON. */
  reasons: string;
}

/** {@link OwnerNotices} in the plugin's database (PostgreSQL or SQLite). */
export class DatabaseOwnerNotices implements OwnerNotices {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /** @param options - `db`: a client whose migrations have been applied */
  static create(options: { db: Knex }): DatabaseOwnerNotices {
    return new DatabaseOwnerNotices(options.db);
  }

  async get(entityRef: string): Promise<OwnerNotice | undefined> {
    const row = await this.#db<NoticeRow>('owner_notices')
      .where({ entity_ref: entityRef })
      .first();
    return (
      row && {
        entityRef,
        recipient: row.recipient,
        title: row.title,
        health: row.health,
        ...(row.trouble ? { trouble: row.trouble } : {}),
        reasons: JSON.parse(row.reasons),
      }
    );
  }

  async put(notice: OwnerNotice): Promise<void> {
    await this.#db<NoticeRow>('owner_notices')
      .insert({
        entity_ref: notice.entityRef,
        recipient: notice.recipient,
        title: notice.title,
        health: notice.health,
        trouble: notice.trouble ?? null,
        reasons: JSON.stringify(notice.reasons),
      })
      .onConflict('entity_ref')
      .merge();
  }

  async remove(entityRef: string): Promise<void> {
    await this.#db<NoticeRow>('owner_notices')
      .where({ entity_ref: entityRef })
      .delete();
  }
}
