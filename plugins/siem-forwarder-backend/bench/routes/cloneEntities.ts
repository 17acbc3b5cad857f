import { randomUUID } from 'node:crypto';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';

/** Rows of one statement; SQLite binds at most 32,766 values. */
const CHUNK = 500;

/** A row of the catalog's tables, whatever its columns are. */
type Row = Record<string, unknown>;

/**
 * Gives the catalog more entities that are like one that it has processed, by
 * copying what it wrote of that: to process as many takes it many minutes, and
 * the reading of entities is what is measured.
 *
 * @param db - the catalog's database
 * @param like - an entity that the catalog serves
 * @param entities - what is to be served; owned as that one is
 */
export async function cloneEntities(
  db: Knex,
  like: Entity,
  entities: Entity[],
): Promise<void> {
  const of = { entity_ref: stringifyEntityRef(like) };
  const state: Row = await db('refresh_state').where(of).first();
  const final: Row = await db('final_entities').where(of).first();
  const search: Row[] = await db('search').where({
    entity_id: final.entity_id,
  });
  const served: Entity = JSON.parse(String(final.final_entity));
  const states: Row[] = [];
  const finals: Row[] = [];
  const searches: Row[] = [];
  for (const entity of entities) {
    const id = randomUUID();
    const ref = { entity_id: id, entity_ref: stringifyEntityRef(entity) };
    states.push({
      ...state,
      ...ref,
      unprocessed_entity: JSON.stringify(entity),
      processed_entity: JSON.stringify(entity),
    });
    finals.push({
      ...final,
      ...ref,
      final_entity: JSON.stringify({
        ...served,
        ...entity,
        metadata: { ...served.metadata, ...entity.metadata, uid: id },
        relations: served.relations,
      }),
    });
    const texts = new Map(pairs(served, entity, id));
    for (const row of search) {
      searches.push({
        ...row,
        entity_id: id,
        value: texts.get(String(row.value)) ?? row.value,
        original_value:
          texts.get(String(row.original_value)) ?? row.original_value,
      });
    }
  }
  await db.batchInsert('refresh_state', states, CHUNK);
  await db.batchInsert('final_entities', finals, CHUNK);
  await db.batchInsert('search', searches, CHUNK);
}

/** What stands in the one entity and the other, as written and in lower case. */
function pairs(one: Entity, other: Entity, id: string): [string, string][] {
  const annotations = Object.entries(one.metadata.annotations ?? {}).map(
    ([key, value]) => [value, other.metadata.annotations?.[key] ?? value],
  );
  return [
    [one.metadata.name, other.metadata.name],
    [one.metadata.title ?? '', other.metadata.title ?? ''],
    [one.metadata.uid ?? '', id],
    ...annotations,
  ].flatMap(([from, to]) => [
    [from, to] as [string, string],
    [from.toLocaleLowerCase('en-US'), to.toLocaleLowerCase('en-US')],
  ]);
}
