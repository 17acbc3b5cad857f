import { ForwarderSort } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { FleetFilter } from './FleetQuery';
import { FleetRow } from './fleetRows';

/** The column of each order; `sort_title` and `entity_ref` follow. */
const columnOf: Record<ForwarderSort, keyof FleetRow> = {
  health: 'health_rank',
  title: 'sort_title',
  owner: 'owner',
  siem: 'siem_id',
  region: 'region',
  since: 'since',
  lastEvent: 'last_event_at',
};

/** The columns that an order goes by; together they are unique. */
export function orderColumns(sort: ForwarderSort): (keyof FleetRow)[] {
  return [
    ...new Set<keyof FleetRow>([columnOf[sort], 'sort_title', 'entity_ref']),
  ];
}

/** Entity refs from which on a time line is faster read by time than by forwarder. */
const MANY = 100;

/**
 * Rows whose entity ref is in a list of any length, which is one bound value.
 *
 * @param options - `newestOf`: only the newest of very many rows are wanted;
 *   SQLite would else read and sort all that belong to the list
 */
export function whereReadable(
  query: Knex.QueryBuilder,
  column: string,
  readable: readonly string[] | undefined,
  { newestOf = false }: { newestOf?: boolean } = {},
): void {
  if (!readable) {
    return;
  }
  if (query.client.config.client === 'pg') {
    query.whereRaw('?? = any(?::text[])', [column, [...readable]]);
    return;
  }
  // https://sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_
  const term = newestOf && readable.length > MANY ? '+??' : '??';
  query.whereRaw(`${term} in (select value from json_each(?))`, [
    column,
    JSON.stringify(readable),
  ]);
}

/** Narrows `fleet_entries` by everything but health. */
export function whereMatches(
  query: Knex.QueryBuilder,
  filter: FleetFilter,
): void {
  const { owner, siem, region, subscription, readable } = filter;
  const equal: [keyof FleetRow, string | undefined][] = [
    ['owner', owner?.toLocaleLowerCase('en-US')],
    ['siem_id', siem],
    ['region', region],
    ['subscription_id', subscription?.toLocaleLowerCase('en-US')],
  ];
  for (const [column, value] of equal) {
    if (value) {
      query.where(`fleet_entries.${column}`, value);
    }
  }
  if (filter.losing) {
    // In these words the partial index is found.
    query.whereRaw('losing');
  }
  whereReadable(query, 'fleet_entries.entity_ref', readable);
  const term = filter.search?.trim().toLocaleLowerCase('en-US');
  if (term) {
    query.whereRaw(
      query.client.config.client === 'pg'
        ? 'strpos(search_text, ?) > 0'
        : 'instr(search_text, ?) > 0',
      [term],
    );
  }
}
