import { healths } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { StateRow } from '../store/healthRows';
import { isPostgres } from '../store/isPostgres';
import { FleetRow, searchTextWith } from './fleetRows';
import { notCheckedSince } from './lapse';

type Checked = Pick<StateRow, 'entity_ref' | 'checked_at'>;

/** Entity refs of one statement: SQLite binds at most 999 values in older builds. */
const CHUNK = 500;

/**
 * Shows forwarders as unknown that were last checked before an instant.
 * {@link recordJudgement} shows them again as they are.
 *
 * @remarks
 * The rows of the list are changed, not the queries over them: so filters,
 * orders, counts and searches are as fast as ever, and agree. The states stay
 * as they were judged.
 *
 * @param checkedBefore - ISO 8601, UTC
 */
export async function lapseEntries(
  db: Knex,
  checkedBefore: string,
): Promise<void> {
  if (!(await tooOld(db, checkedBefore).first())) {
    return;
  }
  await db.transaction(async tx => {
    // No judgement may come between reading its time and hiding it. One that
    // is being written now will not be too old.
    const query = tooOld(tx, checkedBefore).orderBy('entity_ref').forUpdate();
    if (isPostgres(tx)) {
      query.skipLocked();
    }
    const byTime = new Map<string, string[]>();
    for (const { entity_ref, checked_at } of (await query) as Checked[]) {
      const refs = byTime.get(checked_at!) ?? [];
      byTime.set(checked_at!, refs);
      refs.push(entity_ref);
    }
    for (const [checkedAt, refs] of byTime) {
      for (let i = 0; i < refs.length; i += CHUNK) {
        const { health, headline, since } = notCheckedSince(checkedAt);
        await tx<FleetRow>('fleet_entries')
          .whereIn('entity_ref', refs.slice(i, i + CHUNK))
          .update({
            lapsed: true,
            health,
            health_rank: healths.indexOf(health),
            headline,
            since,
            losing: false,
            search_text: searchTextWith(tx, headline),
          });
      }
    }
  });
}

/** States that are too old, of forwarders that are still shown as they were judged. */
function tooOld(
  db: Knex,
  checkedBefore: string,
): Knex.QueryBuilder<StateRow, Checked[]> {
  return (
    db<StateRow>('forwarder_states')
      .where('checked_at', '<', checkedBefore)
      // Not `in (...)`: SQLite would go through the whole list, where nearly
      // always no state is too old.
      .whereExists(
        db<FleetRow>('fleet_entries')
          .select(db.raw('1'))
          .whereRaw('fleet_entries.entity_ref = forwarder_states.entity_ref')
          .where({ judged: true, lapsed: false })
          // What may not be looked at is told from the catalog.
          .whereNull('refusal'),
      )
      .select('entity_ref', 'checked_at')
  );
}
