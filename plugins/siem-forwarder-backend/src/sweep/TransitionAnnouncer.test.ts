import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { snapshotOf } from '../evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../evaluate/evaluate';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseHealthStore, DatabaseTransitionOutbox } from '../store';
import { TransitionAnnouncer } from './TransitionAnnouncer';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const MINUTE = 60_000;

describe('TransitionAnnouncer', () => {
  it('gives up what cannot be told for two hours', async () => {
    const told = jest.fn(async () => {});
    const claimed: number[] = [];
    const logger = mockServices.logger.mock();
    const publish = jest.fn(async () => {
      throw new Error('the bus is down');
    });
    const transition: Transition = {
      id: '1',
      entityRef: 'resource:default/a',
      at: '2026-11-24T12:00:00.000Z',
      to: 'failing',
      reason: '',
      reasons: [],
    };
    const announcer = TransitionAnnouncer.create({
      publisher: { publish },
      outbox: {
        told,
        noteTold: async () => {},
        audiencesTold: async () => [],
        putOff: async () => {},
        takeOldest: async () => undefined,
        release: async () => {},
        claim: async ({ holdFor }) => {
          const tries = claimed.length + 1;
          claimed.push(holdFor(tries) / MINUTE);
          return [{ transition, tries }];
        },
      },
      logger,
      now: () => 0,
    });
    for (let tries = 1; tries < 8; tries += 1) {
      await announcer.catchUp();
    }
    expect(told).not.toHaveBeenCalled();
    await announcer.catchUp();
    expect(publish).toHaveBeenCalledTimes(8);
    expect(told).toHaveBeenCalledWith('1');
    expect(claimed).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(logger.warn).toHaveBeenLastCalledWith(
      expect.stringContaining('will not try again'),
    );
  });

  it('tells again what it could not tell, once it can, and no more after that', async () => {
    const db = await databases.init('SQLITE_3');
    const store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    const published: Transition[] = [];
    let away = true;
    let ahead = 0;
    const logger = mockServices.logger.mock();
    const announcer = TransitionAnnouncer.create({
      publisher: {
        publish: async transition => {
          if (away) {
            throw new Error('the bus is down');
          }
          published.push(transition);
        },
      },
      outbox: DatabaseTransitionOutbox.create({ db }),
      logger,
      now: () => Date.now() + ahead,
    });
    const snapshot = snapshotOf();
    const { transition } = await store.update('resource:default/a', () => ({
      entityRef: 'resource:default/a',
      definition: snapshot.forwarder.definition,
      checkedAt: new Date().toISOString(),
      evaluation: evaluate(
        snapshot,
        undefined,
        Date.now(),
        defaultHealthSettings,
      ),
      facts: snapshot.facts,
    }));

    await announcer.announce(transition!);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the bus is down'),
    );
    away = false;
    // It is the writer's own for a minute.
    await announcer.catchUp();
    expect(published).toEqual([]);
    ahead += 2 * MINUTE;
    await announcer.catchUp();
    expect(published).toEqual([transition]);
    ahead += 2 * MINUTE;
    await announcer.catchUp();
    expect(published).toHaveLength(1);
  });

  it('asks again when it is time those who put a change off', async () => {
    const db = await databases.init('SQLITE_3');
    const store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    let now = Date.now();
    const until = now + 24 * 60 * MINUTE;
    const asked: number[] = [];
    const announcer = TransitionAnnouncer.create({
      publisher: {
        publish: async () => {
          asked.push(now);
          return now < until ? { until } : undefined;
        },
      },
      outbox: DatabaseTransitionOutbox.create({ db }),
      logger: mockServices.logger.mock(),
      now: () => now,
    });
    const snapshot = snapshotOf();
    const { transition } = await store.update('resource:default/a', () => ({
      entityRef: 'resource:default/a',
      definition: snapshot.forwarder.definition,
      checkedAt: new Date(now).toISOString(),
      evaluation: evaluate(snapshot, undefined, now, defaultHealthSettings),
      facts: snapshot.facts,
    }));
    await announcer.announce(transition!);
    now = until - MINUTE;
    await announcer.catchUp();
    expect(asked).toHaveLength(1);
    now = until + MINUTE;
    await announcer.catchUp();
    now += 2 * 60 * MINUTE;
    await announcer.catchUp();
    expect(asked).toHaveLength(2);
  });
});
