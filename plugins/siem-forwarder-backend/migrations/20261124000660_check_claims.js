// @ts-check

/**
 * Checks on demand that are under way, so that replicas that are asked for the
 * same forwarder look once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('check_claims', table => {
    table.comment('Checks of one forwarder that somebody asked for');
    table.string('entity_ref', 512).primary().notNullable();
    table.string('token', 36).notNullable().comment('Of the check');
    table
      .string('held_until', 32)
      .notNullable()
      .comment('Until when others wait for it (ISO 8601, UTC)');
    table.boolean('done').notNullable().comment('Its judgement is stored');
    table.index(['held_until'], 'check_claims_held_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('check_claims');
};
