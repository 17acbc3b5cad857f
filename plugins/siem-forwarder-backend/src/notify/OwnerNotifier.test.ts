import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { notificationService } from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Health, Transition } from 'backstage-plugin-siem-forwarder-common';
import request from 'supertest';
import { Forwarder } from '../collect/Forwarder';
import { forwarderEntity } from '../evaluate/__fixtures__/healthyForwarder';
import { Judgement } from '../store/HealthStore';
import { OwnerNotifier } from './OwnerNotifier';

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

let serial = 0;
const transition = (
  from: Health | undefined,
  to: Health,
  more: Partial<Transition> = {},
): Transition => {
  serial += 1;
  return {
    id: String(serial),
    entityRef: REF,
    at: new Date(Date.UTC(2026, 10, 24, 9, serial)).toISOString(),
    ...(from ? { from } : {}),
    to,
    reason: `Reason ${serial}`,
    reasons: ['rule-disabled'],
    ...more,
  };
};

describe('OwnerNotifier', () => {
  let backend: TestBackend;
  let notifier: OwnerNotifier;
  let entity: Entity | undefined;
  let state: { definition: string; health: Health };
  let newest: Transition | undefined;

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
              forwarders: {
                get: async () => entity && Forwarder.fromEntity(entity),
              },
              store: {
                judgement: async () =>
                  ({
                    definition: state.definition,
                    evaluation: {
                      health: state.health,
                      remedy: {
                        kind: 'repair',
                        title: 'Turn the rule on again',
                        text: '',
                      },
                    },
                  } as Judgement),
                transitions: async () => (newest ? [newest] : []),
              },
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
    const { body } = await request(backend.server)
      .get('/api/notifications/notifications')
      .set('Authorization', as);
    return body.notifications;
  };
  const tell = async (each: Transition) => {
    state.health = each.to;
    newest = each;
    await notifier.publish(each);
  };

  beforeEach(() => {
    newest = undefined;
    entity = forwarderEntity();
    state = {
      definition: Forwarder.fromEntity(entity)!.definition,
      health: 'failing',
    };
  });
  afterEach(() => backend?.stop());

  it('keeps one notification for a forwarder, and brings it up to date', async () => {
    await start(true);
    await tell(transition('healthy', 'failing'));
    const [first, ...none] = await inbox(OWNER);
    expect(none).toEqual([]);
    expect(first).toMatchObject({
      origin: 'plugin:siem-forwarder',
      payload: {
        title: 'ot-alerts is failing',
        description: expect.stringMatching(
          /^Reason \d+\. What to do: Turn the rule on again\.$/,
        ),
        link: '/catalog/default/resource/ot-alerts/siem-forwarder',
        severity: 'high',
        scope: REF,
      },
    });

    await tell(transition('failing', 'healthy'));
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

  it.each([
    ['is paused', () => forwarderEntity({ 'siem-forwarder/paused': 'work' })],
    ['left the catalog', () => undefined],
  ])('tells nothing of a forwarder that %s', async (_, now) => {
    await start(true);
    entity = now();
    await tell(transition('healthy', 'failing'));
    expect(await inbox(OWNER)).toEqual([]);
  });

  it('names nothing that was found for another owner', async () => {
    await start(true);
    entity = forwarderEntity({}, { owner: 'group:default/plant-lyon' });
    await tell(transition('healthy', 'failing', { reason: 'rule-of-austin' }));
    expect(await inbox(OWNER)).toEqual([]);
    const [told] = await inbox(OTHER);
    expect(told.payload.title).toBe('ot-alerts is failing');
    expect(JSON.stringify(told)).not.toContain('rule-of-austin');
  });

  it('gives no advice that is out of date', async () => {
    await start(true);
    state.health = 'healthy';
    await notifier.publish(transition('healthy', 'failing'));
    const [told] = await inbox(OWNER);
    expect(told.payload.description).toMatch(/^Reason \d+\.$/);
  });

  it('leaves a change alone that was overtaken before it could be told', async () => {
    await start(true);
    const late = transition('healthy', 'failing');
    await tell(transition('failing', 'healthy'));
    await notifier.publish(late);
    const told: { payload: { title: string } }[] = await inbox(OWNER);
    expect(told.map(({ payload }) => payload.title)).toEqual([
      'ot-alerts is healthy again',
    ]);
  });

  it('says what it cannot send, with the words that were to be told', async () => {
    await start(false);
    await expect(
      tell(transition('healthy', 'failing', { reason: 'Rule is disabled' })),
    ).rejects.toThrow(
      /Could not notify the owner of resource:default\/ot-alerts that it became failing \(Rule is disabled\): .*404/,
    );
  });

  it('waits once for a service that hangs, not for each change', async () => {
    let now = 0;
    let asked = 0;
    const owned = forwarderEntity();
    notifier = OwnerNotifier.create({
      notifications: {
        send: () => {
          asked += 1;
          return new Promise(() => {});
        },
      },
      forwarders: { get: async () => Forwarder.fromEntity(owned) },
      store: { judgement: async () => undefined, transitions: async () => [] },
      sendTimeout: 20,
      now: () => now,
    });
    const publish = (from: Health, to: Health) =>
      notifier.publish(transition(from, to));
    await expect(publish('healthy', 'failing')).rejects.toThrow(
      'did not answer within',
    );
    await expect(publish('failing', 'healthy')).rejects.toThrow(
      'is left alone for a minute',
    );
    expect(asked).toBe(1);

    now = 60_001;
    await expect(publish('healthy', 'failing')).rejects.toThrow(
      'did not answer within',
    );
    expect(asked).toBe(2);
  });
});
