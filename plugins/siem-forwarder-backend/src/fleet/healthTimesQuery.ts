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
 * month, and at most a dozen sums. Time that was a former owner's is left out,
 * as by `spansWithin`.
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
  return db
    .from(closed.unionAll(open).as('spans'))
    .join('fleet_entries as entries', join =>
      join
        .on('entries.entity_ref', 'spans.entity_ref')
        .onNull('entries.refusal'),
    )
    .join('forwarder_tenures as tenures', join =>
      join
        .on('tenures.entity_ref', 'spans.entity_ref')
        .on('tenures.owner', 'entries.owner'),
    )
    .where(owned =>
      owned
        .whereRaw('spans.to_at > tenures.from_at')
        .orWhereRaw('spans.from_at >= tenures.from_at'),
    )
    .where(owned =>
      owned
        .whereNull('tenures.to_at')
        .orWhereRaw('spans.from_at < tenures.to_at'),
    )
    .groupBy('spans.entity_ref', 'spans.health', 'spans.paused')
    .select(
      'spans.entity_ref',
      'spans.health',
      'spans.paused',
      db.raw(`sum(${lengthOf(db)}) as milliseconds`, [start]),
    );
}

/**
 * Milliseconds between the latest start of span, tenure and period (`?`), and
 * the earlier end of span and tenure; none when that is before.
 */
function lengthOf(db: Knex): string {
  const to = 'coalesce(tenures.to_at, spans.to_at)';
  return isPostgres(db)
    ? `greatest(0, extract(epoch from least(spans.to_at, ${to})::timestamptz - greatest(spans.from_at, tenures.from_at, ?)::timestamptz) * 1000)`
    : `max(0, (julianday(min(spans.to_at, ${to})) - julianday(max(spans.from_at, tenures.from_at, ?))) * 86400000)`;
}
