// @ts-check

/**
 * The list of forwarders that pages filter, sort and count: what the catalog
 * says of each, beside the summary of its last judgement. It is made of other
 * tables and of the catalog, so it can be made anew at any time.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('fleet_entries', table => {
    table.comment('One row a forwarder of the catalog; empty text means none');
    table.string('entity_ref', 512).primary().notNullable();
    table
      .string('definition', 64)
      .notNullable()
      .comment(
        'As in forwarder_states; a judgement of another one says nothing',
      );
    table
      .string('digest', 64)
      .notNullable()
      .comment(
        'Of all that the catalog says, so that only changes are written',
      );
    table.text('title').notNullable();
    table.string('sort_title', 512).notNullable().comment('Lower case');
    table.string('owner', 512).notNullable();
    table
      .string('siem_id', 255)
      .notNullable()
      .comment('Only a SIEM that the owner may use');
    table.string('subscription_id', 36).notNullable();
    table.string('workspace_id', 1024).notNullable().comment('Lower-cased id');
    table.text('paused').nullable();
    table
      .text('refusal')
      .nullable()
      .comment('Why nothing of its resources may be shown');
    table.boolean('judged').notNullable();
    table.string('health', 16).notNullable();
    table.integer('health_rank').notNullable().comment('0 is worst');
    table.text('headline').notNullable();
    table
      .text('search_text')
      .notNullable()
      .comment('Title, entity ref and headline, lower case');
    table.string('region', 64).notNullable();
    table.string('since', 32).notNullable().comment('ISO 8601, UTC');
    table.string('last_event_at', 32).notNullable().comment('ISO 8601, UTC');

    const order = ['sort_title', 'entity_ref'];
    table.index(['health_rank', ...order], 'fleet_entries_health_idx');
    table.index(order, 'fleet_entries_title_idx');
    table.index(['owner', 'health_rank', ...order], 'fleet_entries_owner_idx');
    table.index(['siem_id', 'health_rank', ...order], 'fleet_entries_siem_idx');
    table.index(['since', ...order], 'fleet_entries_since_idx');
    table.index(['last_event_at', ...order], 'fleet_entries_event_idx');
    // Counts by owner and SIEM, and the workspaces that have a forwarder.
    table.index(
      ['owner', 'siem_id', 'health', 'paused'],
      'fleet_entries_group_idx',
    );
    table.index(['workspace_id'], 'fleet_entries_workspace_idx');
    // The few whose history is hidden.
    table.index(['entity_ref'], 'fleet_entries_refused_idx', {
      predicate: knex.whereNotNull('refusal'),
    });
  });

  await knex.schema.createTable('fleet_listings', table => {
    table.comment('The last whole listing of the catalog; one row');
    table.integer('id').primary().notNullable();
    table
      .string('policy', 64)
      .notNullable()
      .comment('Digest of the scopes and SIEM owners that the rows rest on');
    table.string('listed_at', 32).notNullable().comment('ISO 8601, UTC');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fleet_listings');
  await knex.schema.dropTable('fleet_entries');
};
