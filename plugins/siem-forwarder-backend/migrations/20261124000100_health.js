// @ts-check

/**
 * Health of forwarders: the present state, its transitions (append only), and
 * the spans of time in which a health was seen.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('forwarder_states', table => {
    table.comment('The last judgement of each forwarder');
    table.string('entity_ref', 512).primary().notNullable();
    table
      .string('definition', 64)
      .nullable()
      .comment('Digest of owner and annotations that the judgement is about');
    table.string('health', 16).nullable();
    table
      .string('checked_at', 32)
      .nullable()
      .comment('When the facts were collected (ISO 8601, UTC)');
    table
      .text('summary', 'longtext')
      .nullable()
      .comment('JSON: what a list of forwarders shows');
    table
      .text('evaluation', 'longtext')
      .nullable()
      .comment('JSON: findings, stages, values to note');
    table
      .text('facts', 'longtext')
      .nullable()
      .comment('JSON: facts with their times, for the next judgement');
    table.index(['health'], 'forwarder_states_health_idx');
  });

  await knex.schema.createTable('forwarder_transitions', table => {
    table.comment('Changes of health; rows are never changed');
    table.bigIncrements('sequence').notNullable();
    table.string('id', 36).notNullable().unique();
    table.string('entity_ref', 512).notNullable();
    table.string('at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('from_health', 16).nullable();
    table.string('to_health', 16).notNullable();
    table.text('reason').notNullable().comment('The headline at that time');
    table.text('reasons').notNullable().comment('JSON: reason codes');
    table.index(['entity_ref', 'sequence'], 'forwarder_transitions_entity_idx');
    table.index(['at'], 'forwarder_transitions_at_idx');
  });

  await knex.schema.createTable('forwarder_spans', table => {
    table.comment(
      'Time in which a health was seen at every check; gaps are not known',
    );
    table.bigIncrements('sequence').notNullable();
    table.string('entity_ref', 512).notNullable();
    table.string('from_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('to_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('health', 16).notNullable();
    table.boolean('paused').notNullable();
    table.index(['entity_ref', 'to_at'], 'forwarder_spans_entity_idx');
    table.index(['to_at'], 'forwarder_spans_to_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('forwarder_spans');
  await knex.schema.dropTable('forwarder_transitions');
  await knex.schema.dropTable('forwarder_states');
};
