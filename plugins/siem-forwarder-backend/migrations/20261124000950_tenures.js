// @ts-check

/**
 * Whose each forwarder was, and when: names of entities are used again, and
 * entities change hands, but what passed and how it went belongs to the owner
 * of that time.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('forwarder_tenures', table => {
    table.comment('Whose a forwarder was; a tenure ends when another begins');
    table.bigIncrements('sequence').notNullable();
    table.string('entity_ref', 512).notNullable();
    table
      .text('owner')
      .notNullable()
      .comment('Entity ref; empty when it was nobody’s, or was not known');
    table.string('from_at', 32).notNullable().comment('ISO 8601, UTC');
    table
      .string('to_at', 32)
      .nullable()
      .comment('ISO 8601, UTC; null while it lasts');
    table.index(['entity_ref'], 'forwarder_tenures_entity_idx');
    // Two replicas that see another owner begin one tenure.
    table.unique(['entity_ref'], {
      indexName: 'forwarder_tenures_open_uniq',
      predicate: knex.whereNull('to_at'),
    });
  });

  // What is known of the past: an owner has a forwarder since it last changed
  // its health under another one, and of names that are gone nobody has any.
  await knex.raw(
    `insert into forwarder_tenures (entity_ref, owner, from_at)
     select e.entity_ref, e.owner, coalesce(
       (select max(t.at) from forwarder_transitions t
        where t.entity_ref = e.entity_ref and t.owner <> e.owner),
       '0000-01-01T00:00:00.000Z')
     from fleet_entries e`,
  );
  await knex.raw(
    `insert into forwarder_tenures (entity_ref, owner, from_at)
     select h.entity_ref, '', '0000-01-01T00:00:00.000Z'
     from (select entity_ref from forwarder_spans
           union select entity_ref from forwarder_samples) h
     where h.entity_ref not in (select entity_ref from fleet_entries)`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('forwarder_tenures');
};
