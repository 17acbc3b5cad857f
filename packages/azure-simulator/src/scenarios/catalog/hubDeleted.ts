import { Scenario } from '../Scenario';

/** Somebody deleted the event hub. */
export const hubDeleted: Scenario = {
  name: 'hub-deleted',
  summary: 'Somebody deleted the event hub.',
  shows: {
    check: 'transport/hub-active',
    status: 'failing',
    words: 'does not exist in namespace',
  },
  apply({ changes, forwarder }) {
    const { hub, namespace } = forwarder;
    changes.remove(namespace.eventHubs, hub.name.toLowerCase());
    return `Event hub ${hub.name} of namespace ${namespace.name} is deleted.`;
  },
};
