// @ts-check

/**
 * Whose forwarder changed its health: names of entities are used again, and
 * entities change hands, but what was seen belongs to the owner of that time.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('forwarder_transitions', table => {
    table
      .text('owner')
      .nullable()
      .comment('Entity ref at that time; null when it was not known');
    table
      .string('definition', 64)
      .nullable()
      .comment('As in the states; null in rows of older releases');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('forwarder_transitions', table => {
    table.dropColumn('owner');
    table.dropColumn('definition');
  });
};
