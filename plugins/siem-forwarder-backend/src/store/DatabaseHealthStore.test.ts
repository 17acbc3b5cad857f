import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { snapshotOf } from '../evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../evaluate/evaluate';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseHealthStore } from './DatabaseHealthStore';
import { ForwarderState } from './HealthStore';

const REF = 'resource:default/ot-alerts';
const MINUTE = 60_000;
const START = Date.parse('2026-11-24T12:00:00.000Z');

/** A state as the sweep makes it, with another health. */
function stateOf(
  health: Health,
  minutes: number,
  overrides: Partial<ForwarderState> = {},
): ForwarderState {
  const snapshot = snapshotOf();
  const evaluation = evaluate(
    snapshot,
    undefined,
    START,
    defaultHealthSettings,
  );
  return {
    entityRef: REF,
    definition: snapshot.forwarder.definition,
    checkedAt: new Date(START + minutes * MINUTE).toISOString(),
    siem: snapshot.siem,
    evaluation: {
      ...evaluation,
      health,
      headline: `It is ${health}.`,
      reasons: [health],
    },
    facts: snapshot.facts,
    ...overrides,
  };
}

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'DatabaseHealthStore on %s',
  (databaseId: TestDatabaseId) => {
    let db: Knex;
    let store: DatabaseHealthStore;

    beforeAll(async () => {
      db = await databases.init(databaseId);
      store = await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
    });

    beforeEach(async () => {
      await db('forwarder_states').delete();
      await db('forwarder_transitions').delete();
      await db('forwarder_spans').delete();
    });

    const save = (state: ForwarderState) =>
      store.update(state.entityRef, () => state);

    it('gives back what it was given', async () => {
      const state = stateOf('healthy', 0, { paused: 'maintenance' });
      await save(state);

      const stored = await store.get(REF);
      expect(stored).toEqual(JSON.parse(JSON.stringify(state)));
      expect(await store.getMany([REF, 'resource:default/none'])).toEqual(
        new Map([[REF, stored]]),
      );
      expect({
        ...(await store.judgement(REF)),
        facts: stored?.facts,
      }).toEqual(stored);
      expect(await store.judgement('resource:default/none')).toBeUndefined();
      expect((await store.summaries()).get(REF)).toEqual({
        entityRef: REF,
        definition: state.definition,
        checkedAt: state.checkedAt,
        siem: { id: 'soc-splunk', title: 'SOC Splunk', kind: 'splunk' },
        region: 'eastus2',
        health: 'healthy',
        headline: 'It is healthy.',
        since: state.evaluation.since,
        lastEventAt: state.evaluation.lastEventAt,
      });
      expect(await store.get('resource:default/none')).toBeUndefined();
    });

    it('writes a transition when the health changes, and only then', async () => {
      const first = await save(stateOf('healthy', 0));
      const second = await save(stateOf('healthy', 5));
      const third = await save(stateOf('failing', 10));

      expect(first.transition).toMatchObject({ to: 'healthy' });
      expect(first.transition).not.toHaveProperty('from');
      expect(second.transition).toBeUndefined();
      expect(await store.transitions(REF, { limit: 10 })).toEqual([
        {
          id: third.transition?.id,
          entityRef: REF,
          at: '2026-11-24T12:10:00.000Z',
          from: 'healthy',
          to: 'failing',
          reason: 'It is failing.',
          reasons: ['failing'],
        },
        first.transition,
      ]);
      expect(await store.transitions(REF, { limit: 1 })).toHaveLength(1);
    });

    it('hands the stored state to the judgement, one at a time', async () => {
      const count = 8;
      const seen: (string | undefined)[] = [];
      await Promise.all(
        Array.from({ length: count }, (_, index) =>
          store.update(REF, previous => {
            seen.push(previous?.evaluation.headline);
            const state = stateOf(index % 2 ? 'healthy' : 'failing', index);
            return {
              ...state,
              evaluation: { ...state.evaluation, headline: `Nr. ${index}` },
            };
          }),
        ),
      );

      const transitions = await store.transitions(REF, { limit: 100 });
      for (const [index, transition] of transitions.entries()) {
        expect(transition.from).toBe(transitions[index + 1]?.to);
      }
      // Every update saw the state of another one, and none was lost.
      expect(new Set(seen).size).toBe(count);
      expect(seen.filter(headline => headline === undefined)).toHaveLength(1);
    });

    it('writes neither state nor transition when the judgement fails', async () => {
      await save(stateOf('healthy', 0));
      await expect(
        store.update(REF, () => {
          throw new Error('cannot judge');
        }),
      ).rejects.toThrow('cannot judge');
      await expect(
        store.update('resource:default/new', () => {
          throw new Error('cannot judge');
        }),
      ).rejects.toThrow('cannot judge');

      expect((await store.get(REF))?.evaluation.health).toBe('healthy');
      expect(await store.transitions(REF, { limit: 10 })).toHaveLength(1);
      expect(await db('forwarder_states').pluck('entity_ref')).toEqual([REF]);
    });

    it('forgets forwarders that left the catalog, and keeps their history', async () => {
      const other = 'resource:default/other';
      await save(stateOf('healthy', 0));
      await save(stateOf('failing', 0, { entityRef: other }));

      expect((await store.refs()).sort()).toEqual([REF, other].sort());
      await store.forget([other]);
      await store.forget([other]);
      expect(await store.refs()).toEqual([REF]);
      expect([...(await store.summaries()).keys()]).toEqual([REF]);
      expect(await store.transitions(other, { limit: 10 })).toHaveLength(1);
    });

    it('measures uptime over the time that was seen', async () => {
      const now = START + 90 * MINUTE;
      await save(stateOf('healthy', 0));
      await save(stateOf('healthy', 10));
      await save(stateOf('failing', 20));
      await save(stateOf('healthy', 30));
      await save(stateOf('unknown', 40));
      await save(stateOf('unknown', 50));
      // Nobody looked for 30 minutes.
      await save(stateOf('quiet', 80));
      await save(stateOf('quiet', 90, { paused: 'maintenance' }));

      const uptime = await store.uptime(REF, { hours: 2, slots: 12, now });
      // Up: 0-20, 30-40, 80-90; down: 20-30.
      expect(uptime.ratio).toBeCloseTo(40 / 50);
      // Besides them 40-50 was looked at and is not known.
      expect(uptime.known).toBeCloseTo(50 / 120);
      expect(uptime.slots.map(slot => slot.health)).toEqual([
        undefined,
        undefined,
        undefined,
        'healthy',
        'healthy',
        'failing',
        'failing',
        'unknown',
        'unknown',
        undefined,
        undefined,
        'quiet',
      ]);
      expect(uptime.slots[11]).toMatchObject({
        from: '2026-11-24T13:20:00.000Z',
        minutes: 10,
        health: 'quiet',
      });
    });

    it('knows nothing of a forwarder that it has not seen', async () => {
      const uptime = await store.uptime('resource:default/none', {
        hours: 24,
        slots: 24,
        now: START,
      });
      expect(uptime).toMatchObject({ known: 0, hours: 24 });
      expect(uptime).not.toHaveProperty('ratio');
      expect(uptime.slots).toHaveLength(24);
    });

    it('removes only what is too old', async () => {
      await save(stateOf('healthy', 0));
      await save(stateOf('failing', 10));

      const removed = await store.expire({
        transitions: '2026-11-24T12:05:00.000Z',
        spans: '2026-11-24T12:05:00.000Z',
        samples: '2026-11-24T12:05:00.000Z',
      });
      expect(removed).toBe(1);
      expect(await store.transitions(REF, { limit: 10 })).toHaveLength(1);
      expect((await store.get(REF))?.evaluation.health).toBe('failing');
    });
  },
);

describe('DatabaseHealthStore', () => {
  it('leaves the schema alone when migrations are turned off', async () => {
    const db = await databases.init('SQLITE_3');
    await DatabaseHealthStore.create({
      database: { getClient: async () => db, migrations: { skip: true } },
    });
    expect(await db.schema.hasTable('forwarder_states')).toBe(false);
  });
});
