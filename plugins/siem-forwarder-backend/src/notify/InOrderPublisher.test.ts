import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Health, Transition } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { snapshotOf } from '../evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../evaluate/evaluate';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseHealthStore, DatabaseTransitionOutbox } from '../store';
import { TransitionAnnouncer } from '../sweep/TransitionAnnouncer';
import { InOrderPublisher } from './InOrderPublisher';
import { PublisherGroup } from './PublisherGroup';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const MINUTE = 60_000;

describe.each(databases.eachSupportedId())(
  'InOrderPublisher on %s',
  (databaseId: TestDatabaseId) => {
    let db: Knex;
    let store: DatabaseHealthStore;
    let outbox: DatabaseTransitionOutbox;
    let now: number;
    let published: string[];
    let owners: string[];
    /** Whether the bus takes a change; it may take its time. */
    let bus: (change: string) => Promise<void>;

    const change = ({ entityRef, from, to }: Transition) =>
      `${entityRef} ${from ?? 'new'}>${to}`;
    const replica = () =>
      TransitionAnnouncer.create({
        publisher: PublisherGroup.create({
          publishers: {
            everybody: InOrderPublisher.create({
              publisher: {
                publish: async transition => {
                  await bus(change(transition));
                  published.push(change(transition));
                },
              },
              outbox,
              now: () => now,
            }),
            owner: {
              publish: async transition => {
                owners.push(change(transition));
              },
            },
          },
          receipts: outbox,
        }),
        outbox,
        logger: mockServices.logger.mock(),
        now: () => now,
      });
    const become = async (entityRef: string, health: Health) => {
      now += 1_000;
      const snapshot = snapshotOf();
      const { transition } = await store.update(entityRef, () => ({
        entityRef,
        definition: snapshot.forwarder.definition,
        checkedAt: new Date(now).toISOString(),
        evaluation: {
          ...evaluate(snapshot, undefined, now, defaultHealthSettings),
          health,
        },
        facts: {},
      }));
      return transition!;
    };
    const down = async () => {
      throw new Error('the bus is down');
    };

    beforeAll(async () => {
      db = await databases.init(databaseId);
      store = await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      outbox = DatabaseTransitionOutbox.create({ db });
    });
    beforeEach(async () => {
      await db('transition_outbox').delete();
      await store.forget(['a', 'b']);
      now = Date.now();
      published = [];
      owners = [];
      bus = async () => {};
    });

    it('tells of what the bus did not take before it tells of the next', async () => {
      const announcer = replica();
      await announcer.announce(await become('a', 'healthy'));
      bus = down;
      await announcer.announce(await become('a', 'failing'));
      await announcer.announce(await become('a', 'degraded'));
      await announcer.announce(await become('b', 'failing'));
      bus = async () => {};
      await announcer.announce(await become('a', 'healthy'));
      expect(published).toEqual([
        'a new>healthy',
        'a healthy>failing',
        'a failing>degraded',
        'a degraded>healthy',
      ]);
      now += 2 * MINUTE;
      await announcer.catchUp();
      expect(published.slice(4)).toEqual(['b new>failing']);
      expect(await db('transition_outbox').pluck('id')).toEqual([]);
      // Owners wait for nobody.
      expect(owners).toEqual([
        'a new>healthy',
        'a healthy>failing',
        'a failing>degraded',
        'b new>failing',
        'a degraded>healthy',
      ]);
    });

    it('waits for another replica that is telling of an earlier one', async () => {
      const [one, other] = [replica(), replica()];
      let answer: () => void = () => {};
      const hanging = new Promise<void>(resolve => {
        bus = asked => {
          bus = async () => {};
          expect(asked).toBe('a new>failing');
          resolve();
          return new Promise(done => {
            answer = done;
          });
        };
      });
      const first = one.announce(await become('a', 'failing'));
      await hanging;
      const late = await become('a', 'healthy');
      await other.announce(late);
      expect(published).toEqual([]);
      answer();
      await first;
      now += 2 * MINUTE;
      await other.catchUp();
      expect(published).toEqual(['a new>failing', 'a failing>healthy']);
      expect(owners).toHaveLength(2);
    });

    it('goes on after what is given up, and after a replica that crashed', async () => {
      const announcer = replica();
      bus = down;
      const first = await become('a', 'failing');
      await announcer.announce(first, 8);
      bus = async () => {};
      const crashed = await become('a', 'degraded');
      await outbox.takeOldest({ upTo: crashed.id, now, holdFor: MINUTE });
      await announcer.announce(await become('a', 'healthy'));
      expect(published).toEqual([]);
      now += 2 * MINUTE;
      await announcer.catchUp();
      expect(published).toEqual(['a failing>degraded', 'a degraded>healthy']);
      expect(await db('transition_outbox').pluck('id')).toEqual([]);
    });
  },
);
