import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { FactSet } from '../collect/Facts';
import { seriesOf } from '../collect/Series';
import { snapshotOf } from '../evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../evaluate/evaluate';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseFleetIndex } from '../fleet';
import { DatabaseHealthStore } from './DatabaseHealthStore';
import { DatabaseTransitionOutbox } from './DatabaseTransitionOutbox';
import {
  Fence,
  ForwarderState,
  isJudged,
  StoredForwarder,
} from './HealthStore';
import { timesOf } from './observedTimes';

const MINUTE = 60_000;
const START = Date.parse('2026-11-24T12:07:00.000Z');
jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

/** The facts as they are read at another time, of which nothing changed. */
function readAt(facts: FactSet, at: number): FactSet {
  const observedAt = new Date(at).toISOString();
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      { ...fact, observedAt },
    ]),
  ) as FactSet;
}

/** Judges a forwarder by facts that say that nothing flows, read at some time. */
function judged(
  entityRef: string,
  previous: StoredForwarder | undefined,
  at: number,
  change: (facts: FactSet) => FactSet = facts => facts,
): ForwarderState {
  const quiet = snapshotOf();
  const idle = {
    series: seriesOf([], at),
    total: 0,
    lastAt: null,
  };
  const observedAt = new Date(at).toISOString();
  const facts = change({
    ...readAt(quiet.facts, at),
    production: {
      observedAt,
      value: [
        {
          table: 'SecurityIncident',
          rows: 0,
          series: seriesOf([], at),
          newestAt: null,
        },
      ],
    },
    exported: { observedAt, value: idle },
    incoming: { observedAt, value: idle },
    outgoing: { observedAt, value: idle },
    exportFailures: { observedAt, value: idle },
    throttled: { observedAt, value: idle },
  });
  const before = previous && isJudged(previous) ? previous : undefined;
  return {
    entityRef,
    definition: quiet.forwarder.definition,
    checkedAt: new Date(at).toISOString(),
    siem: quiet.siem,
    evaluation: evaluate(
      { ...quiet, facts },
      before?.evaluation,
      at,
      defaultHealthSettings,
    ),
    facts,
  };
}

/** Somebody disabled the rule. */
function disabled(facts: FactSet): FactSet {
  const { exportRule } = facts;
  if (!exportRule || !('value' in exportRule) || !exportRule.value) {
    throw new Error('The healthy forwarder has a rule');
  }
  return {
    ...facts,
    exportRule: {
      ...exportRule,
      value: { ...exportRule.value, enabled: false },
    },
  };
}

