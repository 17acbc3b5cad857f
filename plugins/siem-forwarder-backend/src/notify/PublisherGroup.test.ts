import { Transition } from 'backstage-plugin-siem-forwarder-common';
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
  it('asks each, though one fails, and then says that one failed', async () => {
    const asked: string[] = [];
    const group = PublisherGroup.of(
      {
        publish() {
          asked.push('first');
          throw new Error('no bus');
        },
      },
      {
        async publish({ entityRef }) {
          asked.push(entityRef);
        },
      },
    );
    await expect(group.publish(transition)).rejects.toThrow('no bus');
    expect(asked).toEqual(['first', 'resource:default/ot-alerts']);
  });
});
