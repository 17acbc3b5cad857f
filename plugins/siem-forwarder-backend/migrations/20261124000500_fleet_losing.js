// @ts-check

/**
 * Which forwarders lose rows now, so that they are counted and listed without
 * reading their judgements. Few do: the index holds only those.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('fleet_entries', table => {
    table
      .boolean('losing')
      .notNullable()
      .defaultTo(false)
      .comment('Rows that are written now never reach the SIEM');
    table.index(
      ['health_rank', 'sort_title', 'entity_ref'],
      'fleet_entries_losing_idx',
      { predicate: knex.whereRaw('losing') },
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('fleet_entries', table => {
    table.dropIndex([], 'fleet_entries_losing_idx');
    table.dropColumn('losing');
  });
};