describe.each(databases.eachSupportedId())(
  'StateWriter on %s',
  (databaseId: TestDatabaseId) => {
    let db: Knex;
    let store: DatabaseHealthStore;
    let statements: string[] = [];
    const refs = Array.from(
      { length: 40 },
      (_, index) => `resource:default/forwarder-${index}`,
    );

    const sweep = async (
      minutes: number,
      changed: ReadonlySet<string> = new Set(),
      fence?: Fence,
    ) => {
      for (let i = 0; i < refs.length; i += 10) {
        await store.updateMany(
          refs.slice(i, i + 10),
          (ref, previous) =>
            judged(
              ref,
              previous,
              START + minutes * MINUTE,
              changed.has(ref) ? disabled : undefined,
            ),
          { fence },
        );
      }
    };

    const written = (table: string) =>
      statements.filter(sql =>
        new RegExp(`^(insert into|update|delete from) [\`"]${table}`).test(sql),
      );

    const rowsOf = async (table: string): Promise<number> => {
      const [{ count }] = await db(table).count({ count: '*' });
      return Number(count);
    };

    beforeAll(async () => {
      db = await databases.init(databaseId);
      store = await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      db.on('query', ({ sql }) => statements.push(sql));
    });

    beforeEach(async () => {
      for (const table of [
        'forwarder_states',
        'forwarder_transitions',
        'forwarder_spans',
        'forwarder_samples',
        'transition_outbox',
        'sweep_shards',
        'fleet_entries',
      ]) {
        await db(table).delete();
      }
      statements = [];
      // The readings of checks that flap fill up.
      for (const minutes of [0, 5, 10]) {
        await sweep(minutes);
      }
      statements = [];
    });

    it('advances the times of unchanged forwarders in few statements, and writes nothing else', async () => {
      const contents = () =>
        db('forwarder_states')
          .select('entity_ref', 'facts', 'evaluation', 'summary')
          .orderBy('entity_ref');
      const before = await contents();
      await sweep(15);

      expect(written('forwarder_states')).toHaveLength(4);
      expect(written('forwarder_transitions')).toEqual([]);
      expect(written('forwarder_spans')).toEqual([]);
      expect(written('forwarder_samples')).toEqual([]);
      expect(written('fleet_entries')).toEqual([]);
      expect(await contents()).toEqual(before);
      const state = (await store.get(refs[7]))!;
      expect(state.checkedAt).toBe('2026-11-24T12:22:00.000Z');
      const expected = judged(refs[7], state, START + 15 * MINUTE);
      expect(timesOf(state.facts)).toEqual(timesOf(expected.facts));
      expect(state.facts).toEqual(JSON.parse(JSON.stringify(expected.facts)));
      expect(state.evaluation.findings).toEqual(
        JSON.parse(JSON.stringify(expected.evaluation.findings)),
      );
    });

    it('notes whose forwarder changed, where the list has the same definition', async () => {
      const { definition } = (await store.get(refs[3]))!;
      const entry = (entityRef: string, of: string) => ({
        entityRef,
        definition: of,
        title: entityRef,
        owner: 'group:default/austin',
      });
      const index = DatabaseFleetIndex.create({ db });
      await index.put(
        entry(refs[3], definition),
        new Date(START).toISOString(),
      );
      await index.put(entry(refs[4], 'other'), new Date(START).toISOString());
      await sweep(15, new Set([refs[3], refs[4]]));

      const noted = await db('forwarder_transitions')
        .where({ to_health: 'failing' })
        .orderBy('entity_ref')
        .select('owner', 'definition');
      expect(noted).toEqual([
        { owner: 'group:default/austin', definition },
        { owner: null, definition },
      ]);
    });

    it('writes those that changed, and of the others only when they were checked', async () => {
      const some = new Set([refs[3], refs[20], refs[21], refs[39]]);
      await sweep(15, some);

      expect(await rowsOf('forwarder_transitions')).toBe(refs.length + 4);
      expect(await rowsOf('transition_outbox')).toBe(refs.length + 4);
      // The span before ended; the new one is open.
      expect(await rowsOf('forwarder_spans')).toBe(4);
      const rewritten = await db('forwarder_states')
        .whereNull('observed')
        .pluck('entity_ref');
      expect(new Set(rewritten)).toEqual(some);
    });

    it('counts an unchanged forwarder as up until it was last checked', async () => {
      for (const minutes of [15, 20, 25, 30]) {
        await sweep(minutes);
      }
      const uptime = await store.uptime(refs[0], {
        hours: 1,
        slots: 4,
        now: START + 30 * MINUTE,
      });
      expect(uptime.ratio).toBe(1);
      expect(uptime.known).toBeGreaterThanOrEqual(0.5);
      expect(await rowsOf('forwarder_spans')).toBe(0);
      // Nobody looked for an hour: it is not known what was then.
      await sweep(90);
      expect(await rowsOf('forwarder_spans')).toBe(refs.length);
      const later = await store.uptime(refs[0], {
        hours: 2,
        slots: 8,
        now: START + 90 * MINUTE,
      });
      expect(later.ratio).toBe(1);
      expect(later.known).toBeLessThan(0.3);
    });

    it('keeps the last known time of a fact that could not be read again', async () => {
      const unread = (facts: FactSet): FactSet => {
        const { hub, ...others } = facts;
        return others;
      };
      await store.updateMany(refs.slice(0, 1), (ref, previous) => {
        const next = judged(ref, previous, START + 15 * MINUTE, unread);
        const { hub } = previous!.facts;
        return { ...next, facts: { ...next.facts, hub } };
      });
      const { facts } = (await store.get(refs[0]))!;
      expect(facts.hub?.observedAt).toBe('2026-11-24T12:17:00.000Z');
      expect(facts.exportRule?.observedAt).toBe('2026-11-24T12:22:00.000Z');
    });

    it('refuses what comes under a claim that is over, and leaves nothing of it', async () => {
      await db('sweep_shards').insert({
        key: 'tenant/t',
        kind: 'tenant',
        source_id: 't',
        due_at: new Date(START).toISOString(),
        token: 4,
        round_forwarders: 0,
      });
      const some = new Set([refs[0]]);
      const progress = { cursor: 'place', forwarders: 10 };
      await expect(
        sweep(15, some, { key: 'tenant/t', token: 3, progress }),
      ).rejects.toThrow(/^Nothing was written: another replica has claimed/);
      await expect(
        sweep(15, some, { key: 'tenant/t', token: 3 }),
      ).rejects.toThrow(/^Nothing was written/);
      expect(await rowsOf('forwarder_transitions')).toBe(refs.length);
      expect((await store.get(refs[0]))?.checkedAt).toBe(
        '2026-11-24T12:17:00.000Z',
      );

      await sweep(15, some, { key: 'tenant/t', token: 4, progress });
      // A forwarder that has left the catalog since it was read gets no state.
      const gone = 'resource:default/gone';
      const updates = await store.updateMany(
        [gone],
        (ref, previous) => judged(ref, previous, START + 15 * MINUTE),
        { fence: { key: 'tenant/t', token: 4 } },
      );
      expect(updates.size).toBe(0);
      expect(await store.get(gone)).toBeUndefined();
      expect(await db('sweep_shards').first()).toMatchObject({
        cursor: 'place',
        round_forwarders: 40,
      });
    });

    it('holds facts back until they are judged, and remembers the health before', async () => {
      const [ref] = refs;
      const gathering = {
        entityRef: ref,
        definition: 'another',
        facts: {},
        health: 'quiet' as const,
        since: '2026-11-24T12:20:00.000Z',
      };
      await store.updateMany([ref], () => gathering);

      expect(await store.get(ref)).toBeUndefined();
      expect((await store.summaries()).has(ref)).toBe(false);
      expect((await store.knownMany(refs.slice(0, 2))).get(ref)).toEqual({
        definition: 'another',
        facts: {},
        judged: false,
      });
      expect((await store.knownMany([refs[1]])).get(refs[1])?.judged).toBe(
        true,
      );
      expect(await rowsOf('forwarder_spans')).toBe(1);
      const updates = await store.updateMany([ref], (_, previous) =>
        judged(ref, previous, START + 20 * MINUTE, disabled),
      );
      expect(updates.get(ref)?.transition).toMatchObject({ to: 'failing' });
      expect(updates.get(ref)?.transition?.from).toBeDefined();
    });

    it('keeps who brought a change about, with the change and with the state', async () => {
      const cause = {
        kind: 'activity' as const,
        caller: 'ops-admin@contoso.com',
        at: '2026-11-24T12:12:00.000Z',
        operation: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
        resource: '/subscriptions/s',
      };
      await store.updateMany(refs.slice(0, 1), (ref, previous) => ({
        ...judged(ref, previous, START + 15 * MINUTE, disabled),
        cause,
      }));
      const [transition] = await store.transitions(refs[0], { limit: 1 });
      expect(transition.cause).toEqual(cause);
      expect((await store.get(refs[0]))?.cause).toEqual(cause);
    });

    it('goes on with the spans of rows that an older release wrote', async () => {
      const [ref] = refs;
      await db('forwarder_states')
        .where({ entity_ref: ref })
        .update({ span_from: null, paused: null, observed: null });
      const { health } = await db('forwarder_states')
        .where({ entity_ref: ref })
        .first();
      await db('forwarder_spans').insert({
        entity_ref: ref,
        from_at: '2026-11-24T12:07:00.000Z',
        to_at: '2026-11-24T12:17:00.000Z',
        health,
        paused: false,
      });
      await sweep(15);
      const uptime = await store.uptime(ref, {
        hours: 1,
        slots: 60,
        now: START + 15 * MINUTE,
      });
      expect(uptime.known).toBeCloseTo(15 / 60, 2);
      expect(uptime.ratio).toBe(1);
    });

    it('keeps what passed, once, and sums it to hours when it is old', async () => {
      const flowing = (facts: FactSet): FactSet => ({
        ...facts,
        exported: {
          observedAt: facts.exported!.observedAt,
          value: {
            series: seriesOf(
              [
                { at: '2026-11-24T11:40:00.000Z', count: 3 },
                { at: '2026-11-24T12:01:00.000Z', count: 4 },
              ],
              START + 15 * MINUTE,
            ),
            total: 7,
            lastAt: '2026-11-24T12:05:00.000Z',
          },
        },
      });
      const look = (minutes: number) =>
        store.updateMany(refs.slice(0, 2), (ref, previous) =>
          judged(ref, previous, START + minutes * MINUTE, flowing),
        );
      const day = {
        from: Date.parse('2026-11-24T11:30:00.000Z'),
        to: Date.parse('2026-11-24T12:15:00.000Z'),
        now: START + 15 * MINUTE,
      };
      await look(15);
      expect(written('forwarder_samples')).toHaveLength(1);
      const samples = await store.samples(refs[0], day);
      expect(samples.hops.exported).toEqual([3, null, 4]);
      await look(16);
      expect(written('forwarder_samples')).toHaveLength(1);

      expect(await store.rollUpSamples('2026-11-24T00:00:00.000Z')).toBe(0);
      expect(await store.rollUpSamples('2026-11-25T00:00:00.000Z')).toBe(2);
      expect(await store.rollUpSamples('2026-11-25T00:00:00.000Z')).toBe(0);
      const hours = await store.samples(refs[0], day);
      expect(hours).toMatchObject({
        from: '2026-11-24T11:00:00.000Z',
        minutes: 60,
        hops: { exported: [3, 4] },
      });
      // What is rolled up already is not written again.
      await look(17);
      expect((await store.samples(refs[0], day)).minutes).toBe(60);

      const before = { transitions: '', spans: '' };
      await store.expire({ ...before, samples: '2026-11-24T09:00:00.000Z' });
      expect(await rowsOf('forwarder_samples')).toBe(2);
      await store.expire({ ...before, samples: '2026-11-25T09:00:00.000Z' });
      expect(await rowsOf('forwarder_samples')).toBe(0);
    });

    it('has the owner told of a failure that lasted over a pause, and nobody of the pause', async () => {
      const ref = 'resource:default/paused';
      const outbox = DatabaseTransitionOutbox.create({ db });
      const minutes = Math.ceil((Date.now() - START) / MINUTE);
      const look = (
        after: number,
        paused: string | undefined,
        change?: typeof disabled,
      ) =>
        store.update(ref, previous => ({
          ...judged(ref, previous, START + (minutes + after) * MINUTE, change),
          paused,
        }));
      const { transition } = await look(0, undefined, disabled);
      expect(transition?.to).toBe('failing');
      await db('transition_outbox').delete();

      await look(5, 'Maintenance', disabled);
      expect(await rowsOf('transition_outbox')).toBe(0);

      await look(10, undefined, disabled);
      const claimed = await outbox.claim({
        now: Date.now(),
        holdFor: () => MINUTE,
        limit: 10,
      });
      expect(claimed).toEqual([{ transition, tries: 1 }]);
      expect(await outbox.audiencesTold(transition!.id)).toEqual(['everybody']);
      expect(await store.transitions(ref, { limit: 9 })).toHaveLength(1);

      // What is told with a change of health is not told once more.
      await look(15, 'Maintenance', disabled);
      await db('transition_outbox').delete();
      await look(20, undefined);
      const told = await db('transition_outbox').select('id', 'told');
      expect(told).toEqual([
        { id: expect.not.stringMatching(transition!.id), told: '' },
      ]);
    });

    it('has owners, and nobody else, told of what changed in a pause, and of a new description', async () => {
      const ref = 'resource:default/handed-over';
      const outbox = DatabaseTransitionOutbox.create({ db });
      let minutes = Math.ceil((Date.now() - START) / MINUTE);
      const look = (more: Partial<ForwarderState>, change?: typeof disabled) =>
        store.update(ref, previous => {
          minutes += 5;
          return {
            ...judged(ref, previous, START + minutes * MINUTE, change),
            ...more,
          };
        });
      const due = async () => {
        const claimed = await outbox.claim({
          now: Date.now(),
          holdFor: () => MINUTE,
          limit: 10,
        });
        return claimed.map(({ transition: { id } }) => id);
      };
      await look({}, disabled);
      const { transition } = await look({ paused: 'Maintenance' });
      expect(transition?.from).toBe('failing');
      await db('transition_outbox').delete();
      await look({});
      expect(await due()).toEqual([transition!.id]);
      expect(await outbox.audiencesTold(transition!.id)).toEqual(['everybody']);

      // What was put off until tomorrow is due at once.
      await outbox.putOff(transition!.id, Date.now() + 60 * MINUTE);
      expect(await due()).toEqual([]);
      await look({ definition: 'of another owner' });
      expect(await due()).toEqual([transition!.id]);

      await outbox.told(transition!.id);
      await look({ definition: 'of another owner' });
      expect(await rowsOf('transition_outbox')).toBe(0);

      // Also when nothing was judged for a while.
      await store.updateMany([ref], () => ({
        entityRef: ref,
        definition: 'of a third one',
        facts: {},
        health: transition!.to,
        since: new Date(START + minutes * MINUTE).toISOString(),
      }));
      expect(await due()).toEqual([]);
      await look({ definition: 'of a third one' });
      expect(await due()).toEqual([transition!.id]);
      await outbox.told(transition!.id);
    });

    it('hands what nobody told of to one replica at a time', async () => {
      const outbox = DatabaseTransitionOutbox.create({ db });
      await db('transition_outbox').delete();
      await db('transition_outbox').insert(
        (
          await store.transitions(refs[0], { limit: 1 })
        ).map(({ id }) => ({
          id,
          at: new Date().toISOString(),
          claimed_until: new Date(Date.now() - 1_000).toISOString(),
        })),
      );
      const now = Date.now();
      const holdFor = (tries: number) => tries * MINUTE;
      const claim = (after = 0) =>
        outbox.claim({ now: now + after, holdFor, limit: 10 });
      const [first, second] = await Promise.all([claim(), claim()]);
      expect([...first, ...second]).toHaveLength(1);
      expect(await claim()).toEqual([]);

      const [again] = await claim(1.5 * MINUTE);
      expect(again).toMatchObject({
        transition: { entityRef: refs[0] },
        tries: 2,
      });
      // The second time it is held for longer.
      expect(await claim(3 * MINUTE)).toEqual([]);
      const { id } = again.transition;
      await outbox.noteTold(id, ['everybody']);
      await outbox.noteTold(id, ['owner']);
      expect(await outbox.audiencesTold(id)).toEqual(['everybody', 'owner']);
      await outbox.told(id);
      expect(await rowsOf('transition_outbox')).toBe(0);
    });
  },
);
