// @ts-check

/**
 * What the owner of a forwarder was told last, so that he is told when that is
 * no longer so, whichever way it went; and who tells of a change at the
 * moment, so that the changes of a forwarder are told in their order.
 *
 * Owners of forwarders that are not well were told of the last change.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('owner_notices', table => {
    table.comment('What owners were told last of forwarders that are not well');
    table.string('entity_ref', 512).primary().notNullable();
    table
      .string('recipient', 512)
      .notNullable()
      .comment('Entity ref of the owner who was told');
    table.text('title').notNullable().comment('As he was told');
    table.string('health', 16).notNullable().comment('As he was told');
    table
      .string('trouble', 16)
      .nullable()
      .comment('failing or degraded: the last that he was told of');
    table.text('reasons').notNullable().comment('JSON: reason codes');
  });
  await knex.raw(`
    insert into owner_notices
      (entity_ref, recipient, title, health, trouble, reasons)
    select s.entity_ref, e.owner, e.title, s.health,
      case
        when s.health in ('failing', 'degraded') then s.health
        when t.from_health in ('failing', 'degraded') then t.from_health
      end,
      t.reasons
    from forwarder_states s
    join fleet_entries e
      on e.entity_ref = s.entity_ref and e.definition = s.definition
    join forwarder_transitions t
      on t.sequence = (
        select max(sequence) from forwarder_transitions
        where entity_ref = s.entity_ref
      )
    where e.owner <> '' and s.paused is not true and t.to_health = s.health
      and (
        s.health in ('failing', 'degraded', 'unknown')
        or (
          s.health = 'pending' and t.from_health in ('failing', 'degraded')
        )
      )
  `);
  await knex.schema.alterTable('transition_outbox', table => {
    table
      .string('telling_until', 32)
      .notNullable()
      .defaultTo('')
      .comment('Until when somebody is telling everybody (ISO 8601, UTC)');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('transition_outbox', table => {
    table.dropColumn('telling_until');
  });
  await knex.schema.dropTable('owner_notices');
};
