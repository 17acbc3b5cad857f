import { Knex } from 'knex';

/** True for a client of PostgreSQL, which locks rows; SQLite has one writer at a time. */
export function isPostgres(db: Knex): boolean {
  return /^pg|postgres/.test(String(db.client.config.client));
}
