import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { Forwarder } from '../collect/Forwarder';
import { Source } from '../collect/Source';
import { forwarderEntity } from '../evaluate/__fixtures__/healthyForwarder';
import { DatabaseHealthStore } from '../store';
import { DatabaseForwarderRegister } from './DatabaseForwarderRegister';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const SUBSCRIPTION: Source = { kind: 'subscription', id: 's' };
const TENANT: Source = { kind: 'tenant', id: 't' };

function registered(name: string, sources: Source[], region?: string) {
  const forwarder = Forwarder.fromEntity(forwarderEntity({}, { name }))!;
  return { forwarder, sources, ...(region ? { region } : {}) };
}

describe.each(databases.eachSupportedId())(
  'DatabaseForwarderRegister on %s',
  databaseId => {
    let db: Knex;
    let register: DatabaseForwarderRegister;

    const namesOf = async (key: string, after?: string) => {
      const page = await register.page(key, { after, limit: 10 });
      return page.map(({ forwarder }) => forwarder.name);
    };

    beforeEach(async () => {
      db = await databases.init(databaseId);
      await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      register = DatabaseForwarderRegister.create({ db });
    });

    it('gives each source its forwarders, neighbours together, in pages', async () => {
      await register.putAll([
        registered('c', [SUBSCRIPTION, TENANT], 'eastus2'),
        registered('a', [SUBSCRIPTION], 'westeurope'),
        registered('b', [SUBSCRIPTION], 'eastus2'),
        registered('refused', []),
      ]);
      expect(await namesOf('subscription/s')).toEqual(['b', 'c', 'a']);
      expect(await namesOf('tenant/t')).toEqual(['c']);
      const [first] = await register.page('subscription/s', { limit: 1 });
      expect(first.forwarder).toEqual(registered('b', []).forwarder);
      expect(await namesOf('subscription/s', first.place)).toEqual(['c', 'a']);
    });

    it('forgets those that left, and writes only what changed', async () => {
      const a = registered('a', [SUBSCRIPTION]);
      const b = registered('b', [SUBSCRIPTION]);
      await register.putAll([a, b]);
      const statements: string[] = [];
      db.on('query', ({ sql }) => statements.push(sql));
      await register.putAll([a, b]);
      expect(statements.filter(sql => !/^select/i.test(sql))).toEqual([]);

      expect((await register.refs()).sort()).toEqual([
        'resource:default/a',
        'resource:default/b',
      ]);
      await register.remove(['resource:default/a']);
      expect(await namesOf('subscription/s')).toEqual(['b']);
    });

    it('follows a forwarder to other sources', async () => {
      await register.put(registered('a', [SUBSCRIPTION]));
      await register.assign([registered('a', [TENANT], 'eastus2')]);
      expect(await namesOf('subscription/s')).toEqual([]);
      expect(await namesOf('tenant/t')).toEqual(['a']);
      await register.remove(['resource:default/a']);
      expect(await namesOf('tenant/t')).toEqual([]);
    });
  },
);
