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

/** Rows whose entity ref is in a list of any length, which is one bound value. */
export function whereReadable(
  query: Knex.QueryBuilder,
  column: string,
  readable: readonly string[] | undefined,
): void {
  if (readable) {
    const list =
      query.client.config.client === 'pg'
        ? 'select jsonb_array_elements_text(?::jsonb)'
        : 'select value from json_each(?)';
    query.whereRaw(`?? in (${list})`, [column, JSON.stringify(readable)]);
  }
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
