// @ts-check

/**
 * Sweeps that replicas share, and what makes an unchanged forwarder cheap to
 * keep: times of reading beside the facts, spans that are written when they
 * end, and samples that are written when they change.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('forwarder_states', table => {
    table
      .text('observed')
      .nullable()
      .comment(
        'JSON: when facts were read again with the same answer, by name',
      );
    table
      .string('span_from', 32)
      .nullable()
      .comment(
        'Since when the health was seen at every check; it lasts until checked_at',
      );
    table.boolean('paused').nullable();
  });
  await knex.schema.alterTable('forwarder_transitions', table => {
    table.text('cause').nullable().comment('JSON: who brought it about');
  });

  await knex.schema.createTable('transition_outbox', table => {
    table.comment('Transitions that nobody has been told of yet');
    table.string('id', 36).primary().notNullable();
    table.string('at', 32).notNullable().comment('ISO 8601, UTC');
    table
      .string('claimed_until', 32)
      .notNullable()
      .comment('Until when one replica alone tells of it (ISO 8601, UTC)');
    table.index(['claimed_until'], 'transition_outbox_claim_idx');
  });

  await knex.schema.createTable('forwarder_samples', table => {
    table.comment('What passed each hop, one row a forwarder and day (UTC)');
    table.string('entity_ref', 512).notNullable();
    table.string('day', 10).notNullable().comment('2026-11-24');
    table.integer('minutes').notNullable().comment('Length of a slot');
    table
      .text('counts')
      .notNullable()
      .comment('JSON: by hop and slot; null where nobody could look');
    table.primary(['entity_ref', 'day']);
    table.index(['day', 'minutes'], 'forwarder_samples_day_idx');
  });

  await knex.schema.createTable('forwarder_descriptions', table => {
    table.comment('What the catalog says of each forwarder, for sweeps');
    table.string('entity_ref', 512).primary().notNullable();
    table.string('definition', 64).notNullable().comment('As in the states');
    table.string('digest', 64).notNullable().comment('Of `entity`');
    table.text('entity', 'longtext').notNullable().comment('JSON');
  });

  await knex.schema.createTable('forwarder_sources', table => {
    table.comment('Which sources tell of a forwarder');
    table.string('source_key', 300).notNullable();
    table.string('entity_ref', 512).notNullable();
    table
      .string('place', 1024)
      .notNullable()
      .comment(
        'Region, workspace and entity ref: what is read in one call is swept together',
      );
    table.primary(['source_key', 'entity_ref']);
    table.index(['entity_ref'], 'forwarder_sources_entity_idx');
    table.index(['source_key', 'place'], 'forwarder_sources_place_idx');
  });

  await knex.schema.createTable('sweep_shards', table => {
    table.comment('One row for each source that is swept');
    table.string('key', 300).primary().notNullable();
    table.string('kind', 16).notNullable();
    table.string('source_id', 255).notNullable();
    table.string('due_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('owner', 64).nullable().comment('The replica that sweeps it');
    table.string('lease_until', 32).nullable().comment('ISO 8601, UTC');
    table
      .integer('token')
      .notNullable()
      .comment('Grows with each claim; writes under an older one are refused');
    table
      .string('cursor', 1024)
      .nullable()
      .comment('Place of the last forwarder that the round has done');
    table
      .string('round_started_at', 32)
      .nullable()
      .comment('When the round under way began (ISO 8601, UTC)');
    table.integer('round_forwarders').notNullable();
    table.string('ended_at', 32).nullable().comment('Of the last whole round');
    table.integer('ended_after_ms').nullable();
    table.integer('forwarders').nullable().comment('Of the last whole round');
    table.string('result', 16).nullable().comment('Of the last round');
    table.text('failure').nullable();
    table.index(['due_at'], 'sweep_shards_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('sweep_shards');
  await knex.schema.dropTable('forwarder_sources');
  await knex.schema.dropTable('forwarder_descriptions');
  await knex.schema.dropTable('forwarder_samples');
  await knex.schema.dropTable('transition_outbox');
  await knex.schema.alterTable('forwarder_transitions', table => {
    table.dropColumn('cause');
  });
  await knex.schema.alterTable('forwarder_states', table => {
    table.dropColumn('paused');
    table.dropColumn('span_from');
    table.dropColumn('observed');
  });
};
