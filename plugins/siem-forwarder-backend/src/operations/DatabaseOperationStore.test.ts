import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { StepResult } from 'backstage-plugin-siem-forwarder-common';
import { DatabaseOperationStore } from './DatabaseOperationStore';
import { StoredOperation, StoredStep } from './OperationStore';
import { specOf } from './__testUtils__/operationsFixture';

jest.setTimeout(60_000);

const ids: TestDatabaseId[] = [
  'SQLITE_3',
  ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING
    ? (['POSTGRES_17'] as const)
    : []),
];

const operation = (
  changes: Partial<StoredOperation> = {},
): StoredOperation => ({
  id: 'task-1',
  kind: 'provision',
  status: 'open',
  driver: 'task',
  actor: 'user:default/guest',
  entityRef: 'resource:default/ot-alerts',
  owner: 'group:default/plant-austin',
  spec: specOf(),
  dryRun: false,
  openedAt: '2026-11-24T08:00:00.000Z',
  ...changes,
});

const result = (changes: Partial<StepResult> = {}): StepResult => ({
  step: 'siem:connect',
  status: 'done',
  message: 'Done.',
  changes: [],
  outputs: { secretId: 'key-1' },
  ...changes,
});

const step = (changes: Partial<StoredStep> = {}): StoredStep => ({
  step: 'siem:connect',
  since: '2026-11-24T08:01:00.000Z',
  updatedAt: '2026-11-24T08:02:00.000Z',
  state: {},
  result: result(),
  ...changes,
});

