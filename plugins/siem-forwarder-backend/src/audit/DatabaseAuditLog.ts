import {
  AuditResource,
  OperationKind,
  OperationStatus,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { whereReadable } from '../fleet/fleetSql';
import { Scopes } from '../scopes';
import { fromTransitionRow, TransitionRow } from '../store/healthRows';
import {
  AuditedForwarder,
  AuditedOperation,
  operationEntry,
  transitionEntry,
} from './auditEntries';
import {
  AuditFilter,
  AuditLog,
  AuditPlace,
  PlacedAuditEntry,
} from './AuditLog';
import { shownOperation } from './shownOperation';
import { Ownership, shownTransition } from './shownTransition';

interface OperationRow {
  id: string;
  kind: OperationKind;
  entity_ref: string;
  owner: string;
  actor: string;
  status: OperationStatus;
  dry_run: boolean | number;
  opened_at: string;
  closed_at: string | null;
}

interface AuditedRow {
  entity_ref: string;
  title: string;
  owner: string;
  definition: string;
}

interface JournalRow {
  operation_id: string;
  action: NonNullable<AuditResource['action']>;
  resource: string;
  resource_id: string | null;
  outcome: AuditResource['outcome'] | null;
}

/** Whose forwarders are, by entity ref. */
type Presence = ReadonlyMap<string, Ownership>;

/** What a {@link DatabaseAuditLog} works with. */
export interface DatabaseAuditLogOptions {
  /** A client whose migrations have been applied. */
  db: Knex;
  scopes: Pick<Scopes, 'contains'>;
}

/** {@link AuditLog} over the tables of transitions and operations. */
export class DatabaseAuditLog implements AuditLog {
  readonly #db: Knex;
  readonly #scopes: Pick<Scopes, 'contains'>;

  private constructor(options: DatabaseAuditLogOptions) {
    this.#db = options.db;
    this.#scopes = options.scopes;
  }

  static create(options: DatabaseAuditLogOptions): DatabaseAuditLog {
    return new DatabaseAuditLog(options);
  }

  async list(
    filter: AuditFilter,
    options: Parameters<AuditLog['list']>[1],
  ): Promise<PlacedAuditEntry[]> {
    const { kind } = filter;
    const [transitions, operations] = await Promise.all([
      kind === 'operation' ? [] : this.#transitions(filter, options),
      kind === 'transition' ? [] : this.#operations(filter, options),
    ]);
    const places = [
      ...transitions.map(row => ({
        row,
        place: {
          at: row.at,
          kind: 'transition' as const,
          key: row.id,
        },
      })),
      ...operations.map(row => ({
        row,
        place: { at: row.opened_at, kind: 'operation' as const, key: row.id },
      })),
    ]
      .sort((a, b) => newestFirst(a.place, b.place))
      .slice(0, options.limit);
    const ids = places.flatMap(({ place }) =>
      place.kind === 'operation' ? [place.key] : [],
    );
    const [forwarders, resources, failures] = await Promise.all([
      this.#forwarders(places.map(({ row }) => row.entity_ref)),
      this.#resources(ids),
      this.#failures(ids),
    ]);
    return places.map(({ row, place }) => ({
      place,
      entry:
        'opened_at' in row
          ? operationEntry(
              this.#shownOperation(
                toOperation(row, resources.get(row.id), failures.get(row.id)),
                options.present?.get(row.entity_ref) ??
                  forwarders.get(row.entity_ref),
                filter,
              ),
              forwarders.get(row.entity_ref),
            )
          : transitionEntry(
              this.#shown(
                row,
                options.present?.get(row.entity_ref) ??
                  forwarders.get(row.entity_ref),
                filter,
              ),
              forwarders.get(row.entity_ref),
            ),
    }));
  }

  /** Whoever may read all is told everything of forwarders that are gone. */
  #shown(
    row: TransitionRow,
    present: Ownership | undefined,
    { readable }: AuditFilter,
  ): Transition {
    const transition = fromTransitionRow(row);
    if (!present && readable === undefined) {
      return transition;
    }
    const then = {
      owner: row.owner ?? undefined,
      definition: row.definition ?? undefined,
    };
    return shownTransition(transition, then, present ?? {}, this.#scopes);
  }

  #shownOperation(
    operation: AuditedOperation,
    present: Ownership | undefined,
    { readable }: AuditFilter,
  ): AuditedOperation {
    return !present && readable === undefined
      ? operation
      : shownOperation(operation, present ?? {}, this.#scopes);
  }

  async #transitions(
    filter: AuditFilter,
    { limit, after }: { limit: number; after?: AuditPlace },
  ): Promise<TransitionRow[]> {
    const query = this.#db('forwarder_transitions')
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'sequence', order: 'desc' },
      ])
      .limit(limit);
    this.#narrow(query, 'forwarder_transitions', 'at', filter);
    if (filter.owner) {
      query.whereIn(
        'forwarder_transitions.entity_ref',
        this.#db('fleet_entries')
          .where({ owner: filter.owner })
          .select('entity_ref'),
      );
    }
    if (after?.kind === 'transition') {
      // Numbers are not handed out: they would tell how much happens elsewhere.
      query.whereRaw(
        '(at, sequence) < (?, coalesce((select sequence from forwarder_transitions where id = ?), 0))',
        [after.at, after.key],
      );
    } else if (after) {
      query.where('at', '<', after.at);
    }
    return query;
  }

  /**
   * With an owner, those of which he is told as the owner: where it is hidden
   * for whom an operation was opened, guessing must not find him either.
   */
  async #operations(
    filter: AuditFilter,
    options: { limit: number; after?: AuditPlace; present?: Presence },
  ): Promise<OperationRow[]> {
    const { limit, present } = options;
    const found: OperationRow[] = [];
    let { after } = options;
    for (;;) {
      const rows = await this.#operationRows(filter, { limit, after });
      found.push(
        ...(filter.owner ? await this.#shownAsOf(rows, filter, present) : rows),
      );
      if (rows.length < limit || found.length >= limit) {
        return found.slice(0, limit);
      }
      const last = rows[rows.length - 1];
      after = { at: last.opened_at, kind: 'operation', key: last.id };
    }
  }

  /** Operations that are shown as the owner's of the filter. */
  async #shownAsOf(
    rows: OperationRow[],
    filter: AuditFilter,
    present: Presence | undefined,
  ): Promise<OperationRow[]> {
    const [forwarders, resources] = await Promise.all([
      this.#forwarders(rows.map(row => row.entity_ref)),
      this.#resources(rows.map(({ id }) => id)),
    ]);
    return rows.filter(row => {
      const forwarder = forwarders.get(row.entity_ref);
      const { owner } = this.#shownOperation(
        toOperation(row, resources.get(row.id), undefined),
        present?.get(row.entity_ref) ?? forwarder,
        filter,
      );
      return (owner ?? forwarder?.owner) === filter.owner;
    });
  }

  async #operationRows(
    filter: AuditFilter,
    { limit, after }: { limit: number; after?: AuditPlace },
  ): Promise<OperationRow[]> {
    const query = this.#db('operations')
      .orderBy([
        { column: 'opened_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    this.#narrow(query, 'operations', 'opened_at', filter);
    const { owner } = filter;
    if (owner) {
      query.where(either =>
        either
          .where({ owner })
          .orWhereIn(
            'operations.entity_ref',
            this.#db('fleet_entries')
              .where('fleet_entries.owner', owner)
              .select('entity_ref'),
          ),
      );
    }
    if (after?.kind === 'operation') {
      query.whereRaw('(opened_at, id) < (?, ?)', [after.at, after.key]);
    } else if (after) {
      query.where('opened_at', '<=', after.at);
    }
    return query;
  }

  #narrow(
    query: Knex.QueryBuilder,
    table: string,
    time: string,
    { from, to, forwarder, readable }: AuditFilter,
  ): void {
    const column = `${table}.entity_ref`;
    if (from) {
      query.where(time, '>=', from);
    }
    if (to) {
      query.where(time, '<', to);
    }
    if (forwarder) {
      query.where(column, forwarder);
    }
    whereReadable(query, column, readable, { newestOf: true });
    query.whereNotIn(
      column,
      this.#db('fleet_entries').whereNotNull('refusal').select('entity_ref'),
    );
  }

  async #forwarders(refs: string[]): Promise<Map<string, AuditedForwarder>> {
    const rows: AuditedRow[] = await this.#db('fleet_entries')
      .whereIn('entity_ref', [...new Set(refs)])
      .select('entity_ref', 'title', 'owner', 'definition');
    return new Map(
      rows.map(({ entity_ref, title, owner, definition }) => [
        entity_ref,
        { title, definition, ...(owner ? { owner } : {}) },
      ]),
    );
  }

  async #resources(
    operations: string[],
  ): Promise<Map<string, AuditResource[]>> {
    const found = new Map<string, AuditResource[]>();
    if (operations.length === 0) {
      return found;
    }
    const rows: JournalRow[] = await this.#db('operation_journal')
      .whereIn('operation_id', operations)
      .orderBy('id')
      .select('operation_id', 'action', 'resource', 'resource_id', 'outcome');
    for (const row of rows) {
      const known = found.get(row.operation_id) ?? [];
      known.push({
        name: row.resource,
        ...(row.resource_id ? { id: row.resource_id } : {}),
        action: row.action,
        ...(row.outcome ? { outcome: row.outcome } : {}),
      });
      found.set(row.operation_id, known);
    }
    return found;
  }

  async #failures(operations: string[]): Promise<Map<string, string>> {
    if (operations.length === 0) {
      return new Map();
    }
    const rows: { operation_id: string; failure: string }[] = await this.#db(
      'operation_steps',
    )
      .whereIn('operation_id', operations)
      .whereNotNull('failure')
      .orderBy('updated_at')
      .select('operation_id', 'failure');
    return new Map(
      rows.map(({ operation_id, failure }) => [operation_id, failure]),
    );
  }
}

/** Within a kind, lines stay in the order in which they were read. */
function newestFirst(a: AuditPlace, b: AuditPlace): number {
  if (a.at !== b.at) {
    return a.at < b.at ? 1 : -1;
  }
  if (a.kind !== b.kind) {
    return a.kind === 'transition' ? -1 : 1;
  }
  return 0;
}

function toOperation(
  row: OperationRow,
  resources: AuditResource[] = [],
  failure: string | undefined,
): AuditedOperation {
  return {
    id: row.id,
    kind: row.kind,
    entityRef: row.entity_ref,
    owner: row.owner,
    actor: row.actor,
    status: row.status,
    dryRun: Boolean(row.dry_run),
    openedAt: row.opened_at,
    ...(row.closed_at ? { closedAt: row.closed_at } : {}),
    ...(failure ? { failure } : {}),
    resources,
  };
}
