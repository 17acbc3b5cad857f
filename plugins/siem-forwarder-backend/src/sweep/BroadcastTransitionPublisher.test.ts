import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { BroadcastTransitionPublisher } from './BroadcastTransitionPublisher';

const transition: Transition = {
  id: '7',
  entityRef: 'resource:default/ot-alerts',
  at: '2026-11-24T09:12:00.000Z',
  from: 'healthy',
  to: 'failing',
  reason: 'export-ot-alerts in law-ot-austin is disabled',
  reasons: ['rule-disabled'],
  cause: {
    kind: 'activity',
    caller: 'ops-admin@contoso.com',
    at: '2026-11-24T09:11:48.000Z',
    operation: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
    resource: '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10',
  },
};

describe('BroadcastTransitionPublisher', () => {
  it('has pages reload, and tells the bus what changed; neither of resources nor of people', async () => {
    const send = jest.fn(async () => {});
    const events: { topic: string; eventPayload: unknown }[] = [];
    await BroadcastTransitionPublisher.create({
      pages: { send },
      events: { publish: async event => void events.push(event) },
    }).publish(transition);

    // No argument: pages learn nothing of the forwarder.
    expect(send.mock.calls).toEqual([[]]);
    expect(events).toEqual([
      {
        topic: 'siem-forwarder.transition',
        eventPayload: {
          id: '7',
          entityRef: 'resource:default/ot-alerts',
          at: '2026-11-24T09:12:00.000Z',
          from: 'healthy',
          to: 'failing',
          reasons: ['rule-disabled'],
        },
      },
    ]);
  });
});
