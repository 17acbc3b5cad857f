import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseFleetIndex } from '../fleet';
import { DatabaseOperationStore } from '../operations';
import { specOf } from '../operations/__testUtils__/operationsFixture';
import { DatabaseHealthStore } from '../store';
import { AuditFilter, AuditPlace } from './AuditLog';
import { DatabaseAuditLog } from './DatabaseAuditLog';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const ref = (name: string) => `resource:default/${name}`;
const at = (minute: number) =>
  new Date(Date.parse('2026-11-24T12:00:00Z') + minute * 60_000).toISOString();

describe.each(databases.eachSupportedId())(
  'DatabaseAuditLog on %s',
  (databaseId: TestDatabaseId) => {
    let db: Knex;
    let log: DatabaseAuditLog;

    beforeAll(async () => {
      db = await databases.init(databaseId);
      await DatabaseHealthStore.create({
        database: { getClient: async () => db },
      });
      log = DatabaseAuditLog.create({
        db,
        scopes: {
          contains: (owner, id) =>
            owner === 'group:default/lyon' && id.toString().includes('/lyon/'),
        },
      });
      const entry = (name: string, owner: string, refusal?: string) => ({
        entityRef: ref(name),
        definition: 'd',
        title: `Line ${name}`,
        owner: `group:default/${owner}`,
        ...(refusal ? { refusal } : {}),
      });
      await DatabaseFleetIndex.create({ db }).replace(
        [
          entry('a', 'austin'),
          entry('b', 'lyon'),
          entry('hidden', 'austin', 'Not yours.'),
        ],
        { policy: 'p', listedAt: at(0) },
      );
      const transition = (name: string, minute: number, cause?: object) =>
        db('forwarder_transitions').insert({
          id: `${name}-${minute}`,
          entity_ref: ref(name),
          at: at(minute),
          from_health: minute === 1 ? null : 'healthy',
          to_health: 'failing',
          reason: `${name} failed at ${minute}.`,
          reasons: '["rule-disabled"]',
          cause: cause ? JSON.stringify(cause) : null,
          definition: 'd',
        });
      await transition('a', 1);
      await transition('b', 2);
      await transition('gone', 3);
      await transition('hidden', 3);
      await transition('a', 5, {
        kind: 'activity',
        caller: 'ops-admin@contoso.com',
        at: at(4),
        operation: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
        resource: '/subscriptions/s/rule',
      });
      // As old as the operation below: the transition comes first.
      await transition('b', 6);

      const operations = DatabaseOperationStore.create({ db });
      const operation = (id: string, minute: number, dryRun = false) =>
        operations.insertOperation({
          id,
          kind: 'provision',
          status: 'open',
          driver: 'task',
          actor: 'user:default/guest',
          entityRef: ref('a'),
          owner: 'group:default/austin',
          spec: specOf(),
          dryRun,
          openedAt: at(minute),
        });
      await operation('task-1', 6);
      await operation('task-2', 0, true);
      const intent = await operations.insertIntent(
        {
          operationId: 'task-1',
          step: 'event-hub:create',
          action: 'create',
          kind: 'event-hub',
          resource: 'event hub defender-iot in evhns',
          resourceId: '/hub',
        },
        at(7),
      );
      await operations.recordOutcome(intent, { outcome: 'refused', at: at(8) });
      await operations.putStep('task-1', {
        step: 'event-hub:create',
        since: at(7),
        failure: 'The namespace is full.',
        state: {},
        updatedAt: at(8),
      });
      await operations.closeOperation('task-1', 'rolled-back', at(9));
    });

    const ids = async (filter: AuditFilter = {}, limit = 50) =>
      (await log.list(filter, { limit })).map(({ entry }) => entry.id);

    const everything = [
      'transition:b-6',
      'operation:task-1',
      'transition:a-5',
      'transition:gone-3',
      'transition:b-2',
      'transition:a-1',
      'operation:task-2',
    ];

    it('is one time line, newest first, without what may not be shown', async () => {
      expect(await ids()).toEqual(everything);
    });

    it('goes on where it ended, one line at a time', async () => {
      const walked: string[] = [];
      let after: AuditPlace | undefined;
      for (;;) {
        const [line] = await log.list({}, { limit: 1, after });
        if (!line) break;
        walked.push(line.entry.id);
        after = line.place;
      }
      expect(walked).toEqual(everything);
    });

    it.each([
      [
        { kind: 'operation' as const },
        ['operation:task-1', 'operation:task-2'],
      ],
      [{ from: at(5), to: at(6) }, ['transition:a-5']],
      [{ owner: 'group:default/lyon' }, ['transition:b-6', 'transition:b-2']],
      [
        { owner: 'group:default/austin', from: at(1) },
        ['operation:task-1', 'transition:a-5', 'transition:a-1'],
      ],
      [{ forwarder: ref('gone') }, ['transition:gone-3']],
      [{ forwarder: ref('hidden') }, []],
      [
        { readable: [ref('b'), ref('hidden')] },
        ['transition:b-6', 'transition:b-2'],
      ],
      [
        {
          readable: [
            ref('b'),
            ...Array.from({ length: 200 }, (_, i) => ref(`other-${i}`)),
          ],
        },
        ['transition:b-6', 'transition:b-2'],
      ],
      [{ readable: [] }, []],
    ])('is narrowed by %j', async (filter, expected) => {
      expect(await ids(filter)).toEqual(expected);
    });

    it('says who did what, when, why and to which resources', async () => {
      const [operation] = await log.list({ kind: 'operation' }, { limit: 1 });
      expect(operation.entry).toEqual({
        id: 'operation:task-1',
        kind: 'operation',
        at: at(6),
        entityRef: ref('a'),
        title: 'Line a',
        owner: 'group:default/austin',
        who: 'user:default/guest',
        what: 'Set out to make Line a, and took it back',
        why: 'The namespace is full.',
        resources: [
          {
            name: 'event hub defender-iot in evhns',
            id: '/hub',
            action: 'create',
            outcome: 'refused',
          },
        ],
        operationId: 'task-1',
        operation: 'provision',
        status: 'rolled-back',
        dryRun: false,
        closedAt: at(9),
      });
      const [transition] = await log.list(
        { forwarder: ref('a'), kind: 'transition' },
        { limit: 1 },
      );
      expect(transition.entry).toMatchObject({
        who: 'ops-admin@contoso.com',
        what: 'Healthy became failing',
        why: 'a failed at 5.',
        resources: [{ id: '/subscriptions/s/rule' }],
        reasons: ['rule-disabled'],
        cause: { kind: 'activity' },
      });
      const [gone] = await log.list({ forwarder: ref('gone') }, { limit: 1 });
      expect(gone.entry.title).toBe('gone');
      expect(gone.entry).not.toHaveProperty('owner');
    });

    describe('when a forwarder changed hands', () => {
      const RULE =
        '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/austin/providers/Microsoft.OperationalInsights/workspaces/law/dataExports/ot';
      const cause = (resource: string) => ({
        kind: 'activity',
        caller: 'ops-admin@contoso.com',
        at: at(4),
        operation: 'write',
        resource,
      });
      const row = (id: string, columns: object) => ({
        id,
        entity_ref: ref('handed'),
        at: at(20),
        from_health: 'healthy',
        to_health: 'failing',
        reason: 'Rule ot is disabled.',
        reasons: '["rule-disabled"]',
        resources: JSON.stringify([RULE]),
        cause: JSON.stringify(cause(RULE)),
        ...columns,
      });
      const own = RULE.replace('/austin/', '/lyon/');
      const shown = ['Rule ot is disabled.', 'ops-admin@contoso.com'];
      const hidden = [
        'It had another owner or other resources then',
        undefined,
      ];

      beforeAll(async () => {
        await DatabaseFleetIndex.create({ db }).put(
          {
            entityRef: ref('handed'),
            definition: 'present',
            title: 'Handed on',
            owner: 'group:default/lyon',
          },
          at(10),
        );
      });
      afterEach(async () => {
        await db('forwarder_transitions')
          .where({ entity_ref: ref('handed') })
          .delete();
      });

      it.each([
        ['of another owner', { owner: 'group:default/austin' }, hidden],
        ['of nobody known', {}, hidden],
        [
          'of another definition, when it is nobody’s',
          { definition: 'former' },
          hidden,
        ],
        ['without resources', { resources: null, cause: null }, hidden],
        ['of no ARM id', { resources: '["law-ot"]', cause: null }, hidden],
        ['by a change elsewhere', { resources: JSON.stringify([own]) }, hidden],
        ['of the present definition', { definition: 'present' }, shown],
        [
          'of the present owner',
          { owner: 'group:default/lyon', definition: 'former' },
          shown,
        ],
        [
          'in the present owner’s scope',
          {
            resources: JSON.stringify([own]),
            cause: JSON.stringify(cause(own)),
          },
          shown,
        ],
      ])('tells of a change %s what he may know', async (_, columns, told) => {
        await db('forwarder_transitions').insert(row('one', columns));
        const [{ entry }] = await log.list(
          { forwarder: ref('handed') },
          { limit: 1 },
        );
        expect([entry.why, entry.who]).toEqual(told);
        expect(entry).toMatchObject({ from: 'healthy', to: 'failing' });
        expect(JSON.stringify(entry).includes('subscriptions')).toBe(
          told === shown,
        );
        expect(JSON.stringify(entry).includes('rule-disabled')).toBe(
          told === shown,
        );
      });

      it.each([
        ['another owner', 'austin', RULE, false],
        ['another owner, with what lies in the scope now', 'austin', own, true],
        ['the present owner', 'lyon', RULE, true],
      ])(
        'tells of an operation of %s what he may know',
        async (_, owner, resourceId, isTold) => {
          const operations = DatabaseOperationStore.create({ db });
          await operations.insertOperation({
            id: 'task-handed',
            kind: 'provision',
            status: 'open',
            driver: 'task',
            actor: 'user:default/former',
            entityRef: ref('handed'),
            owner: `group:default/${owner}`,
            spec: specOf(),
            dryRun: false,
            openedAt: at(21),
          });
          await operations.insertIntent(
            {
              operationId: 'task-handed',
              step: 'export-rule:create',
              action: 'create',
              kind: 'export-rule',
              resource: 'data export rule ot',
              resourceId,
            },
            at(21),
          );
          await operations.putStep('task-handed', {
            step: 'export-rule:create',
            since: at(21),
            failure: 'Rule ot is not wanted.',
            state: {},
            updatedAt: at(21),
          });
          const [{ entry }] = await log.list(
            { forwarder: ref('handed'), kind: 'operation' },
            { limit: 1 },
          );
          const text = JSON.stringify(entry);
          for (const word of ['Rule ot', 'former', 'rule ot']) {
            expect(text.includes(word)).toBe(isTold);
          }
          expect(entry).toMatchObject({ what: 'Set out to make Handed on' });
          await db('operation_journal').delete();
          await db('operation_steps')
            .where({ operation_id: 'task-handed' })
            .delete();
          await db('operations').where({ id: 'task-handed' }).delete();
        },
      );

      it.each([
        ['another owner', 'austin', RULE, { austin: 0, lyon: 3 }],
        [
          'another owner, in the scope now',
          'austin',
          own,
          { austin: 3, lyon: 0 },
        ],
        ['the present owner', 'lyon', RULE, { austin: 0, lyon: 3 }],
      ])(
        'is found by the owner that it is shown with: an operation of %s',
        async (_, owner, resourceId, expected) => {
          const operations = DatabaseOperationStore.create({ db });
          const taskIds = ['task-x', 'task-y', 'task-z'];
          for (const id of taskIds) {
            await operations.insertOperation({
              id,
              kind: 'provision',
              status: 'open',
              driver: 'task',
              actor: 'user:default/former',
              entityRef: ref('handed'),
              owner: `group:default/${owner}`,
              spec: specOf(),
              dryRun: false,
              openedAt: at(21),
            });
            await operations.insertIntent(
              {
                operationId: id,
                step: 'export-rule:create',
                action: 'create',
                kind: 'export-rule',
                resource: 'data export rule ot',
                resourceId,
              },
              at(21),
            );
          }
          // One at a time: what is hidden takes no place of a page.
          const foundOf = async (name: string) => {
            const filter = {
              kind: 'operation' as const,
              owner: `group:default/${name}`,
              forwarder: ref('handed'),
            };
            const found: string[] = [];
            let after: AuditPlace | undefined;
            for (;;) {
              const [line] = await log.list(filter, { limit: 1, after });
              if (!line) {
                return found;
              }
              expect(line.entry.owner).toBe(filter.owner);
              found.push(line.place.key);
              after = line.place;
            }
          };
          const newest = [...taskIds].reverse();
          expect(await foundOf('austin')).toEqual(
            newest.slice(0, expected.austin),
          );
          expect(await foundOf('lyon')).toEqual(newest.slice(0, expected.lyon));
          await db('operation_journal')
            .whereIn('operation_id', taskIds)
            .delete();
          await db('operations').whereIn('id', taskIds).delete();
        },
      );

      it('skips what is hidden, and finds what lies behind it', async () => {
        const operations = DatabaseOperationStore.create({ db });
        const open = (id: string, entity: string, minute: number) =>
          operations.insertOperation({
            id,
            kind: 'provision',
            status: 'open',
            driver: 'task',
            actor: 'user:default/former',
            entityRef: ref(entity),
            owner: 'group:default/austin',
            spec: specOf(),
            dryRun: false,
            openedAt: at(minute),
          });
        await open('task-new', 'handed', 40);
        await open('task-newer', 'handed', 41);
        const filter = {
          kind: 'operation' as const,
          owner: 'group:default/austin',
        };
        const keys = (await log.list(filter, { limit: 1 })).map(
          ({ place }) => place.key,
        );
        expect(keys).toEqual(['task-1']);
        await db('operations').where('id', 'like', 'task-new%').delete();
      });

      it('believes the catalog where the list lags behind it', async () => {
        await db('forwarder_transitions').insert(
          row('one', { owner: 'group:default/lyon' }),
        );
        const [{ entry }] = await log.list(
          { forwarder: ref('handed') },
          {
            limit: 1,
            present: new Map([[ref('handed'), { owner: 'group:default/new' }]]),
          },
        );
        expect([entry.why, entry.who]).toEqual(hidden);
      });

      it('tells nothing of a name that is not listed to whom the catalog alone shows it', async () => {
        await db('forwarder_transitions').insert({
          ...row('one', { owner: 'group:default/austin' }),
          entity_ref: ref('unlisted'),
        });
        const why = async (filter: AuditFilter) =>
          (await log.list(filter, { limit: 1 }))[0].entry.why;
        expect(await why({ readable: [ref('unlisted')] })).toBe(hidden[0]);
        expect(await why({ forwarder: ref('unlisted') })).toBe(shown[0]);
        await db('forwarder_transitions').where({ id: 'one' }).delete();
      });
    });
  },
);
