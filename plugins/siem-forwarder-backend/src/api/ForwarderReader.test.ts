import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  forwarderEntity,
  HUB_ID,
  NOW,
} from '../evaluate/__fixtures__/healthyForwarder';
import { FOREIGN, readers, readingPortal } from './__testUtils__/readingPortal';

const DAY = 86_400_000;
const REF = 'resource:default/austin';
const LYON = 'group:default/plant-lyon';
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'ForwarderReader on %s',
  (databaseId: TestDatabaseId) => {
    let austin: Entity;
    let portal: Awaited<ReturnType<typeof readingPortal>>;

    beforeEach(async () => {
      austin = forwarderEntity({}, { name: 'austin' });
      portal = await readingPortal(await databases.init(databaseId), [austin]);
      await portal.directory.list();
    });

    const checkAustin = async () => {
      await portal.check(austin, 'failing', 35);
      await portal.check(austin, 'failing', 30);
      await portal.check(austin, 'failing', 25);
    };
    /** All that is told of how it went, by every way. */
    const told = async (who: 'all' | 'some') => {
      const { reader } = portal;
      const { hops } = await reader.samples(REF, {}, readers[who]);
      const uptimes = await reader.uptimes(REF, readers[who]);
      const share = (await reader.uptimesOf([REF], readers[who])).get(REF);
      const files = [];
      for await (const { uptime } of reader.all({}, readers[who])) {
        files.push(uptime?.ratio);
      }
      return {
        exported: hops.exported.reduce<number>((sum, n) => sum + (n ?? 0), 0),
        known: hops.exported.filter(count => count !== null).length,
        ratios: uptimes.map(({ ratio }) => ratio),
        bars: uptimes.flatMap(({ slots }) =>
          slots.flatMap(({ health }) => health ?? []),
        ),
        card: (await reader.get(REF, readers[who])).uptime.ratio,
        column: share?.ratio,
        files,
      };
    };
    const everything = {
      exported: 1,
      known: 1,
      ratios: [0, 0, 0],
      bars: ['failing', 'failing', 'failing'],
      card: 0,
      column: 0,
      files: [0],
    };
    const nothing = {
      exported: 0,
      known: 0,
      ratios: [undefined, undefined, undefined],
      bars: [],
      card: undefined,
      column: undefined,
      files: [undefined],
    };

    it.each(['all', 'some'] as const)(
      'tells whoever reads %s nothing of a former owner’s time',
      async who => {
        await checkAustin();
        expect(await told(who)).toEqual(everything);

        austin.spec!.owner = LYON;
        await portal.directory.list();
        expect(await told(who)).toEqual(nothing);

        await portal.check(austin, 'healthy', 0);
        expect(await told(who)).toMatchObject({
          exported: 0,
          bars: ['healthy', 'healthy', 'healthy'],
        });
      },
    );

    it('believes the catalog where the list lags behind it', async () => {
      await checkAustin();
      austin.spec!.owner = LYON;
      const samples = await portal.reader.samples(REF, {}, readers.some);
      const uptimes = await portal.reader.uptimes(REF, readers.some);
      const card = await portal.reader.get(REF, readers.some);
      expect(new Set(samples.hops.exported)).toEqual(new Set([null]));
      expect([...uptimes, card.uptime].map(({ known }) => known)).toEqual([
        0, 0, 0, 0,
      ]);
    });

    it.each(['all', 'some'] as const)(
      'tells whoever reads %s nothing of what has left the scope',
      async who => {
        await checkAustin();
        austin.metadata.annotations!['siem-forwarder/event-hub'] =
          HUB_ID.replace('rg-ot-security', FOREIGN);
        await portal.directory.list();
        expect(await told(who)).toEqual({ ...nothing, ratios: [] });
        const { hops } = await portal.reader.samples(REF, {}, readers[who]);
        expect(
          new Set(Object.values(hops).map(({ length }) => length)),
        ).toEqual(new Set([0]));
      },
    );

    it('tells of at most 400 days, in hours, and of no future', async () => {
      const iso = (at: number) => new Date(at).toISOString();
      const ask = (period: { from?: string; to?: string }) =>
        portal.reader.samples(REF, period, readers.all);
      const longest = await ask({ from: iso(NOW - 400 * DAY) });
      expect(longest.minutes).toBe(60);
      expect(longest.hops.rows).toHaveLength(400 * 24 + 1);
      for (const period of [
        { from: iso(NOW - 400 * DAY - 1) },
        { from: '0000-01-01T00:00:00.000Z' },
        { from: iso(NOW + 1) },
        { from: iso(NOW + DAY), to: iso(NOW + 2 * DAY) },
      ]) {
        await expect(ask(period)).rejects.toThrow(InputError);
      }
      const ahead = await ask({ to: '9999-12-31T23:59:59.000Z' });
      expect(ahead).toEqual(await ask({}));
      expect(ahead.hops.rows).toHaveLength(24 * 4 + 1);
    });

    it('knows none whose name has NUL', async () => {
      await checkAustin();
      for (const who of [readers.all, readers.some]) {
        const found = await portal.reader.uptimesOf([`${REF}\0`, REF], who);
        expect([...found.keys()]).toEqual([REF]);
      }
    });

    it('finds nothing for whoever may read none, in the words for what is not there', async () => {
      const { reader } = portal;
      const missing = await reader
        .require('resource:default/nothing', readers.all)
        .catch(error => error);
      expect(missing).toBeInstanceOf(NotFoundError);
      for (const read of [
        reader.require(REF, readers.none),
        reader.get(REF, readers.none),
        reader.samples(REF, {}, readers.none),
        reader.uptimes(REF, readers.none),
      ]) {
        await expect(read).rejects.toThrow(
          missing.message.replace('nothing', 'austin'),
        );
      }
      expect((await reader.uptimesOf([REF], readers.none)).size).toBe(0);
      const list = await reader.list({ limit: 5 }, readers.none);
      expect([list.total, list.items]).toEqual([0, []]);
    });

    describe('with 1,100 forwarders', () => {
      const names = Array.from(
        { length: 1_100 },
        (_, i) => `f${String(i).padStart(4, '0')}`,
      );
      const refs = names.map(name => `resource:default/${name}`);

      beforeEach(() =>
        portal.index.replace(
          names.map((name, i) => ({
            entityRef: refs[i],
            definition: 'd',
            title: name,
            owner: LYON,
          })),
          { policy: 'p', listedAt: new Date(NOW).toISOString() },
        ),
      );

      it('tells each of them once in a file, in order', async () => {
        const listed: string[] = [];
        for await (const { entityRef } of portal.reader.all(
          { sort: 'title' },
          readers.all,
        )) {
          listed.push(entityRef);
        }
        expect(listed).toEqual(refs);
      });

      it('goes back over the pages that it came by', async () => {
        const page = (cursor?: string) =>
          portal.reader.list(
            { sort: 'title', limit: 100, cursor },
            readers.all,
          );
        const there = [await page()];
        while (there.length < 5) {
          there.push(await page(there[there.length - 1].nextCursor));
        }
        expect(there.flatMap(({ items }) => items)).toHaveLength(500);
        let back = there[4];
        for (const before of [3, 2, 1, 0]) {
          back = await page(back.previousCursor);
          expect(back).toMatchObject({
            items: there[before].items,
            offset: 100 * before,
            total: 1_100,
          });
          expect((await page(back.nextCursor)).items).toEqual(
            there[before + 1].items,
          );
        }
        expect(back).not.toHaveProperty('previousCursor');
      });
    });
  },
);
