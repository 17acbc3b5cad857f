import { Scenario } from '../Scenario';

/** The event hub keeps events for an hour only: a short outage of the reader loses rows. */
export const retentionShort: Scenario = {
  name: 'retention-short',
  summary:
    'The event hub keeps events for an hour only: a short outage of the reader loses rows.',
  shows: {
    check: 'transport/retention-covers-outage',
    status: 'warning',
    words: 'hour',
  },
  apply({ changes, forwarder }) {
    const { hub } = forwarder;
    changes.set(hub, 'retentionHours', 1);
    return `Event hub ${hub.name} keeps events for 1 hour.`;
  },
};
