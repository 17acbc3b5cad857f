import { Knex } from 'knex';
import {
  FleetRow,
  judgementColumns,
  ListedJudgement,
  searchTextWith,
} from './fleetRows';

/**
 * Brings the list of forwarders up to a judgement. Call it in the transaction
 * that writes the state, so that list and state never disagree.
 *
 * @remarks
 * A forwarder that is not listed yet, or is listed with another definition,
 * stays as it is: the next listing of the catalog reads the state.
 */
export async function recordJudgement(
  tx: Knex,
  entityRef: string,
  judgement: ListedJudgement,
): Promise<void> {
  await tx<FleetRow>('fleet_entries')
    .where({ entity_ref: entityRef, definition: judgement.definition })
    .andWhere(shown =>
      shown.whereNull('refusal').orWhere('refusal', judgement.headline),
    )
    .update({
      ...judgementColumns(judgement),
      search_text: searchTextWith(tx, judgement.headline),
    });
}
