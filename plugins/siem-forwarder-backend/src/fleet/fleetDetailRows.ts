import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { fromSpanRow, StateRow, toJudgement } from '../store/healthRows';
import { isPostgres } from '../store/isPostgres';
import { spanOf } from '../store/spanOf';
import { spansWithin } from '../store/Tenure';
import { FleetDetail } from './FleetIndex';
import { FleetRow, fromFleetRow } from './fleetRows';

/** The columns of the state (as `s`) that a detail takes; health and definition are those of the judgement. */
export const stateColumns = [
  's.definition as state_definition',
  's.health as state_health',
  's.checked_at',
  's.evaluation',
  's.observed',
  's.span_from',
  's.paused as state_paused',
] as const;

/** The ends, health and pause of a closed span, in the order of {@link spansQuery}. */
type ListedSpan = [string, string, Health, boolean | number];

/**
 * One value that holds all closed spans of a forwarder that ended after a
 * time: a read of its own costs more than they do.
 */
export function spansQuery(db: Knex): string {
  const aggregate = isPostgres(db)
    ? 'json_agg(json_build_array(from_at, to_at, health, paused))'
    : 'json_group_array(json_array(from_at, to_at, health, paused))';
  return `select ${aggregate} from forwarder_spans where entity_ref = ? and to_at >= ?`;
}

/** The ends of a tenure, in the order of {@link tenuresQuery}. */
type ListedTenure = [string, string | null];

/** One value that holds the tenures of the present owner of a row of `fleet_entries`. */
export function tenuresQuery(db: Knex): string {
  const aggregate = isPostgres(db)
    ? 'json_agg(json_build_array(t.from_at, t.to_at))'
    : 'json_group_array(json_array(t.from_at, t.to_at))';
  return `select ${aggregate} from forwarder_tenures t where t.entity_ref = fleet_entries.entity_ref and t.owner = fleet_entries.owner`;
}

type DetailRow = FleetRow &
  Pick<StateRow, 'checked_at' | 'evaluation' | 'observed' | 'span_from'> & {
    state_definition: StateRow['definition'];
    state_health: StateRow['health'];
    state_paused: StateRow['paused'];
    /** JSON of the outputs of the operation that made it. */
    outputs: string | null;
    spans: ListedSpan[] | string | null;
    tenures: ListedTenure[] | string | null;
  };

export function toFleetDetail(row: DetailRow): FleetDetail {
  const state = {
    entity_ref: row.entity_ref,
    definition: row.state_definition,
    health: row.state_health,
    checked_at: row.checked_at,
    evaluation: row.evaluation,
    observed: row.observed,
    span_from: row.span_from,
    paused: row.state_paused,
  };
  const judgement = toJudgement(state);
  const closed = listOf(row.spans);
  // The present span stands in the state.
  const open = spanOf(state);
  const { secretLocation } = JSON.parse(row.outputs ?? '{}');
  return {
    entry: fromFleetRow(row),
    ...(judgement ? { judgement } : {}),
    // What was before is a former owner's.
    spans: spansWithin(
      [
        ...closed.map(([from, to, health, paused]) => ({
          from,
          to,
          health,
          paused: Boolean(paused),
        })),
        ...(open ? [fromSpanRow(open)] : []),
      ],
      listOf(row.tenures).map(([from, to]) => ({
        from,
        ...(to === null ? {} : { to }),
      })),
    ),
    ...(secretLocation ? { secretLocation } : {}),
  };
}

/** SQLite has no type for JSON, and PostgreSQL no list without items. */
function listOf<T>(value: T[] | string | null): T[] {
  return typeof value === 'string' ? JSON.parse(value) : value ?? [];
}
