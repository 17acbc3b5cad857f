import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { forwarderSorts, Health } from 'backstage-plugin-siem-forwarder-common';
import { snapshotOf } from '../evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../evaluate/evaluate';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseHealthStore } from '../store';
import { startOfPeriod, uptimeOf, uptimeShareOf } from '../store/uptimeOf';
import { DatabaseFleetIndex } from './DatabaseFleetIndex';
import { FleetDescription } from './FleetEntry';
import { FleetFilter, FleetKey } from './FleetQuery';

const AT = '2026-11-24T12:00:00.000Z';
const LISTING = { policy: 'p', listedAt: AT };
const snapshot = snapshotOf();
const evaluation = evaluate(
  snapshot,
  undefined,
  Date.parse(AT),
  defaultHealthSettings,
);

const ref = (name: string) => `resource:default/${name}`;
const described = (
  name: string,
  more: Partial<FleetDescription> = {},
): FleetDescription => ({
  entityRef: ref(name),
  definition: 'd1',
  title: name,
  owner: 'group:default/austin',
  siemId: 'soc-splunk',
  subscriptionId: '11111111-1111-4111-8111-111111111111',
  ...more,
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'DatabaseFleetIndex on %s',
  (databaseId: TestDatabaseId) => {
    let index: DatabaseFleetIndex;
    let store: DatabaseHealthStore;
    let queries: string[];

    beforeEach(async () => {
      const db = await databases.init(databaseId);
      store = await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      index = DatabaseFleetIndex.create({ db });
      queries = [];
      db.on('query', ({ sql }) => queries.push(sql));
    });

    const judge = (
      name: string,
      health: Health,
      more: {
        definition?: string;
        headline?: string;
        region?: string;
        minutes?: number;
      } = {},
    ) =>
      store.update(ref(name), () => ({
        entityRef: ref(name),
        definition: more.definition ?? 'd1',
        checkedAt: new Date(
          Date.parse(AT) + (more.minutes ?? 0) * 60_000,
        ).toISOString(),
        evaluation: {
          ...evaluation,
          health,
          headline: more.headline ?? `It is ${health}.`,
          region: more.region ?? 'eastus2',
        },
        facts: {},
      }));

    it('shows as unknown what was not checked for three periods, until it is checked again', async () => {
      const minutes = (after: number) => Date.parse(AT) + after * 60_000;
      await judge('old', 'healthy');
      await judge('young', 'failing', { minutes: 5 });
      await index.replace([described('old'), described('young')], LISTING);

      await index.lapse(minutes(15));
      expect(await index.counts({})).toMatchObject({ healthy: 1, failing: 1 });

      await index.lapse(minutes(16));
      expect(await index.get(ref('old'))).toMatchObject({
        health: 'unknown',
        headline: 'Not checked since 24 November 2026, 12:00 UTC',
        since: AT,
        region: 'eastus2',
      });
      expect(await index.counts({})).toMatchObject({
        healthy: 0,
        failing: 1,
        unknown: 1,
      });
      expect(await index.groups({})).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ health: 'unknown' }),
        ]),
      );
      const list = async (filter: FleetFilter) => {
        const slice = { sort: 'health', descending: true, limit: 9 } as const;
        return (await index.slice(filter, slice)).map(({ entry }) => [
          entry.entityRef,
          entry.health,
          entry.checkedAt,
        ]);
      };
      const hidden = [ref('old'), 'unknown', AT];
      expect(await list({})).toEqual([
        hidden,
        [ref('young'), 'failing', new Date(minutes(5)).toISOString()],
      ]);
      expect(await list({ health: ['healthy'] })).toEqual([]);
      expect(await list({ health: ['unknown'] })).toEqual([hidden]);
      expect(await list({ search: 'not checked since' })).toEqual([hidden]);

      // Neither a listing nor a change in the catalog makes it young.
      await index.replace([described('old'), described('young')], LISTING);
      expect(await list({ health: ['unknown'] })).toEqual([hidden]);
      await index.put(
        described('old', { title: 'Old' }),
        new Date(minutes(16)).toISOString(),
      );
      expect(await list({ health: ['unknown'] })).toEqual([hidden]);

      // It is judged as before: only its time is written.
      await judge('old', 'healthy', { minutes: 17 });
      await index.lapse(minutes(17));
      expect(await list({ health: ['healthy'] })).toEqual([
        [ref('old'), 'healthy', new Date(minutes(17)).toISOString()],
      ]);
      expect(await list({ search: 'not checked since' })).toEqual([]);
      // History says what was judged.
      expect(await store.transitions(ref('old'), { limit: 9 })).toHaveLength(1);
    });

    it('shows a judgement only of the definition that is listed', async () => {
      await judge('before', 'failing');
      await judge('other', 'failing', { definition: 'd0' });
      await index.replace(
        [described('before'), described('other'), described('never')],
        LISTING,
      );
      expect(await index.get(ref('before'))).toMatchObject({
        health: 'failing',
        headline: 'It is failing.',
      });
      expect(await index.get(ref('other'))).toMatchObject({
        health: 'unknown',
        headline: 'Not checked since it was changed',
        since: AT,
      });
      expect(await index.get(ref('never'))).toMatchObject({
        health: 'unknown',
        headline: 'Not checked yet',
      });

      await judge('other', 'healthy');
      await judge('never', 'healthy', { definition: 'd2' });
      expect((await index.get(ref('other')))?.health).toBe('healthy');
      expect((await index.get(ref('never')))?.health).toBe('unknown');
      expect(
        (
          await index.slice({}, { sort: 'title', descending: false, limit: 9 })
        ).map(({ entry }) => [entry.title, entry.checkedAt]),
      ).toEqual([
        ['before', AT],
        ['never', undefined],
        ['other', AT],
      ]);
    });

    it('reads a forwarder, its judgement and its history at once', async () => {
      const now = Date.parse(AT) + 60 * 60_000;
      const period = { hours: 24, slots: 24, now };
      expect(await index.detail(ref('a'), 0)).toBeUndefined();
      await index.replace([described('a'), described('b')], LISTING);
      expect(await index.detail(ref('b'), 0)).toEqual({
        entry: await index.get(ref('b')),
        spans: [],
      });

      await judge('a', 'failing');
      await judge('a', 'healthy', { minutes: 10 });
      await judge('a', 'healthy', { minutes: 15 });
      await judge('b', 'quiet');
      const detail = await index.detail(ref('a'), now - 24 * 3_600_000);
      expect(detail).toMatchObject({
        entry: { entityRef: ref('a'), health: 'healthy' },
        judgement: await store.judgement(ref('a')),
      });
      const uptime = uptimeOf(detail?.spans ?? [], period);
      expect(uptime).toEqual(await store.uptime(ref('a'), period));
      expect(uptime.ratio).toBeCloseTo(5 / 15);
      expect(
        (await index.detail(ref('a'), Date.parse(AT) + 12 * 60_000))?.spans,
      ).toHaveLength(1);
    });

    it('sums the time in each health of several forwarders in one read', async () => {
      const refs = ['a', 'b', 'never', 'out'].map(ref);
      await index.replace(
        [
          described('a'),
          described('b'),
          described('never'),
          described('out', { refusal: 'Not yours.' }),
        ],
        LISTING,
      );
      await judge('a', 'failing');
      await judge('a', 'healthy', { minutes: 10 });
      await judge('a', 'failing', { minutes: 15 });
      await judge('a', 'failing', { minutes: 25 });
      await judge('b', 'quiet');
      await judge('b', 'quiet', { minutes: 5 });
      await judge('out', 'quiet');
      const now = Date.parse(AT) + 60 * 60_000;
      const period = { hours: 24, slots: 24, now };
      queries.length = 0;
      const times = await index.healthTimes(refs, startOfPeriod(period));
      expect(queries).toHaveLength(1);
      expect([...times.keys()].sort()).toEqual([ref('a'), ref('b')]);
      for (const each of [ref('a'), ref('b')]) {
        const { slots: _, ...share } = await store.uptime(each, period);
        const summed = uptimeShareOf(times.get(each)!, period);
        expect(summed.ratio).toBeCloseTo(share.ratio!, 6);
        expect(summed.known).toBeCloseTo(share.known, 6);
      }
      // What was before the period does not count.
      const later = await index.healthTimes(refs, Date.parse(AT) + 20 * 60_000);
      expect(later.get(ref('b'))).toBeUndefined();
      expect(later.get(ref('a'))).toHaveLength(1);
      expect(later.get(ref('a'))![0].milliseconds).toBeCloseTo(300_000, 0);
    });

    it('counts and lists those that lose rows now', async () => {
      await index.replace([described('a'), described('b')], LISTING);
      const lose = (name: string, ended?: string) =>
        store.update(ref(name), () => ({
          entityRef: ref(name),
          definition: 'd1',
          checkedAt: ended ?? AT,
          evaluation: {
            ...evaluation,
            loss: {
              kind: 'losing',
              reason: 'rule-disabled',
              since: AT,
              basis: 'The rule is disabled.',
              estimated: false,
              ...(ended ? { endedAt: ended } : {}),
            },
          },
          facts: {},
        }));
      await lose('a');
      expect(await index.losing({})).toBe(1);
      expect(await index.losing({ readable: [ref('b')] })).toBe(0);
      const listed = await index.slice(
        { losing: true },
        { sort: 'health', descending: false, limit: 9 },
      );
      expect(listed.map(({ entry }) => entry.title)).toEqual(['a']);
      // A new listing reads the state again.
      await index.put(described('a', { title: 'Renamed' }), AT);
      expect(await index.losing({})).toBe(1);
      await lose('a', '2026-11-24T12:05:00.000Z');
      expect(await index.losing({})).toBe(0);
    });

    it('shows nothing of what was refused', async () => {
      await judge('out', 'failing', { headline: 'The rule kill-me is off.' });
      await index.replace(
        [described('out', { refusal: 'Not yours.' })],
        LISTING,
      );
      await judge('out', 'failing', { headline: 'The rule kill-me is off.' });
      expect(await index.get(ref('out'))).toMatchObject({
        health: 'unknown',
        headline: 'Not yours.',
      });
      await judge('out', 'unknown', { headline: 'Not yours.' });
      expect(await index.get(ref('out'))).toMatchObject({
        since: evaluation.since,
      });
    });

    it('writes only what changed, and forgets what is gone', async () => {
      const all = ['a', 'b', 'c'].map(name => described(name));
      await index.replace(all, LISTING);
      queries.length = 0;
      await index.replace(all, LISTING);
      expect(queries.filter(sql => /insert|update|delete/.test(sql))).toEqual([
        expect.stringContaining('fleet_listings'),
      ]);

      await index.replace(
        [described('a', { paused: 'maintenance' }), described('b')],
        { ...LISTING, policy: 'q' },
      );
      expect((await index.get(ref('a')))?.paused).toBe('maintenance');
      expect(await index.get(ref('c'))).toBeUndefined();
      expect(await index.listing()).toEqual({ ...LISTING, policy: 'q' });

      await index.put(described('b', { title: 'Renamed' }), AT);
      expect((await index.get(ref('b')))?.title).toBe('Renamed');
      await index.remove(ref('b'));
      expect(await index.get(ref('b'))).toBeUndefined();
    });

    describe('with a fleet', () => {
      beforeEach(async () => {
        const fleet = Array.from({ length: 23 }, (_, i) =>
          described(`f${String(i).padStart(2, '0')}`, {
            title: `Line ${(i * 7) % 23}_${i % 2 ? 'a%' : 'b'}`,
            owner: `group:default/${i % 3 ? 'austin' : 'lyon'}`,
            workspaceId: `/w/${i % 4}`,
            ...(i % 5 ? {} : { siemId: undefined, paused: 'works' }),
          }),
        );
        await index.replace(fleet, LISTING);
        for (let i = 0; i < 23; i += 2) {
          await judge(
            `f${String(i).padStart(2, '0')}`,
            (['failing', 'healthy', 'quiet'] as const)[i % 3],
            { region: i % 4 ? 'eastus2' : 'westeurope' },
          );
        }
      });

      it.each(
        forwarderSorts.flatMap(sort => [
          [sort, false] as const,
          [sort, true] as const,
        ]),
      )(
        'walks by %s (descending: %s), forth and back',
        async (sort, descending) => {
          const whole = await index.slice({}, { sort, descending, limit: 100 });
          const refs = whole.map(({ entry }) => entry.entityRef);
          expect(new Set(refs).size).toBe(23);

          const walked: string[] = [];
          let after: FleetKey | undefined;
          for (;;) {
            const part = await index.slice(
              {},
              { sort, descending, limit: 4, after },
            );
            if (part.length === 0) break;
            walked.push(...part.map(({ entry }) => entry.entityRef));
            after = part[part.length - 1].key;
          }
          expect(walked).toEqual(refs);

          const back = await index.slice(
            {},
            { sort, descending, limit: 4, before: whole[10].key },
          );
          expect(back.map(({ entry }) => entry.entityRef)).toEqual(
            refs.slice(6, 10),
          );
        },
      );

      it('puts the worst first', async () => {
        const ranks = (
          await index.slice(
            {},
            { sort: 'health', descending: false, limit: 50 },
          )
        ).map(({ entry }) => entry.health);
        expect([...new Set(ranks)]).toEqual([
          'failing',
          'unknown',
          'quiet',
          'healthy',
        ]);
      });

      it.each([
        [{}, 23],
        [{ owner: 'Group:default/Lyon' }, 8],
        [{ siem: 'soc-splunk' }, 18],
        [{ region: 'westeurope' }, 6],
        [{ subscription: '11111111-1111-4111-8111-111111111111' }, 23],
        [{ subscription: 'none' }, 0],
        [{ search: ' LINE 1' }, 11],
        [{ search: 'a%' }, 11],
        [{ search: '%' }, 11],
        [{ search: 'f0' }, 10],
        [{ search: 'it is fail' }, 4],
        [{ readable: [ref('f03'), ref('f04'), ref('gone')] }, 2],
        [{ readable: [] }, 0],
      ])('counts and lists alike for %j', async (filter, expected) => {
        const counts = await index.counts(filter);
        expect(Object.values(counts).reduce((a, b) => a + b)).toBe(expected);
        expect(
          await index.slice(filter, {
            sort: 'title',
            descending: false,
            limit: 100,
          }),
        ).toHaveLength(expected);
        const groups = await index.groups(filter);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(
          expected,
        );
      });

      it('filters by health, but counts all healths', async () => {
        const filter = { health: ['failing' as const], search: 'line' };
        const failing = await index.slice(filter, {
          sort: 'title',
          descending: false,
          limit: 100,
        });
        const counts = await index.counts(filter);
        expect(failing).toHaveLength(counts.failing);
        expect(counts.healthy).toBeGreaterThan(0);
      });

      it('groups, and names workspaces', async () => {
        const groups = await index.groups({ owner: 'group:default/lyon' });
        expect(groups.reduce((sum, { paused }) => sum + paused, 0)).toBe(2);
        expect(groups.some(({ siemId }) => siemId === undefined)).toBe(true);
        expect(await index.places({ search: 'f0' })).toEqual({
          regions: ['eastus2', 'westeurope'],
          subscriptions: ['11111111-1111-4111-8111-111111111111'],
        });
        expect((await index.workspaces({})).sort()).toEqual([
          '/w/0',
          '/w/1',
          '/w/2',
          '/w/3',
        ]);
      });

      it('takes no workspace for covered that an intruder names', async () => {
        await index.put(
          {
            entityRef: 'resource:default/intruder',
            definition: 'd',
            title: 'Intruder',
            owner: 'group:default/lyon',
            workspaceId: '/w/of-others',
            refusal: 'It is not in a scope of group:default/lyon.',
          },
          new Date(0).toISOString(),
        );
        expect(await index.workspaces({})).not.toContain('/w/of-others');
        await index.remove('resource:default/intruder');
      });
    });

    it('settles the order of a file at its beginning', async () => {
      const names = ['a', 'b', 'c'];
      await index.replace(
        names.map(name => described(name)),
        LISTING,
      );
      await judge('b', 'failing');
      const order = { sort: 'health' as const, descending: false };
      const refs = await index.refs({}, order);
      expect(refs).toEqual(['b', 'a', 'c'].map(ref));
      expect(await index.refs({ health: ['failing'] }, order)).toEqual([
        ref('b'),
      ]);
      expect(await index.refs({ readable: [ref('c')] }, order)).toEqual([
        ref('c'),
      ]);

      // The one turns up in another place, the other is gone.
      await judge('b', 'healthy', { minutes: 5 });
      await index.remove(ref('c'));
      const entries = await index.entries(refs);
      expect(
        entries.map(({ entityRef, health }) => [entityRef, health]),
      ).toEqual([
        [ref('b'), 'healthy'],
        [ref('a'), 'unknown'],
      ]);
    });

    it('finds a long title by its end, also after it was judged', async () => {
      const title = `${'x'.repeat(600)} the end`;
      await index.replace([described('long', { title })], LISTING);
      const found = async (search: string) =>
        (await index.refs({ search }, { sort: 'title', descending: false }))
          .length;
      expect(await found('the end')).toBe(1);
      await judge('long', 'failing', { headline: 'The rule is off.' });
      await judge('long', 'failing', { headline: 'A hub is off.', minutes: 5 });
      expect(await found('the end')).toBe(1);
      expect(await found('a hub is off')).toBe(1);
      expect(await found('the rule is off')).toBe(0);
      expect(await found('default/long')).toBe(1);
    });
  },
);
