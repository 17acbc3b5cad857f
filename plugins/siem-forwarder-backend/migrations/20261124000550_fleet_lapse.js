// @ts-check

/**
 * Which forwarders have not been checked for so long that their judgement is
 * not believed any more. None is while sweeps run: the index holds only those.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('fleet_entries', table => {
    table
      .boolean('lapsed')
      .notNullable()
      .defaultTo(false)
      .comment('Shown as unknown: not checked for three periods of the flow');
    table.index(['entity_ref'], 'fleet_entries_lapsed_idx', {
      predicate: knex.whereRaw('lapsed'),
    });
  });
  await knex.schema.alterTable('forwarder_states', table => {
    // Every few seconds somebody looks whether one is too old.
    table.index(['checked_at'], 'forwarder_states_checked_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('forwarder_states', table => {
    table.dropIndex([], 'forwarder_states_checked_idx');
  });
  await knex.schema.alterTable('fleet_entries', table => {
    table.dropIndex([], 'fleet_entries_lapsed_idx');
    table.dropColumn('lapsed');
  });
};
