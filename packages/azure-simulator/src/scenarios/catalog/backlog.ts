import { inputsOfHub } from '../inputsOfHub';
import { ForwarderScenario } from '../Scenario';

/** Nobody reads, and the event hub keeps events for an hour only: rows will be lost. */
export const backlog: ForwarderScenario = {
  name: 'backlog',
  summary:
    'Nobody reads, and the event hub keeps events for an hour only: rows will be lost.',
  scope: 'hub',
  shows: {
    check: 'delivery/backlog-age',
    status: 'failing',
    words: 'unread',
    shownBy: 'traffic',
  },
  apply({ changes, forwarder, world }) {
    const { hub } = forwarder;
    for (const input of inputsOfHub(forwarder)) {
      changes.set(input, 'restartAt', world.clock.now() + 365 * 86_400_000);
    }
    changes.set(forwarder.at.hub, 'retentionHours', 1);
    return `The processes that read event hub ${hub.name} in Splunk hang, and it keeps events for 1 hour.`;
  },
};
