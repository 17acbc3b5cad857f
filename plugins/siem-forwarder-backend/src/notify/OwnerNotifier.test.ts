import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { notificationService } from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Health, Transition } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import request from 'supertest';
import { Forwarder } from '../collect/Forwarder';
import {
  forwarderEntity,
  snapshotOf,
} from '../evaluate/__fixtures__/healthyForwarder';
import { Evaluation } from '../evaluate/Evaluation';
import { evaluate } from '../evaluate/evaluate';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseHealthStore, DatabaseTransitionOutbox } from '../store';
import { DatabaseOwnerNotices } from './DatabaseOwnerNotices';
import { OwnerNotifier } from './OwnerNotifier';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const REF = 'resource:default/ot-alerts';
const OWNER = mockCredentials.user.header('user:default/owner');
const OTHER = mockCredentials.user.header('user:default/other');

const member = (group: string, user: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: group },
  spec: { type: 'team', children: [] },
  relations: [{ type: 'hasMember', targetRef: `user:default/${user}` }],
});

const LYON = { owner: 'group:default/plant-lyon' };
const PAUSED = { 'siem-forwarder/paused': 'work' };

describe('OwnerNotifier', () => {
  let backend: TestBackend | undefined;
  let db: Knex;
  let store: DatabaseHealthStore;
  let outbox: DatabaseTransitionOutbox;
  let notices: DatabaseOwnerNotices;
  let notifier: OwnerNotifier;
  let entity: Entity | undefined;
  let now: number;

  const forwarders = {
    get: async () => entity && Forwarder.fromEntity(entity),
  };

  const start = async (withNotifications: boolean) => {
    const plugin = createBackendPlugin({
      pluginId: 'siem-forwarder',
      register(env) {
        env.registerInit({
          deps: {
            notifications: notificationService,
          },
          async init({ notifications }) {
            notifier = OwnerNotifier.create({
              notifications,
              forwarders,
              store,
              notices,
              now: () => now,
            });
          },
        });
      },
    });
    backend = await startTestBackend({
      features: [
        plugin,
        ...(withNotifications ? [notificationsPlugin] : []),
        catalogServiceMock.factory({
          entities: [
            member('plant-austin', 'owner'),
            member('plant-lyon', 'other'),
          ],
        }),
        mockServices.userInfo.factory(),
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'http://localhost:3000' } },
        }),
      ],
    });
  };
  const inbox = async (as: string) => {
    const { body } = await request(backend!.server)
      .get('/api/notifications/notifications')
      .set('Authorization', as);
    return body.notifications;
  };
  /** Titles and severities. */
  const told = async (as: string) =>
    (await inbox(as)).map(
      ({ payload }: { payload: { title: string; severity: string } }) =>
        `${payload.title} (${payload.severity})`,
    );
  /** Judges the forwarder as it is described now, a minute later. */
  const look = async (
    health: Health,
    more: Partial<Evaluation> = {},
  ): Promise<Transition | undefined> => {
    now += MINUTE;
    const snapshot = snapshotOf();
    const forwarder = Forwarder.fromEntity(entity!)!;
    const evaluation = evaluate(
      snapshot,
      undefined,
      now,
      defaultHealthSettings,
    );
    const { transition } = await store.update(REF, () => ({
      entityRef: REF,
      definition: forwarder.definition,
      checkedAt: new Date(now).toISOString(),
      paused: forwarder.paused,
      evaluation: {
        ...evaluation,
        health,
        headline: `It is ${health}`,
        reasons: ['rule-disabled'],
        remedy: {
          kind: 'repair',
          title: 'Turn the rule on again',
          text: '',
        },
        ...more,
      },
      facts: {},
    }));
    return transition;
  };
  /** Tells of what is in the outbox and due. */
  const catchUp = async () => {
    const left = await outbox.claim({
      now,
      holdFor: () => MINUTE,
      limit: 10,
    });
    for (const { transition } of left) {
      const putOff = await notifier.publish(transition);
      await (putOff
        ? outbox.putOff(transition.id, putOff.until)
        : outbox.told(transition.id));
    }
  };
  const become = async (health: Health, more: Partial<Evaluation> = {}) => {
    await look(health, more);
    // The writer has a minute of its own.
    now += 2 * MINUTE;
    await catchUp();
  };

  beforeEach(async () => {
    db = await databases.init('SQLITE_3');
    store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    outbox = DatabaseTransitionOutbox.create({ db });
    notices = DatabaseOwnerNotices.create({ db });
    entity = forwarderEntity();
    now = Date.now();
  });
  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  it('keeps one notification for a forwarder, and brings it up to date', async () => {
    await start(true);
    await become('healthy');
    expect(await inbox(OWNER)).toEqual([]);
    await become('failing');
    const [first, ...none] = await inbox(OWNER);
    expect(none).toEqual([]);
    expect(first).toMatchObject({
      origin: 'plugin:siem-forwarder',
      payload: {
        title: 'ot-alerts is failing',
        description: 'It is failing. What to do: Turn the rule on again.',
        link: '/catalog/default/resource/ot-alerts/siem-forwarder',
        severity: 'high',
        scope: REF,
      },
    });

    await become('healthy');
    expect(await inbox(OWNER)).toEqual([
      expect.objectContaining({
        id: first.id,
        payload: expect.objectContaining({
          title: 'ot-alerts is healthy again',
          severity: 'low',
        }),
      }),
    ]);
    expect(await inbox(OTHER)).toEqual([]);
  });

  it.each<[Health[], string]>([
    [['failing', 'pending'], 'is too new to judge (high)'],
    [['failing', 'pending', 'healthy'], 'is healthy again (low)'],
    [['failing', 'pending', 'quiet'], 'has nothing to forward (low)'],
    [['degraded', 'pending', 'healthy'], 'is healthy again (low)'],
    [['failing', 'unknown', 'pending', 'healthy'], 'is healthy again (low)'],
    [['failing', 'unknown', 'failing'], 'is failing (high)'],
  ])('tells of %j in the end: %s', async (healths, last) => {
    await start(true);
    for (const health of ['healthy', ...healths] as Health[]) {
      await become(health);
    }
    expect(await told(OWNER)).toEqual([`ot-alerts ${last}`]);
  });

  it('tells of a recovery though what came between could not be told', async () => {
    let away = false;
    const sent: string[] = [];
    notifier = OwnerNotifier.create({
      notifications: {
        send: async ({ payload }) => {
          if (away) {
            throw new Error('no notifications');
          }
          sent.push(payload.title);
        },
      },
      forwarders,
      store,
      notices,
      now: () => now,
    });
    await become('failing');
    away = true;
    await expect(become('pending')).rejects.toThrow('no notifications');
    away = false;
    await become('healthy');
    // What was overtaken, and all that is known already, is told to nobody.
    now += HOUR;
    await catchUp();
    await become('quiet');
    await become('pending');
    expect(sent).toEqual([
      'ot-alerts is failing',
      'ot-alerts is healthy again',
    ]);
  });

  it('does not repeat a trouble that the owner was told of', async () => {
    const sent: string[] = [];
    notifier = OwnerNotifier.create({
      notifications: {
        send: async ({ payload }) => {
          sent.push(`${payload.title}: ${payload.description}`);
        },
      },
      forwarders,
      store,
      notices,
      now: () => now,
    });
    await become('failing', { remedy: undefined });
    // As when nobody can look for a quarter of an hour.
    await become('unknown');
    await become('failing', { remedy: undefined });
    entity = forwarderEntity(PAUSED);
    await become('failing');
    entity = forwarderEntity();
    await become('failing');
    expect(sent).toEqual(['ot-alerts is failing: It is failing.']);

    await become('unknown');
    await become('failing', { reasons: ['hub-gone'], remedy: undefined });
    expect(sent).toHaveLength(2);
  });

  it('tells nothing while nobody can look, and once when that lasts for a day', async () => {
    await start(true);
    await become('healthy');
    await become('unknown');
    await become('healthy');
    now += 25 * HOUR;
    await catchUp();
    expect(await told(OWNER)).toEqual([]);

    await become('unknown', { headline: 'The workspace was not told of' });
    now += 20 * HOUR;
    await catchUp();
    expect(await told(OWNER)).toEqual([]);
    now += 5 * HOUR;
    await catchUp();
    const [only, ...none] = await inbox(OWNER);
    expect(none).toEqual([]);
    expect(only.payload).toMatchObject({
      title: 'ot-alerts could not be checked for a day',
      description:
        'The workspace was not told of. What to do: Turn the rule on again.',
      severity: 'low',
    });
    expect(await db('transition_outbox').pluck('id')).toEqual([]);
    await become('healthy');
    expect(await told(OWNER)).toEqual(['ot-alerts is healthy again (low)']);
  });

  it('remembers the trouble behind looks that could not tell', async () => {
    await start(true);
    await become('failing');
    await become('pending');
    await become('unknown');
    now += 25 * HOUR;
    await catchUp();
    const [only] = await inbox(OWNER);
    expect(only.payload).toMatchObject({
      title: 'ot-alerts could not be checked for a day',
      description: expect.stringContaining('last seen it was failing'),
      severity: 'high',
    });
  });

  it('tells at the end of a pause what came of it, and nothing before', async () => {
    await start(true);
    await become('failing');
    entity = forwarderEntity(PAUSED);
    await become('healthy');
    expect(await told(OWNER)).toEqual(['ot-alerts is failing (high)']);
    entity = forwarderEntity();
    await become('healthy');
    expect(await told(OWNER)).toEqual(['ot-alerts is healthy again (low)']);

    entity = forwarderEntity(PAUSED);
    await become('degraded');
    expect(await told(OWNER)).toEqual(['ot-alerts is healthy again (low)']);
    entity = forwarderEntity();
    await become('degraded');
    expect(await told(OWNER)).toEqual(['ot-alerts needs attention (normal)']);
  });

  it('ends the matter for a former owner, and begins it for the new one', async () => {
    await start(true);
    await become('failing', { headline: 'rule-of-austin is disabled' });
    entity = forwarderEntity({}, { ...LYON, title: 'Lyon alerts' });
    // The same trouble, of another rule: no change of health.
    await become('failing', { headline: 'rule-of-lyon is disabled' });
    const [farewell, ...none] = await inbox(OWNER);
    expect(none).toEqual([]);
    expect(farewell.payload).toMatchObject({
      title: 'ot-alerts is no longer yours',
      severity: 'low',
    });
    expect(JSON.stringify(farewell)).not.toMatch(/lyon/i);
    const [news] = await inbox(OTHER);
    expect(news.payload.title).toBe('Lyon alerts is failing');
    expect(JSON.stringify(news)).not.toMatch(/austin/i);

    await become('healthy');
    expect(await told(OWNER)).toEqual(['ot-alerts is no longer yours (low)']);
    expect(await told(OTHER)).toEqual(['Lyon alerts is healthy again (low)']);
  });

  it('ends the matter for a former owner once, though the new one has none', async () => {
    const sent: unknown[] = [];
    notifier = OwnerNotifier.create({
      notifications: {
        send: async ({ recipients, payload }) => {
          sent.push([recipients, payload.title]);
        },
      },
      forwarders,
      store,
      notices,
      now: () => now,
    });
    const sentTo = (entityRef: string, title: string) => [
      { type: 'entity', entityRef },
      title,
    ];
    await become('failing');
    entity = forwarderEntity({}, LYON);
    await become('healthy');
    await become('quiet');
    expect(sent).toEqual([
      sentTo('group:default/plant-austin', 'ot-alerts is failing'),
      sentTo('group:default/plant-austin', 'ot-alerts is no longer yours'),
    ]);
  });

  it('tells no new owner what was found for another one', async () => {
    await start(true);
    await look('failing', { headline: 'rule-of-austin is disabled' });
    entity = forwarderEntity({}, LYON);
    now += 2 * MINUTE;
    await catchUp();
    expect(await told(OTHER)).toEqual([]);
    await become('failing', { headline: 'rule-of-lyon is disabled' });
    expect(await told(OTHER)).toEqual(['ot-alerts is failing (high)']);
    expect(await told(OWNER)).toEqual([]);
  });

  it('tells nothing of a forwarder that left the catalog', async () => {
    await start(true);
    await look('failing');
    entity = undefined;
    now += 2 * MINUTE;
    await catchUp();
    expect(await told(OWNER)).toEqual([]);
  });

  it('leaves a change alone that was overtaken before it could be told', async () => {
    await start(true);
    const late = await look('failing');
    await become('healthy');
    await notifier.publish(late!);
    expect(await told(OWNER)).toEqual([]);
  });

  it('says what it cannot send, with the words that were to be told', async () => {
    await start(false);
    const transition = await look('failing', { headline: 'Rule is disabled' });
    await expect(notifier.publish(transition!)).rejects.toThrow(
      /Could not notify the owner of resource:default\/ot-alerts that it became failing \(Rule is disabled\): .*404/,
    );
  });

  it('waits once for a service that hangs, not for each change', async () => {
    let asked = 0;
    notifier = OwnerNotifier.create({
      notifications: {
        send: () => {
          asked += 1;
          return new Promise(() => {});
        },
      },
      forwarders,
      store,
      notices,
      sendTimeout: 20,
      now: () => now,
    });
    const transition = await look('failing');
    const publish = () => notifier.publish(transition!);
    await expect(publish()).rejects.toThrow('did not answer within');
    await expect(publish()).rejects.toThrow('is left alone for a minute');
    expect(asked).toBe(1);

    now += MINUTE + 1;
    await expect(publish()).rejects.toThrow('did not answer within');
    expect(asked).toBe(2);
  });
});
