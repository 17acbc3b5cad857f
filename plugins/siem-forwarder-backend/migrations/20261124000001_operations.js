// @ts-check

/**
 * Operations, their steps, the journal of their writes, and the forwarders
 * that came of them. Times are ISO 8601 texts in UTC, which sort as they pass.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.comment('Provisioning operations, one a scaffolder task');
    table.string('id', 128).primary().comment('Id of the scaffolder task');
    table.string('kind', 32).notNullable();
    table.string('status', 32).notNullable();
    table.string('actor', 255).notNullable().comment('Entity ref of the user');
    table.string('entity_ref', 255).notNullable().index();
    table.string('owner', 255).notNullable();
    table.text('spec', 'longtext').notNullable().comment('JSON; fixed');
    table.boolean('dry_run').notNullable();
    table.string('opened_at', 32).notNullable();
    table.string('closed_at', 32).nullable();
    table.string('claim_token', 36).nullable();
    table
      .string('claimed_until', 32)
      .nullable()
      .comment('Until when one process works at it alone');
  });
  await knex.schema.createTable('operation_steps', table => {
    table.comment('The last answer of each step');
    table
      .string('operation_id', 128)
      .notNullable()
      .references('operations.id')
      .onDelete('CASCADE');
    table.string('step', 64).notNullable();
    table.string('since', 32).notNullable();
    table.string('status', 32).nullable();
    table.text('result', 'longtext').nullable().comment('JSON');
    table.text('failure', 'longtext').nullable();
    table.text('state', 'longtext').notNullable().comment('JSON; ids only');
    table.string('updated_at', 32).notNullable();
    table.primary(['operation_id', 'step']);
  });
  await knex.schema.createTable('operation_journal', table => {
    table.comment('Intent before each write, outcome after it');
    table.increments('id');
    table
      .string('operation_id', 128)
      .notNullable()
      .index()
      .references('operations.id')
      .onDelete('CASCADE');
    table.string('step', 64).notNullable();
    table.string('action', 16).notNullable();
    table.text('resource').notNullable();
    table.text('resource_id').nullable();
    table.string('resource_key', 1024).nullable().comment('Lower-cased id');
    table.string('intended_at', 32).notNullable();
    table.string('outcome', 16).nullable();
    table.string('ended_at', 32).nullable();
    table.text('reason', 'longtext').nullable();
    table.index(['resource_key'], 'operation_journal_resource_key_idx');
  });
  await knex.schema.createTable('registrations', table => {
    table.comment('Forwarders made by the portal; the catalog reads them');
    table.string('entity_ref', 255).primary();
    table.string('owner', 255).notNullable();
    table.string('operation_id', 128).notNullable();
    table.text('entity', 'longtext').notNullable().comment('JSON');
    table.text('outputs', 'longtext').notNullable().comment('JSON');
    table.string('registered_at', 32).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('registrations');
  await knex.schema.dropTable('operation_journal');
  await knex.schema.dropTable('operation_steps');
  await knex.schema.dropTable('operations');
};
