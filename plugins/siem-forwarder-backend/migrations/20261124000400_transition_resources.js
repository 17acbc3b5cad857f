// @ts-check

/**
 * Which resources a change of health is about.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('forwarder_transitions', table => {
    table
      .text('resources')
      .nullable()
      .comment('JSON: ids of the resources behind the reasons');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('forwarder_transitions', table => {
    table.dropColumn('resources');
  });
};
