import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { FakeCloud, fakeCloud } from '../collect/__fixtures__/fakeCloud';
import { Collector } from '../collect/Collector';
import { Forwarder } from '../collect/Forwarder';
import {
  forwarderEntity,
  HUB_ID,
  NOW,
} from '../evaluate/__fixtures__/healthyForwarder';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseHealthStore } from '../store';
import { HealthSweep, HealthSweepOptions } from './HealthSweep';
import { sweepTables } from './sweepTables';

const REF = 'resource:default/ot-alerts';
const MINUTE = 60_000;
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const signal = new AbortController().signal;

function forwarderOf(
  annotations: Record<string, string | undefined> = {},
  overrides: { name?: string; owner?: string } = {},
): Forwarder {
  return Forwarder.fromEntity(forwarderEntity(annotations, overrides))!;
}

describe('HealthSweep', () => {
  const logger = mockServices.logger.mock();
  const publish = jest.fn(async (_: Transition) => {});
  let cloud: FakeCloud;
  let store: DatabaseHealthStore;
  let catalog: Forwarder[];
  let list: () => Promise<Forwarder[]>;
  let now: number;
  let outside: string[];
  let sweep: HealthSweep;
  let make: (changes?: Partial<HealthSweepOptions>) => HealthSweep;

  beforeEach(async () => {
    jest.resetAllMocks();
    cloud = fakeCloud();
    const db = await databases.init('SQLITE_3');
    store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    catalog = [forwarderOf()];
    list = async () => catalog;
    now = NOW;
    outside = [];
    make = changes =>
      HealthSweep.create({
        forwarders: {
          list: () => list(),
          get: async ref => catalog.find(f => f.entityRef === ref),
        },
        collector: Collector.create({
          tenants: { forSubscription: () => cloud.tenant },
          siems: { get: () => cloud.siem, mayUse: () => true },
          scopes: {
            contains: (_owner, id) => !outside.some(each => id.equals(each)),
          },
          now: () => now,
        }),
        store,
        ...sweepTables(db),
        settings: defaultHealthSettings,
        publisher: { publish },
        logger,
        now: () => now,
        ...changes,
      });
    sweep = make();
  });

  it('stores what it finds, and tells of it once', async () => {
    await sweep.sweepAll(signal);
    now += 5 * MINUTE;
    await sweep.sweepAll(signal);

    const state = await store.get(REF);
    expect(state).toMatchObject({
      checkedAt: '2026-11-24T12:12:00.000Z',
      evaluation: { health: 'healthy', since: '2026-11-24T12:07:00.000Z' },
    });
    expect(await store.transitions(REF, { limit: 10 })).toHaveLength(1);
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith(
      expect.objectContaining({ entityRef: REF, to: 'healthy' }),
    );
  });

  it('reads configuration once in an hour, and all of it on demand', async () => {
    const configurationCalls = () =>
      cloud.calls.filter(call => call.startsWith('sentinel.listIotConnectors'))
        .length;
    await sweep.sweepAll(signal);
    now += 5 * MINUTE;
    await sweep.sweepAll(signal);
    expect(configurationCalls()).toBe(1);
    now += 55 * MINUTE;
    await sweep.sweepAll(signal);
    expect(configurationCalls()).toBe(2);
    await sweep.checkNow(REF);
    expect(configurationCalls()).toBe(3);
  });

  it('lets calls for the same forwarder share one check', async () => {
    const states = await Promise.all([
      sweep.checkNow(REF),
      sweep.checkNow(REF),
      sweep.checkNow(REF),
    ]);
    expect(new Set(states).size).toBe(1);
    expect(
      cloud.calls.filter(call => call.startsWith('dataExports')),
    ).toHaveLength(1);
    await sweep.checkNow(REF);
    expect(
      cloud.calls.filter(call => call.startsWith('dataExports')),
    ).toHaveLength(2);
  });

  it('answers nobody with what was read before he asked', async () => {
    const readRules = cloud.services.dataExports.list;
    let enabled = false;
    let reading = () => {};
    let goOn = () => {};
    const read = new Promise<void>(resolve => {
      reading = resolve;
    });
    const repaired = new Promise<void>(resolve => {
      goOn = resolve;
    });
    cloud.services.dataExports.list = async (...args) => {
      const rules = await readRules(...args);
      const answer = rules.map(rule => ({ ...rule, enabled }));
      reading();
      await repaired;
      return answer;
    };
    const before = sweep.checkNow(REF);
    await read;
    enabled = true;
    const after = sweep.checkNow(REF);
    goOn();
    expect((await before).evaluation.reasons).toContain('rule-disabled');
    expect((await after).evaluation.reasons).not.toContain('rule-disabled');
  });

  it('keeps who is registered while the catalog is listed', async () => {
    list = async () => {
      // The list was begun before this one was in the catalog.
      await sweep.checkNow(REF);
      return [];
    };
    await sweep.listForwarders({ signal });
    expect(await store.get(REF)).toBeDefined();
    list = async () => catalog;
    await sweep.sweepAll(signal);
    expect(await store.transitions(REF, { limit: 10 })).toHaveLength(1);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('does not believe a SIEM whose clock is ahead', async () => {
    await sweep.sweepAll(signal);
    const collect = cloud.siem.collect.bind(cloud.siem);
    cloud.siem.collect = async (...args) =>
      (await collect(...args)).map(facts => ({
        ...facts,
        arrivals: facts.arrivals && {
          ...facts.arrivals,
          value: {
            count: 3,
            windowHours: 24,
            lastIndexedAt: new Date(now + 24 * 60 * MINUTE).toISOString(),
          },
        },
      }));
    now += 20 * MINUTE;
    await sweep.sweepAll(signal);
    const state = await store.get(REF);
    expect(state?.evaluation.health).toBe('unknown');
    expect(
      state?.evaluation.findings.find(
        ({ checkId }) => checkId === 'delivery/events-arriving',
      ),
    ).toMatchObject({
      status: 'unknown',
      message: expect.stringContaining('its clock is ahead'),
    });
  });

  it('refuses to check what is no forwarder', async () => {
    await expect(sweep.checkNow('resource:default/none')).rejects.toThrow(
      /^resource:default\/none is not a forwarder/,
    );
  });

  it('forgets who left the catalog, but not because a list failed', async () => {
    const other = forwarderOf({}, { name: 'other' });
    catalog = [...catalog, other];
    await sweep.sweepAll(signal);

    list = async () => {
      throw new Error('the second page cannot be read');
    };
    await expect(sweep.sweepAll(signal)).rejects.toThrow('second page');
    expect(await store.get(other.entityRef)).toBeDefined();

    list = async () => [forwarderOf()];
    await sweep.sweepAll(signal);
    expect(await store.get(other.entityRef)).toBeUndefined();
    expect(await store.get(REF)).toBeDefined();
  });

  it('does not change its mind because nobody could look', async () => {
    await sweep.sweepAll(signal);
    now += 5 * MINUTE;
    cloud.services.dataExports.list = () => new Promise(() => {});
    cloud.services.eventHubs.listNamespaces = () =>
      Promise.reject(new Error('no'));
    cloud.siem.collect = () => Promise.reject(new Error('no'));
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    await sweep.sweepAll(abort.signal);

    expect((await store.get(REF))?.evaluation.health).toBe('healthy');
    expect(await store.transitions(REF, { limit: 10 })).toHaveLength(1);
  });

  it('takes metrics that an answer leaves out for unread, not for zero', async () => {
    await sweep.sweepAll(signal);
    const query = cloud.services.metrics.query;
    cloud.services.metrics.query = async (...args) =>
      (await query(...args)).filter(
        ({ metric }) => metric !== 'RecordsExported',
      );
    for (let look = 0; look < 3; look += 1) {
      now += 5 * MINUTE;
      await sweep.sweepAll(signal);
      const state = await store.get(REF);
      expect(state?.evaluation.health).toBe('healthy');
      expect(state?.facts).toMatchObject({
        exported: {
          value: expect.anything(),
          failure: {
            reason: 'refused',
            message: expect.stringMatching(
              /^Could not read .*leaves out RecordsExported of \/subscriptions\//,
            ),
          },
        },
        exportFailures: expect.not.objectContaining({
          failure: expect.anything(),
        }),
        incoming: { observedAt: new Date(now).toISOString() },
      });
    }
  });

  it('blames nobody, and tells of no earlier loss, when the owner asks for other tables', async () => {
    const find = jest.fn();
    sweep = make({ causes: { find } });
    const listRules = cloud.services.dataExports.list;
    cloud.services.dataExports.list = async (...args) =>
      (await listRules(...args)).map(rule => ({
        ...rule,
        lastModifiedAt: '2026-11-19T12:00:00.000Z',
      }));
    await sweep.sweepAll(signal);
    now += 5 * MINUTE;
    catalog = [
      forwarderOf({
        'siem-forwarder/tables': 'SecurityIncident,SecurityAlert',
      }),
    ];
    await sweep.sweepAll(signal);
    now += 5 * MINUTE;
    await sweep.sweepAll(signal);

    expect(find).not.toHaveBeenCalled();
    const state = await store.get(REF);
    expect(state?.evaluation).toMatchObject({
      health: 'failing',
      loss: { reason: 'tables-differ', since: '2026-11-24T12:12:00.000Z' },
    });
    expect((await store.transitions(REF, { limit: 1 }))[0]).toMatchObject({
      to: 'failing',
      cause: {
        kind: 'first-seen',
        because: 'The description of the forwarder in the catalog changed.',
      },
    });
  });

  it('takes nothing over when the entity names something else', async () => {
    await sweep.sweepAll(signal);
    cloud.services.eventHubs.listHubs = () => Promise.reject(new Error('no'));
    catalog = [forwarderOf({ 'siem-forwarder/event-hub': `${HUB_ID}-2` })];
    const { facts, evaluation } = await sweep.checkNow(REF);

    expect(facts.hub).toMatchObject({ unavailable: { reason: 'refused' } });
    expect(evaluation.since).toBe('2026-11-24T12:07:00.000Z');
    expect(evaluation.health).not.toBe('healthy');
  });

  it('keeps nothing of a resource that left the scope', async () => {
    await sweep.sweepAll(signal);
    outside = [HUB_ID];
    const { facts, evaluation } = await sweep.checkNow(REF);

    expect(facts).toEqual({});
    expect(evaluation).toMatchObject({ health: 'unknown', values: [] });
    expect(JSON.stringify(await store.get(REF))).not.toContain('key-1');
  });

  it('stores a change even when nobody can be told', async () => {
    publish.mockRejectedValue(new Error('the bus is down'));
    await sweep.sweepAll(signal);

    expect((await store.get(REF))?.evaluation.health).toBe('healthy');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the bus is down'),
    );
  });
});
