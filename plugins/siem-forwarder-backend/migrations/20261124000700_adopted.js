// @ts-check

/**
 * Forwarders that were made elsewhere: their entities are their owners' own,
 * and the catalog is not given them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('registrations', table => {
    table.boolean('adopted').notNullable().defaultTo(false);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('registrations', table => {
    table.dropColumn('adopted');
  });
};
