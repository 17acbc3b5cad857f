import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { isPostgres } from '../store/isPostgres';
import { whereReadable } from './fleetSql';

/** How long a forwarder was seen in one health. */
interface HealthTimeRow {
  entity_ref: string;
  health: Health;
  /** SQLite has no booleans. */
  paused: boolean | number;
  /** Numbers of PostgreSQL may come as text. */
  milliseconds: number | string;
}

/**
 * Sums the closed spans and the open one (which stands in the state) by
 * health, in the database: a forwarder that flaps has hundreds of spans in a
 * month, and at most a dozen sums.
 */
export function healthTimesQuery(
  db: Knex,
  entityRefs: string[],
  after: number,
): Promise<HealthTimeRow[]> {
  const start = new Date(after).toISOString();
  const closed = db('forwarder_spans')
    .select('entity_ref', 'health', 'paused', 'from_at', 'to_at')
    .where('to_at', '>=', start);
  whereReadable(closed, 'entity_ref', entityRefs);
  const open = db('forwarder_states')
    .select(
      'entity_ref',
      'health',
      db.raw('coalesce(paused, false)'),
      db.raw('coalesce(span_from, checked_at)'),
      'checked_at',
    )
    .whereNotNull('health')
    .whereNotNull('evaluation')
    .where('checked_at', '>=', start);
  whereReadable(open, 'entity_ref', entityRefs);
  const refused = db('fleet_entries')
    .select('entity_ref')
    .whereNotNull('refusal');
  return db
    .from(closed.unionAll(open).as('spans'))
    .whereNotIn('entity_ref', refused)
    .groupBy('entity_ref', 'health', 'paused')
    .select(
      'entity_ref',
      'health',
      'paused',
      db.raw(`sum(${lengthOf(db)}) as milliseconds`, [start]),
    );
}

/** Milliseconds between the later of a span's and the period's (`?`) start, and the span's end. */
function lengthOf(db: Knex): string {
  return isPostgres(db)
    ? `extract(epoch from to_at::timestamptz - greatest(from_at, ?)::timestamptz) * 1000`
    : `(julianday(to_at) - julianday(max(from_at, ?))) * 86400000`;
}