describe.each(TestDatabases.create({ ids }).eachSupportedId())(
  'DatabaseOperationStore on %s',
  databaseId => {
    const databases = TestDatabases.create({ ids: [databaseId] });
    let store: DatabaseOperationStore;
    beforeEach(async () => {
      const db = await databases.init(databaseId);
      await db.migrate.latest({
        directory: resolvePackagePath(
          'backstage-plugin-siem-forwarder-backend',
          'migrations',
        ),
      });
      store = DatabaseOperationStore.create({ db });
    });

    it('keeps the first operation of an id, and gives it back as it was', async () => {
      expect(await store.insertOperation(operation())).toEqual(operation());
      const second = operation({ actor: 'user:default/other' });
      expect(await store.insertOperation(second)).toEqual(operation());
      await store.closeOperation('task-1', 'done', '2026-11-24T09:00:00.000Z');
      expect(await store.getOperation('task-1')).toEqual(
        operation({ status: 'done', closedAt: '2026-11-24T09:00:00.000Z' }),
      );
      expect(await store.getOperation('task-2')).toBeUndefined();
    });

    it('lets one process at a time work at an operation', async () => {
      await store.insertOperation(operation());
      const at = (minute: string) => `2026-11-24T08:${minute}:00.000Z`;
      const claims = await Promise.all(
        Array.from({ length: 5 }, () =>
          store.claim('task-1', at('00'), at('02')),
        ),
      );
      const [token, ...others] = claims.filter(Boolean);
      expect(token).toEqual(expect.any(String));
      expect(others).toEqual([]);

      await store.release('task-1', 'somebody else');
      expect(await store.claim('task-1', at('01'), at('03'))).toBeUndefined();
      // A process that died keeps nothing for ever.
      const late = await store.claim('task-1', at('02'), at('04'));
      expect(late).toEqual(expect.any(String));
      await store.release('task-1', `${token}`);
      expect(await store.claim('task-1', at('03'), at('05'))).toBeUndefined();
      await store.release('task-1', `${late}`);
      expect(await store.claim('task-1', at('03'), at('05'))).toEqual(
        expect.any(String),
      );
    });

    it('lists what a user may see, however many newer ones others have', async () => {
      const guest = 'user:default/guest';
      const mine = operation({ owner: 'group:default/soc' });
      const ours = operation({ id: 'task-2', actor: 'user:default/other' });
      await store.insertOperation(mine);
      await store.insertOperation(ours);
      for (let other = 0; other < 250; other += 1) {
        await store.insertOperation(
          operation({
            id: `other-${other}`,
            actor: 'user:default/other',
            owner: 'group:default/others',
            openedAt: '2026-11-24T09:00:00.000Z',
          }),
        );
      }
      const list = (limit: number, owners: string[]) =>
        store.listOperations({
          statuses: ['open'],
          seenBy: { actor: guest, owners },
          limit,
        });
      expect(await list(50, ['group:default/plant-austin'])).toEqual([
        ours,
        mine,
      ]);
      expect(await list(1, ['group:default/plant-austin'])).toEqual([ours]);
      expect(await list(50, [])).toEqual([mine]);
    });

    it('replaces the answer of a step', async () => {
      await store.insertOperation(operation());
      await store.putStep(
        'task-1',
        step({ result: result({ status: 'waiting', retryAfterSeconds: 5 }) }),
      );
      await store.putStep('task-1', step());
      expect(await store.listSteps('task-1')).toEqual([step()]);
      const failed = step({ result: undefined, failure: 'Splunk is away' });
      await store.putStep('task-1', failed);
      const [stored] = await store.listSteps('task-1');
      expect(stored).toEqual({
        step: 'siem:connect',
        since: failed.since,
        updatedAt: failed.updatedAt,
        state: {},
        failure: 'Splunk is away',
      });
    });

    it('finds the newest delivery of a forwarder, not that of a dry run or of another', async () => {
      const delivered = (keyId: string) => ({
        clientId: 'app-1',
        deliveredKeyId: keyId,
        endsAt: '2027-05-23T00:00:00.000Z',
      });
      await store.insertOperation(operation());
      await store.insertOperation(operation({ id: 'task-2' }));
      await store.insertOperation(operation({ id: 'dry', dryRun: true }));
      await store.insertOperation(
        operation({ id: 'other', entityRef: 'resource:default/other' }),
      );
      expect(
        await store.findDelivery('resource:default/ot-alerts'),
      ).toBeUndefined();
      const minute = (text: string) => `2026-11-24T08:${text}:00.000Z`;
      await store.putStep(
        'task-1',
        step({ state: delivered('key-1'), updatedAt: minute('10') }),
      );
      await store.putStep(
        'task-2',
        step({ state: delivered('key-2'), updatedAt: minute('20') }),
      );
      await store.putStep(
        'dry',
        step({ state: delivered('key-3'), updatedAt: minute('30') }),
      );
      await store.putStep(
        'other',
        step({ state: delivered('key-4'), updatedAt: minute('40') }),
      );
      expect(await store.findDelivery('resource:default/ot-alerts')).toEqual({
        keyId: 'key-2',
        clientId: 'app-1',
        endsAt: '2027-05-23T00:00:00.000Z',
      });
    });

    it('keeps an intent whose outcome never came', async () => {
      await store.insertOperation(operation());
      const intent = {
        operationId: 'task-1',
        step: 'event-hub:create' as const,
        kind: 'event-hub' as const,
        action: 'create' as const,
        resource: 'event hub defender-iot',
        resourceId: '/subscriptions/X/Hub',
      };
      const first = await store.insertIntent(
        intent,
        '2026-11-24T08:00:00.000Z',
      );
      const second = await store.insertIntent(
        { ...intent, resource: 'consumer group siem', resourceId: undefined },
        '2026-11-24T08:00:01.000Z',
      );
      // Without an outcome it may have been made.
      expect(await store.hasCreated('/subscriptions/x/hub')).toBe(true);
      await store.recordOutcome(first, {
        outcome: 'done',
        at: '2026-11-24T08:00:02.000Z',
      });
      expect(await store.hasCreated('/subscriptions/x/hub')).toBe(true);
      expect(await store.listJournal('task-1')).toEqual([
        {
          ...intent,
          id: first,
          intendedAt: '2026-11-24T08:00:00.000Z',
          outcome: 'done',
          endedAt: '2026-11-24T08:00:02.000Z',
        },
        {
          id: second,
          operationId: 'task-1',
          step: 'event-hub:create',
          kind: 'event-hub',
          action: 'create',
          resource: 'consumer group siem',
          intendedAt: '2026-11-24T08:00:01.000Z',
        },
      ]);
    });

    it('counts a write that was refused as one that made nothing', async () => {
      await store.insertOperation(operation());
      const id = await store.insertIntent(
        {
          operationId: 'task-1',
          step: 'event-hub:create',
          kind: 'event-hub',
          action: 'create',
          resource: 'event hub defender-iot',
          resourceId: '/subscriptions/x/other',
        },
        '2026-11-24T08:00:00.000Z',
      );
      await store.recordOutcome(id, {
        outcome: 'refused',
        at: '2026-11-24T08:00:01.000Z',
      });
      expect(await store.hasCreated('/subscriptions/x/other')).toBe(false);
    });

    it('does not take what was deleted again for its own', async () => {
      await store.insertOperation(operation());
      const at = '2026-11-24T08:00:00.000Z';
      const line = {
        operationId: 'task-1',
        step: 'application:register' as const,
        kind: 'application' as const,
        resource: 'application siem-forwarder-ot-alerts',
        resourceId: '/applications/x',
      };
      const made = {
        entityRef: operation().entityRef,
        owner: operation().owner,
        step: line.step,
      };
      const id = await store.insertIntent({ ...line, action: 'create' }, at);
      await store.recordOutcome(id, { outcome: 'done', at });
      const deletion = await store.insertIntent(
        { ...line, action: 'delete', undoes: id },
        at,
      );
      // It may be there still.
      expect(await store.hasCreated(line.resourceId)).toBe(true);
      expect(await store.hasMade(made)).toBe(true);
      await store.recordOutcome(deletion, { outcome: 'done', at });
      expect(await store.hasCreated(line.resourceId)).toBe(false);
      expect(await store.hasCreated(line.resourceId, { orDeleted: true })).toBe(
        true,
      );
      expect(await store.hasMade(made)).toBe(false);
    });

    it('writes nothing for a process that has lost its claim', async () => {
      const now = '2026-11-24T08:00:00.000Z';
      const later = '2026-11-24T08:01:00.000Z';
      await store.insertOperation(operation());
      await store.insertOperation(operation({ id: 'task-2' }));
      const token = (await store.claim('task-1', now, later))!;
      const fence = { token, status: 'open' as const };
      expect(await store.claim('task-2', now, later)).toBeUndefined();
      expect(await store.extend('task-1', fence, later)).toBe(true);
      // The process stands still; another works at the same forwarder.
      expect(await store.claim('task-2', later, later)).toBeDefined();
      expect(await store.extend('task-1', fence, later)).toBe(false);
      const intent = {
        operationId: 'task-1',
        step: 'event-hub:create' as const,
        kind: 'event-hub' as const,
        action: 'create' as const,
        resource: 'event hub defender-iot',
      };
      await expect(store.insertIntent(intent, now, fence)).rejects.toThrow(
        "Another process goes on with the operation 'task-1'",
      );
      await expect(
        store.closeOperation('task-1', 'done', now, fence),
      ).rejects.toThrow('Another process');
      await expect(store.putStep('task-1', step(), fence)).rejects.toThrow(
        'Another process',
      );
      expect(await store.listJournal('task-1')).toEqual([]);
      expect(await store.listSteps('task-1')).toEqual([]);
      expect((await store.getOperation('task-1'))?.status).toBe('open');
    });

    it('keeps one registration a forwarder', async () => {
      const registration = {
        entityRef: 'resource:default/ot-alerts',
        owner: 'group:default/plant-austin',
        operationId: 'task-1',
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: { name: 'ot-alerts' },
        },
        outputs: { clientId: 'app-1' },
        registeredAt: '2026-11-24T08:00:00.000Z',
      };
      await store.putRegistration(registration);
      const newer = { ...registration, operationId: 'task-2' };
      await store.putRegistration(newer);
      expect(await store.listRegistrations()).toEqual([newer]);
      expect(await store.getRegistration(newer.entityRef)).toEqual(newer);
      expect(await store.getRegistration('resource:default/x')).toBeUndefined();
    });
  },
);
