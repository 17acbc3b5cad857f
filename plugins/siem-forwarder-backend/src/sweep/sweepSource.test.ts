import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { CollectionRequest } from '../collect/Collector';
import { Forwarder } from '../collect/Forwarder';
import { Source, sourceKey } from '../collect/Source';
import { forwarderEntity } from '../evaluate/__fixtures__/healthyForwarder';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseHealthStore } from '../store';
import { HealthSweep } from './HealthSweep';
import { SweepTables, sweepTables } from './sweepTables';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const source: Source = { kind: 'subscription', id: 'many' };
const key = sourceKey(source);

/** Three parts, the last of them short. */
const forwarders = Array.from(
  { length: 1_100 },
  (_, index) =>
    Forwarder.fromEntity(
      forwarderEntity({}, { name: `f-${String(index).padStart(4, '0')}` }),
    )!,
);

describe('a sweep of a source with many forwarders', () => {
  const events: string[] = [];
  let store: DatabaseHealthStore;
  let tables: SweepTables;
  let sweep: HealthSweep;

  beforeEach(async () => {
    events.length = 0;
    const db = await databases.init('SQLITE_3');
    store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    tables = sweepTables(db);
    const update = store.updateMany.bind(store);
    jest
      .spyOn(store, 'updateMany')
      .mockImplementation(async (refs, next, options) => {
        const updates = await update(refs, next, options);
        events.push(`wrote ${refs[0].slice(-4)}`);
        return updates;
      });
    sweep = HealthSweep.create({
      forwarders: { list: async () => forwarders, get: async () => undefined },
      collector: {
        sourcesOf: () => [source],
        open: () => ({
          collect: async (requests: CollectionRequest[]) => {
            events.push(`read ${requests[0].forwarder.name.slice(-4)}`);
            return new Map(
              requests.map(({ forwarder }) => [
                forwarder.entityRef,
                { forwarder, facts: {} },
              ]),
            );
          },
        }),
      },
      store,
      ...tables,
      settings: defaultHealthSettings,
      publisher: { publish: async () => {} },
      logger: mockServices.logger.mock(),
    });
    await tables.register.putAll(
      forwarders.map(forwarder => ({ forwarder, sources: [source] })),
    );
  });

  const run = () =>
    sweep.sweepSource({ source, key, signal: new AbortController().signal });

  it('reads the next part while it writes the last, each once and in order', async () => {
    await expect(run()).resolves.toBe(1_100);
    const at = (event: string) => events.indexOf(event);
    expect(events.filter(event => event.startsWith('read'))).toEqual([
      'read 0000',
      'read 0500',
      'read 1000',
    ]);
    expect(events.filter(event => event.startsWith('wrote'))).toEqual(
      Array.from(
        { length: 11 },
        (_, index) => `wrote ${String(index * 100).padStart(4, '0')}`,
      ),
    );
    expect(at('read 0500')).toBeLessThan(at('wrote 0400'));
    // A part is written only when the one before is.
    expect(at('wrote 0400')).toBeLessThan(at('read 1000'));
  });

  it('writes nothing more once a write has failed', async () => {
    const failing = new Error('the lease is lost');
    jest.spyOn(store, 'updateMany').mockImplementation(async refs => {
      events.push(`wrote ${refs[0].slice(-4)}`);
      throw failing;
    });
    await expect(run()).rejects.toBe(failing);
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    expect(events.filter(event => event.startsWith('wrote'))).toEqual([
      'wrote 0000',
    ]);
    expect(events).not.toContain('read 1000');
  });
});
