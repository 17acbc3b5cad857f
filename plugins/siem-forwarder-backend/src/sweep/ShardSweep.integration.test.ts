import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { demoForwarders } from 'azure-simulator';
import { Knex } from 'knex';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { AzureTenants } from '../azure';
import { Collector } from '../collect/Collector';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { readHealthSettings } from '../evaluate/HealthSettings';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { DatabaseHealthStore } from '../store';
import { HealthSweep } from './HealthSweep';
import { CATALOG_SHARD, Shard } from './Shard';
import { ShardSweep } from './ShardSweep';
import { SweepTables, sweepTables } from './sweepTables';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const MINUTE = 60_000;
const intruder = {
  ...demoForwarders.find(({ name }) => name === 'austin-incidents')!,
  name: 'intruder',
  owner: 'group:default/plant-lyon',
};
const entities = [...demoForwarders, intruder].map(
  ({ name, title, owner, annotations }): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title, annotations },
    spec: { type: 'siem-forwarder', owner },
  }),
);

describe.each(databases.eachSupportedId())(
  'Sweeps by shard over the simulated cloud on %s',
  databaseId => {
    const published: Transition[] = [];
    let cloud: TestCloud;
    let db: Knex;
    let store: DatabaseHealthStore;
    let tables: SweepTables;
    let shardSweep: ShardSweep;
    let ahead = 0;

    /** The replicas' clock, which the test can put forward. */
    const present = () => Date.now() + ahead;

    /** Claims and sweeps what is due until nothing is; says what was swept. */
    const sweepDue = async (owner = 'one') => {
      const swept: string[] = [];
      for (;;) {
        const shard = await tables.shards.claim({
          owner,
          now: present(),
          leaseUntil: present() + MINUTE,
        });
        if (!shard) {
          return swept;
        }
        swept.push(shard.key);
        const forwarders = await shardSweep.run(shard, {
          signal: new AbortController().signal,
        });
        await tables.shards.finish(shard, {
          result: 'ok',
          forwarders,
          at: present(),
          nextAt: present() + 5 * MINUTE,
        });
      }
    };

    beforeAll(async () => {
      cloud = await startTestCloud({ siemReaders: 'direct' });
      const { rootConfig } = cloud;
      const logger = mockServices.logger.mock();
      db = await databases.init(databaseId);
      store = await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      tables = sweepTables(db);
      const sweep = HealthSweep.create({
        forwarders: ForwarderCatalog.create({
          catalog: catalogServiceMock({ entities }),
          auth: mockServices.auth(),
        }),
        collector: Collector.create({
          tenants: AzureTenants.fromConfig(rootConfig, { logger }),
          siems: SiemInstances.fromConfig(rootConfig),
          scopes: Scopes.fromConfig(rootConfig),
        }),
        store,
        ...tables,
        settings: readHealthSettings(rootConfig),
        publisher: {
          publish: async transition => {
            published.push(transition);
          },
        },
        logger,
      });
      shardSweep = ShardSweep.create({
        sweep,
        shards: tables.shards,
        now: present,
      });
      await tables.shards.add([CATALOG_SHARD], present());
      await sweepDue();
    });

    afterAll(() => cloud?.stop());

    it('has a shard for each source, and one for the catalog', async () => {
      const shards = await tables.shards.list();
      const kinds = shards.map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(
        new Set(['catalog', 'subscription', 'tenant', 'siem']),
      );
      expect(shards.every(({ result }) => result === 'ok')).toBe(true);
      expect(await sweepDue()).toEqual([]);
    });

    it.each(demoForwarders.map(({ name, expected }) => [name, expected]))(
      'sees what became of %s, from several sources',
      async (name, expected) => {
        const ref = `resource:default/${name}`;
        expect((await store.get(ref))?.evaluation.health).toBe(expected.health);
      },
    );

    it('judges nobody before all sources were asked', async () => {
      for (const { metadata } of entities) {
        const ref = `resource:default/${metadata.name}`;
        expect(await store.transitions(ref, { limit: 10 })).toHaveLength(1);
      }
      expect(published).toHaveLength(entities.length);
      expect(await db('transition_outbox').pluck('id')).toEqual([]);
    });

    it('judges those that may not be looked at, with the list of the catalog', async () => {
      const state = await store.get('resource:default/intruder');
      expect(state).toMatchObject({
        facts: {},
        evaluation: { health: 'unknown', reasons: ['out-of-scope'] },
      });
    });

    it('writes nothing of those of which nothing changed but when they were checked', async () => {
      const contents = () =>
        db('forwarder_states')
          .select('entity_ref', 'evaluation', 'facts')
          .orderBy('entity_ref');
      const before = await contents();
      const checked = await store.get('resource:default/lyon-alerts');
      ahead += 5 * MINUTE;
      await sweepDue();

      const after = await contents();
      const rewritten = after.flatMap((row, index) =>
        row.evaluation === before[index].evaluation &&
        row.facts === before[index].facts
          ? []
          : [row.entity_ref],
      );
      // Only in Austin rows flow at the moment.
      const idle = rewritten.filter(ref => !/austin/.test(ref));
      expect(idle).toEqual([]);
      expect(rewritten.length).toBeLessThan(entities.length / 2);
      const again = await store.get('resource:default/lyon-alerts');
      expect(Date.parse(again!.checkedAt)).toBeGreaterThan(
        Date.parse(checked!.checkedAt),
      );
      expect(published).toHaveLength(entities.length);
    });

    it('resumes where another replica was', async () => {
      ahead += 5 * MINUTE;
      const claimAll = async (owner: string) => {
        const claimed = new Map<string, Shard>();
        for (;;) {
          const shard = await tables.shards.claim({
            owner,
            now: present(),
            leaseUntil: present() + MINUTE,
          });
          if (!shard) {
            return claimed;
          }
          claimed.set(shard.key, shard);
        }
      };
      const claimed = await claimAll('one');
      const shard = [...claimed.values()].find(
        ({ source }) => source.kind === 'subscription',
      )!;
      const page = await tables.register.page(shard.key, { limit: 100 });
      const [, second, ...others] = page;
      const fence = {
        key: shard.key,
        token: shard.token,
        progress: { cursor: second.place, forwarders: 2 },
      };
      const write = () =>
        store.updateMany(
          page.slice(0, 2).map(({ forwarder }) => forwarder.entityRef),
          (_, previous) => previous,
          { fence },
        );
      await write();
      expect(await claimAll('two')).toEqual(new Map());

      ahead += 2 * MINUTE;
      const resumed = (await claimAll('two')).get(shard.key);
      expect(resumed).toMatchObject({
        cursor: second.place,
        roundStartedAt: shard.roundStartedAt,
        roundForwarders: 2,
        token: shard.token + 1,
      });
      expect(
        await tables.register.page(shard.key, {
          after: resumed?.cursor,
          limit: 100,
        }),
      ).toEqual(others);
      await expect(write()).rejects.toThrow(
        /^Nothing was written: another replica has claimed/,
      );
      expect(await tables.shards.extend(fence, present() + MINUTE)).toBe(false);
    });
  },
);
