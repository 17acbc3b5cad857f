import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { seriesOf } from '../collect/Series';
import { snapshotOf } from '../evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../evaluate/evaluate';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseHealthStore } from '../store';
import { uptimeOf, uptimeShareOf } from '../store/uptimeOf';
import { DatabaseFleetIndex } from './DatabaseFleetIndex';

const START = Date.parse('2026-11-24T12:00:00.000Z');
const MINUTE = 60_000;
const REF = 'resource:default/a';
const AUSTIN = 'group:default/austin';
const LYON = 'group:default/lyon';
const MIGRATION = '20261124000950_tenures.js';
const evaluation = evaluate(
  snapshotOf(),
  undefined,
  START,
  defaultHealthSettings,
);
const iso = (minutes: number) =>
  new Date(START + minutes * MINUTE).toISOString();

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'A forwarder that changes hands, on %s',
  (databaseId: TestDatabaseId) => {
    let db: Knex;
    let store: DatabaseHealthStore;
    let index: DatabaseFleetIndex;

    beforeEach(async () => {
      db = await databases.init(databaseId);
      store = await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      index = DatabaseFleetIndex.create({ db });
    });

    const list = (owner: string | undefined, minutes: number) =>
      index.replace(
        owner === undefined
          ? []
          : [{ entityRef: REF, definition: owner, title: 'A', owner }],
        { policy: 'p', listedAt: iso(minutes) },
      );
    /** A check that sees a record exported in each quarter of an hour before it. */
    const check = (definition: string, health: Health, minutes: number) => {
      const now = START + minutes * MINUTE;
      const quarters = Array.from({ length: 8 }, (_, i) => ({
        at: iso(minutes - 15 * i),
        count: 7,
      }));
      const series = seriesOf(quarters, now);
      return store.update(REF, () => ({
        entityRef: REF,
        definition,
        checkedAt: iso(minutes),
        evaluation: { ...evaluation, health },
        facts: {
          exported: {
            observedAt: iso(minutes),
            value: { series, total: 0, lastAt: null },
          },
        },
      }));
    };
    /** Minutes in each health, and counts of records, as an owner is told. */
    const told = async (owner: string, minutes: number) => {
      const now = START + minutes * MINUTE;
      const period = { hours: 2, slots: 8, now };
      const uptime = await store.uptime(REF, { ...period, owner });
      const { hops } = await store.samples(REF, {
        from: now - 120 * MINUTE,
        to: now,
        now,
        owner,
      });
      return {
        known: Math.round(uptime.known * 120),
        ratio: uptime.ratio,
        bars: uptime.slots.flatMap(({ health }) => health ?? []),
        counted: hops.exported.filter(count => count !== null).length,
      };
    };
    const shares = async (minutes: number) => {
      const now = START + minutes * MINUTE;
      const period = { hours: 2, slots: 8, now };
      const times = await index.healthTimes([REF], now - 120 * MINUTE);
      const detail = await index.detail(REF, now - 120 * MINUTE);
      const summed = uptimeShareOf(times.get(REF) ?? [], period);
      const spans = uptimeOf(detail?.spans ?? [], period);
      return [summed, spans].map(({ known, ratio }) => ({
        known: Math.round(known * 120),
        ratio,
      }));
    };

    it('shows to none what was while it was another’s', async () => {
      await list(AUSTIN, 0);
      for (const minutes of [0, 10, 20, 30]) {
        await check(AUSTIN, 'failing', minutes);
      }
      expect(await told(AUSTIN, 30)).toMatchObject({
        known: 30,
        ratio: 0,
        counted: 8,
      });
      expect(await told(LYON, 30)).toMatchObject({ known: 0, counted: 0 });

      await list(LYON, 30);
      const nothing = { known: 0, ratio: undefined };
      expect(await told(LYON, 30)).toEqual({
        ...nothing,
        bars: [],
        counted: 0,
      });
      expect(await shares(30)).toEqual([nothing, nothing]);

      for (const minutes of [40, 50, 60]) {
        await check(LYON, 'healthy', minutes);
      }
      // From the hand-over to the first check nobody looked for him.
      const twenty = { known: 20, ratio: 1 };
      expect(await told(LYON, 60)).toEqual({
        ...twenty,
        bars: ['healthy', 'healthy'],
        counted: 2,
      });
      expect(await shares(60)).toEqual([twenty, twenty]);

      // It was his, and is again: he is told of his time, and of no other.
      await list(AUSTIN, 60);
      expect(await told(AUSTIN, 60)).toMatchObject({ known: 30, ratio: 0 });
      expect(await shares(60)).toEqual([
        { known: 30, ratio: 0 },
        { known: 30, ratio: 0 },
      ]);
    });

    it('takes a name that is used again for another’s, and its return for none', async () => {
      await list(AUSTIN, 0);
      await check(AUSTIN, 'healthy', 0);
      await check(AUSTIN, 'healthy', 10);
      await list(undefined, 10);
      await store.forget([REF]);

      await list(AUSTIN, 15);
      expect(await told(AUSTIN, 15)).toMatchObject({ known: 10, ratio: 1 });
      await list(undefined, 20);
      await list(LYON, 25);
      expect(await told(LYON, 25)).toMatchObject({ known: 0, counted: 0 });
      expect((await index.healthTimes([REF], START)).size).toBe(0);
      expect((await index.detail(REF, START))?.spans).toEqual([]);
    });

    it('keeps the history of an owner who changes annotations', async () => {
      await list(AUSTIN, 0);
      await check('first', 'healthy', 0);
      await check('first', 'healthy', 5);
      await check('second', 'healthy', 10);
      await check('second', 'healthy', 15);
      await index.put(
        { entityRef: REF, definition: 'second', title: 'B', owner: AUSTIN },
        iso(10),
      );
      // Of the new annotations nothing was seen before 12:10.
      expect(await told(AUSTIN, 15)).toMatchObject({ known: 10, ratio: 1 });
      expect(await db('forwarder_tenures')).toHaveLength(1);
    });

    it('begins one tenure when two replicas see another owner', async () => {
      await list(AUSTIN, 0);
      await Promise.all([list(LYON, 10), list(LYON, 10)]);
      const rows = await db('forwarder_tenures').orderBy('sequence');
      expect(
        rows.map(({ owner, from_at, to_at }) => [owner, from_at, to_at]),
      ).toEqual([
        [AUSTIN, '0000-01-01T00:00:00.000Z', iso(10)],
        [LYON, iso(10), null],
      ]);
    });

    it('forgets whose it was when nothing of that time is kept', async () => {
      await list(AUSTIN, 0);
      await list(LYON, 10);
      const expire = (samples: number) =>
        store.expire({ transitions: '', spans: '', samples: iso(samples) });
      expect(await expire(10)).toBe(0);
      expect(await expire(11)).toBe(1);
      expect(await db('forwarder_tenures').pluck('owner')).toEqual([LYON]);
    });

    it('knows of the time before tenures what transitions tell', async () => {
      await list(LYON, 0);
      await db.migrate.down({
        directory: `${__dirname}/../../migrations`,
        name: MIGRATION,
      } as Knex.MigratorConfig);
      const transition = (id: string, owner: string | null, minutes: number) =>
        db('forwarder_transitions').insert({
          id,
          entity_ref: REF,
          at: iso(minutes),
          to_health: 'failing',
          reason: '',
          reasons: '[]',
          owner,
        });
      await transition('1', AUSTIN, 1);
      await transition('2', AUSTIN, 2);
      await transition('3', LYON, 3);
      await transition('4', null, 4);
      await db('forwarder_spans').insert({
        entity_ref: 'resource:default/gone',
        from_at: iso(0),
        to_at: iso(1),
        health: 'healthy',
        paused: false,
      });
      await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      const rows = await db('forwarder_tenures').orderBy('sequence');
      expect(
        rows.map(row => [row.entity_ref, row.owner, row.from_at, row.to_at]),
      ).toEqual([
        [REF, LYON, iso(2), null],
        ['resource:default/gone', '', '0000-01-01T00:00:00.000Z', null],
      ]);
    });
  },
);
