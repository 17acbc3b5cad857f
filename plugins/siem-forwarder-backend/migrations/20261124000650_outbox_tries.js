// @ts-check

/**
 * Who was told of a transition, and how often it was tried: what could not be
 * sent is tried again, and nobody is told twice.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('transition_outbox', table => {
    table
      .integer('tries')
      .notNullable()
      .defaultTo(0)
      .comment('How often it was claimed to be told again');
    table
      .string('told', 255)
      .notNullable()
      .defaultTo('')
      .comment('Audiences that were told, separated by blanks');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('transition_outbox', table => {
    table.dropColumn('tries');
    table.dropColumn('told');
  });
};
