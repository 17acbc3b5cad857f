import { Knex } from 'knex';
import { Tenure } from './Tenure';

/** A row of `forwarder_tenures`. */
export interface TenureRow {
  sequence: number | string;
  entity_ref: string;
  /** Entity ref; empty when it was nobody's. */
  owner: string;
  from_at: string;
  to_at: string | null;
}

/** Before everything: whoever is seen first may have had the forwarder for long. */
const BEGINNING = '0000-01-01T00:00:00.000Z';

/** When a forwarder was an owner's, oldest first. */
export async function readTenures(
  db: Knex,
  entityRef: string,
  owner: string,
): Promise<Tenure[]> {
  const rows = await db<TenureRow>('forwarder_tenures')
    .where({ entity_ref: entityRef, owner })
    .orderBy('sequence');
  return rows.map(({ from_at, to_at }) => ({
    from: from_at,
    ...(to_at === null ? {} : { to: to_at }),
  }));
}

/**
 * Notes whose forwarders are. Where that is another than before, the tenure of
 * the former owner ends, which leaving the catalog alone does not do.
 *
 * @param tx - in a transaction
 * @param forwarders - at most a few hundred
 * @param at - the present (ISO 8601, UTC)
 */
export async function noteOwners(
  tx: Knex,
  forwarders: { entityRef: string; owner?: string }[],
  at: string,
): Promise<void> {
  const open = await tx<TenureRow>('forwarder_tenures')
    .whereIn(
      'entity_ref',
      forwarders.map(({ entityRef }) => entityRef),
    )
    .whereNull('to_at')
    .select('sequence', 'entity_ref', 'owner');
  const former = new Map(open.map(row => [row.entity_ref, row]));
  const begun = forwarders.filter(
    ({ entityRef, owner = '' }) => former.get(entityRef)?.owner !== owner,
  );
  if (begun.length === 0) {
    return;
  }
  const ended = begun.flatMap(
    ({ entityRef }) => former.get(entityRef)?.sequence ?? [],
  );
  await tx<TenureRow>('forwarder_tenures')
    .whereIn('sequence', ended)
    .whereNull('to_at')
    .update({ to_at: at });
  await tx<TenureRow>('forwarder_tenures')
    .insert(
      begun.map(({ entityRef, owner = '' }) => ({
        entity_ref: entityRef,
        owner,
        from_at: former.has(entityRef) ? at : BEGINNING,
      })),
    )
    // Another replica sees the same.
    .onConflict(tx.raw('(entity_ref) where to_at is null') as never)
    .ignore();
}
