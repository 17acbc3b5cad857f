import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { Audience } from '../store/TransitionOutbox';
import { PublisherGroup } from './PublisherGroup';

const transition: Transition = {
  id: '1',
  entityRef: 'resource:default/ot-alerts',
  at: '2026-11-24T09:12:00.000Z',
  to: 'failing',
  reason: 'Export rule disabled',
  reasons: ['rule-disabled'],
};

describe('PublisherGroup', () => {
  it('asks each, though one fails, says that one failed, and asks only that one again', async () => {
    const asked: Audience[] = [];
    const told: Audience[] = [];
    let away = true;
    const group = PublisherGroup.create({
      publishers: {
        owner: {
          publish() {
            asked.push('owner');
            if (away) {
              throw new Error('no notifications');
            }
            return Promise.resolve();
          },
        },
        everybody: {
          async publish() {
            asked.push('everybody');
          },
        },
      },
      receipts: {
        audiencesTold: async () => told,
        noteTold: async (_, audiences) => {
          told.push(...audiences);
        },
      },
    });
    await expect(group.publish(transition)).rejects.toThrow('no notifications');
    expect(asked).toEqual(['owner', 'everybody']);
    expect(told).toEqual(['everybody']);

    away = false;
    await group.publish(transition);
    expect(asked).toEqual(['owner', 'everybody', 'owner']);
  });

  it('asks again one who puts it off, and nobody else', async () => {
    const told: Audience[] = [];
    const asked: Audience[] = [];
    let until: number | undefined = 1_000;
    const group = PublisherGroup.create({
      publishers: {
        owner: {
          async publish() {
            asked.push('owner');
            return until === undefined ? undefined : { until };
          },
        },
        everybody: {
          async publish() {
            asked.push('everybody');
          },
        },
      },
      receipts: {
        audiencesTold: async () => told,
        noteTold: async (_, audiences) => {
          told.push(...audiences);
        },
      },
    });
    expect(await group.publish(transition)).toEqual({ until: 1_000 });
    until = undefined;
    expect(await group.publish(transition)).toBeUndefined();
    expect(asked).toEqual(['owner', 'everybody', 'owner']);
  });
});
