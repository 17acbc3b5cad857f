import { ForwarderScenario } from '../Scenario';

/** The event hub keeps events for an hour only: a short outage of the reader loses rows. */
export const retentionShort: ForwarderScenario = {
  name: 'retention-short',
  summary:
    'The event hub keeps events for an hour only: a short outage of the reader loses rows.',
  scope: 'hub',
  shows: {
    check: 'transport/retention-covers-outage',
    status: 'warning',
    words: 'hour',
  },
  apply({ changes, forwarder }) {
    const { hub } = forwarder;
    changes.set(forwarder.at.hub, 'retentionHours', 1);
    return `Event hub ${hub.name} keeps events for 1 hour.`;
  },
};
