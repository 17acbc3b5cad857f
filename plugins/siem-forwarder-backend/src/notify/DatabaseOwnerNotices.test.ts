import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { DatabaseHealthStore } from '../store';
import { DatabaseOwnerNotices } from './DatabaseOwnerNotices';
import { OwnerNotice } from './OwnerNotices';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'DatabaseOwnerNotices on %s',
  (databaseId: TestDatabaseId) => {
    let db: Knex;
    let notices: DatabaseOwnerNotices;
    beforeAll(async () => {
      db = await databases.init(databaseId);
      await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      notices = DatabaseOwnerNotices.create({ db });
    });

    it('holds what was told last of each forwarder, until it is settled', async () => {
      const first: OwnerNotice = {
        entityRef: 'resource:default/a',
        recipient: 'group:default/plant-austin',
        title: 'Austin',
        health: 'pending',
        trouble: 'failing',
        reasons: ['rule-disabled'],
      };
      const { trouble, ...later } = first;
      await notices.put(first);
      expect(await notices.get('resource:default/a')).toEqual(first);
      await notices.put({ ...later, health: 'unknown', reasons: [] });
      expect(await notices.get('resource:default/a')).toEqual({
        ...later,
        health: 'unknown',
        reasons: [],
      });
      expect(await notices.get('resource:default/b')).toBeUndefined();
      await notices.remove('resource:default/a');
      expect(await notices.get('resource:default/a')).toBeUndefined();
    });

    it('begins with what owners were told before it was kept', async () => {
      const changes: [string, Health | null, Health, object?][] = [
        ['failing', 'healthy', 'failing'],
        ['pending', 'degraded', 'pending'],
        ['new', null, 'pending'],
        ['unseen', 'failing', 'unknown'],
        ['unknown', 'healthy', 'unknown'],
        ['recovered', 'failing', 'healthy'],
        ['paused', 'healthy', 'failing', { paused: true }],
        ['redefined', 'healthy', 'failing', { definition: 'older' }],
      ];
      for (const [name, from, to, more] of changes) {
        const entity_ref = `resource:default/${name}`;
        await db('forwarder_states').insert({
          entity_ref,
          definition: 'present',
          health: to,
          paused: false,
          ...more,
        });
        const listed = {
          entity_ref,
          definition: 'present',
          owner: 'group:default/plant-austin',
          title: `Title of ${name}`,
        };
        const columns = await db('fleet_entries').columnInfo();
        await db('fleet_entries').insert({
          ...Object.fromEntries(
            Object.entries(columns)
              .filter(([, { nullable }]) => !nullable)
              .map(([column, { type }]) => [
                column,
                /bool|int|num|real|double/.test(type) ? 0 : '',
              ]),
          ),
          ...listed,
        });
        const each = { entity_ref, reason: '', reasons: '["why"]' };
        await db('forwarder_transitions').insert([
          { ...each, id: `${name}-1`, at: '1', to_health: 'quiet' },
          {
            ...each,
            id: `${name}-2`,
            at: '2',
            from_health: from,
            to_health: to,
          },
        ]);
      }
      const migration = {
        directory: resolvePackagePath(
          'backstage-plugin-siem-forwarder-backend',
          'migrations',
        ),
        name: '20261124000900_owner_notices.js',
      };
      await db.migrate.down(migration);
      await db.migrate.up(migration);
      const rows = await db('owner_notices').orderBy('entity_ref');
      const row = (name: string, health: Health, trouble: Health | null) => ({
        entity_ref: `resource:default/${name}`,
        recipient: 'group:default/plant-austin',
        title: `Title of ${name}`,
        health,
        trouble,
        reasons: '["why"]',
      });
      expect(rows).toEqual([
        row('failing', 'failing', 'failing'),
        row('pending', 'pending', 'degraded'),
        row('unknown', 'unknown', null),
        row('unseen', 'unknown', 'failing'),
      ]);
    });
  },
);
