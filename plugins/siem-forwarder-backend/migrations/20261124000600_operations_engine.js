// @ts-check

/**
 * Operations of every kind, who drives them, and what is needed to take back
 * what they wrote.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operations', table => {
    table
      .text('input', 'longtext')
      .nullable()
      .comment('JSON; what the kind asks for besides the specification');
    table
      .string('driver', 16)
      .notNullable()
      .defaultTo('task')
      .comment('task: a scaffolder task; portal: a replica of the plugin');
    table
      .string('due_at', 32)
      .nullable()
      .comment('When the portal goes on with it; not before');
    table.boolean('roll_back_on_failure').notNullable().defaultTo(false);
    table
      .string('progress_at', 32)
      .nullable()
      .comment('When a step last succeeded');
    table
      .text('roll_back', 'longtext')
      .nullable()
      .comment('Why it is rolled back, or why that does not go on');
    table.index(['status', 'due_at'], 'operations_status_due_at_idx');
  });
  await knex.schema.alterTable('operation_journal', table => {
    table.string('kind', 32).nullable().comment('Kind of the resource');
    table
      .text('previous', 'longtext')
      .nullable()
      .comment('JSON, no secret: what a change replaced');
    table
      .integer('undoes')
      .nullable()
      .comment('The line that this one takes back');
  });
  // Whether a write that is noted as failed did not happen all the same was
  // not noted.
  await knex('operation_journal')
    .where({ outcome: 'failed' })
    .update({ outcome: 'unknown' });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('operation_journal')
    .whereIn('outcome', ['unknown', 'refused'])
    .update({ outcome: 'failed' });
  await knex.schema.alterTable('operation_journal', table => {
    table.dropColumn('undoes');
    table.dropColumn('previous');
    table.dropColumn('kind');
  });
  await knex.schema.alterTable('operations', table => {
    table.dropIndex(['status', 'due_at'], 'operations_status_due_at_idx');
    table.dropColumn('roll_back');
    table.dropColumn('progress_at');
    table.dropColumn('roll_back_on_failure');
    table.dropColumn('due_at');
    table.dropColumn('driver');
    table.dropColumn('input');
  });
};
