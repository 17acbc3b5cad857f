import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseHealthStore } from '../store';
import { DatabaseShardStore } from './DatabaseShardStore';
import { CATALOG_SHARD, ShardSource } from './Shard';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const MINUTE = 60_000;
const A: ShardSource = { kind: 'subscription', id: 'a' };
const B: ShardSource = { kind: 'tenant', id: 'b' };

describe.each(databases.eachSupportedId())(
  'DatabaseShardStore on %s',
  databaseId => {
    let db: Knex;
    let shards: DatabaseShardStore;

    const claim = (owner: string, now = NOW) =>
      shards.claim({ owner, now, leaseUntil: now + MINUTE });
    const keys = async () => (await shards.list()).map(({ key }) => key);

    beforeEach(async () => {
      db = await databases.init(databaseId);
      await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      shards = DatabaseShardStore.create({ db });
    });

    it('adds what is not there yet, and removes all that is not kept but the catalog', async () => {
      await shards.add([CATALOG_SHARD, A, B], NOW);
      await claim('one');
      await shards.add([A, B], NOW - MINUTE);
      expect((await shards.list())[0]).toMatchObject({
        owner: 'one',
        dueAt: '2026-11-24T12:00:00.000Z',
      });
      await shards.retain(['tenant/b']);
      expect(await keys()).toEqual(['catalog/forwarders', 'tenant/b']);
    });

    it('gives a shard to one of those that ask at the same time', async () => {
      await shards.add([A], NOW);
      const claims = await Promise.all(
        ['one', 'two', 'three'].map(owner => claim(owner)),
      );
      expect(claims.filter(shard => shard !== undefined)).toHaveLength(1);
    });

    it('gives what has been due for longest first, and nothing before it is due', async () => {
      await shards.add([A], NOW);
      await shards.add([B], NOW - MINUTE);
      expect((await claim('one', NOW - 2 * MINUTE))?.key).toBeUndefined();
      expect((await claim('one'))?.key).toBe('tenant/b');
      expect((await claim('one'))?.key).toBe('subscription/a');
    });

    it('lets shards be due sooner, but none that is held', async () => {
      await shards.add([A, B], NOW + 5 * MINUTE);
      await shards.hasten(['subscription/a'], NOW);
      const shard = (await claim('one'))!;
      expect(shard.key).toBe('subscription/a');
      await shards.hasten([shard.key, 'tenant/b'], NOW - MINUTE);
      expect(
        (await shards.list()).map(({ key, dueAt }) => [key, dueAt]),
      ).toEqual([
        ['subscription/a', '2026-11-24T12:00:00.000Z'],
        ['tenant/b', '2026-11-24T11:59:00.000Z'],
      ]);
    });

    it('goes on with a round that failed, and begins anew after one that did not', async () => {
      await shards.add([A], NOW);
      const first = (await claim('one'))!;
      await db('sweep_shards').update({ cursor: 'place', round_forwarders: 4 });
      const end = { forwarders: 4, at: NOW + 1_000, nextAt: NOW + MINUTE };
      await shards.finish(first, { ...end, result: 'failed', failure: 'why' });
      expect((await shards.list())[0]).toMatchObject({
        cursor: 'place',
        failure: 'why',
        result: 'failed',
      });
      const second = (await claim('one', NOW + MINUTE))!;
      expect(second).toMatchObject({ cursor: 'place', roundForwarders: 4 });
      expect(await shards.finish(first, { ...end, result: 'ok' })).toBe(false);
      expect(
        await shards.finish(second, {
          result: 'ok',
          forwarders: 9,
          at: NOW + 2 * MINUTE,
          nextAt: NOW + 5 * MINUTE,
        }),
      ).toBe(true);
      const [state] = await shards.list();
      expect(state).toEqual({
        key: 'subscription/a',
        kind: 'subscription',
        dueAt: '2026-11-24T12:05:00.000Z',
        token: 2,
        endedAt: '2026-11-24T12:02:00.000Z',
        endedAfterMs: 2 * MINUTE,
        forwarders: 9,
        result: 'ok',
      });
    });
  },
);

const postgres = databases.supports('POSTGRES_17')
  ? describe
  : // SQLite has one writer at a time.
    describe.skip;

postgres('DatabaseShardStore on PostgreSQL', () => {
  it('steps over a shard whose row a replica holds that stands still', async () => {
    const db = await databases.init('POSTGRES_17');
    await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    const shards = DatabaseShardStore.create({ db });
    await shards.add([A, B], NOW);
    const held = await db.transaction();
    await held('sweep_shards')
      .where({ key: 'subscription/a' })
      .update({ cursor: 'place' });
    try {
      const claimed = await shards.claim({
        owner: 'two',
        now: NOW,
        leaseUntil: NOW + MINUTE,
      });
      expect(claimed?.key).toBe('tenant/b');
    } finally {
      await held.rollback();
    }
  });
});
