import { Scenario } from '../Scenario';

/** Nobody reads, and the event hub keeps events for an hour only: rows will be lost. */
export const backlog: Scenario = {
  name: 'backlog',
  summary:
    'Nobody reads, and the event hub keeps events for an hour only: rows will be lost.',
  shows: {
    check: 'delivery/backlog-age',
    status: 'failing',
    words: 'unread',
    shownBy: 'traffic',
  },
  apply({ changes, forwarder, world }) {
    const { hub, input } = forwarder;
    changes.set(input, 'restartAt', world.clock.now() + 365 * 86_400_000);
    changes.set(hub, 'retentionHours', 1);
    return `The process of input ${input.name} of Splunk hangs, and event hub ${hub.name} keeps events for 1 hour.`;
  },
};
