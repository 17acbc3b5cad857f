import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Knex } from 'knex';
import {
  forwarderEntity,
  NOW,
} from '../evaluate/__fixtures__/healthyForwarder';
import { readers, readingPortal } from './__testUtils__/readingPortal';

const REF = 'resource:default/austin';
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'AuditReader on %s',
  (databaseId: TestDatabaseId) => {
    let db: Knex;
    let austin: Entity;
    let portal: Awaited<ReturnType<typeof readingPortal>>;

    beforeEach(async () => {
      db = await databases.init(databaseId);
      austin = forwarderEntity({}, { name: 'austin' });
      portal = await readingPortal(db, [austin]);
      await portal.directory.list();
    });

    it('takes owners and forwarders in any case', async () => {
      await portal.check(austin, 'failing', 5);
      const found = async (query: { owner?: string; forwarder?: string }) =>
        (await portal.audit.list({ ...query, limit: 5 }, readers.all)).items
          .length;
      expect(await found({ owner: 'Group:Default/PLANT-Austin' })).toBe(1);
      expect(await found({ forwarder: 'Resource:DEFAULT/Austin' })).toBe(1);
      expect(await found({ owner: 'group:default/plant-lyon' })).toBe(0);
    });

    it('refuses a period that ends before it begins, in lists and files', async () => {
      const period = {
        from: '2026-11-24T00:00:00Z',
        to: '2020-01-01T00:00:00Z',
      };
      const refusal = /^from: .* must end after it begins$/;
      await expect(
        portal.audit.list({ ...period, limit: 5 }, readers.all),
      ).rejects.toThrow(refusal);
      await expect(
        portal.audit.all(period, readers.all).next(),
      ).rejects.toThrow(refusal);
    });

    it('hides a former owner’s changes as soon as the catalog names another', async () => {
      await portal.check(austin, 'failing', 5);
      const why = async () => {
        const page = await portal.audit.transitions(
          REF,
          { limit: 5 },
          readers.some,
        );
        return page.items.map(({ reason }) => reason);
      };
      const hidden = 'It had another owner or other resources then';
      expect(await why()).not.toEqual([hidden]);
      // The list still names the former one.
      austin.spec!.owner = 'group:default/plant-lyon';
      expect(await why()).toEqual([hidden]);
    });

    it('tells each of 1,200 lines once in a file, newest first', async () => {
      // Several of one time, over the ends of pages.
      const at = (i: number) =>
        new Date(NOW - Math.floor(i / 7) * 60_000).toISOString();
      const ids = Array.from({ length: 1_200 }, (_, i) => `t-${i}`);
      const rows = ids.map((id, i) => ({
        id,
        entity_ref: REF,
        at: at(i),
        to_health: 'failing',
        reason: 'Rule ot is disabled.',
        reasons: '[]',
        owner: 'group:default/plant-austin',
      }));
      // The newest last: of one time the later one comes first.
      await db.batchInsert('forwarder_transitions', rows.reverse(), 100);
      const told: string[] = [];
      for await (const { id } of portal.audit.all({}, readers.all)) {
        told.push(id);
      }
      expect(told).toEqual(ids.map(id => `transition:${id}`));
    });
  },
);
