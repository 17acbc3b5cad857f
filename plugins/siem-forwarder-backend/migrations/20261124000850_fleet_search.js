// @ts-check

/**
 * Counts of a text are read from an index alone: in SQLite the rows are wide,
 * and each would be read. PostgreSQL needs none, and its indexes hold no long
 * texts.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (knex.client.config.client === 'pg') {
    return;
  }
  await knex.schema.alterTable('fleet_entries', table => {
    table.index(['health_rank', 'search_text'], 'fleet_entries_search_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client === 'pg') {
    return;
  }
  await knex.schema.alterTable('fleet_entries', table => {
    table.dropIndex(['health_rank', 'search_text'], 'fleet_entries_search_idx');
  });
};
