import { ForwarderScenario } from '../Scenario';

/** Somebody deleted the event hub. */
export const hubDeleted: ForwarderScenario = {
  name: 'hub-deleted',
  summary: 'Somebody deleted the event hub.',
  scope: 'hub',
  shows: {
    check: 'transport/hub-active',
    status: 'failing',
    words: 'does not exist in namespace',
  },
  apply({ changes, forwarder }) {
    const { hub, namespace } = forwarder;
    changes.remove(
      forwarder.at.namespace.at('eventHubs'),
      hub.name.toLowerCase(),
    );
    return `Event hub ${hub.name} of namespace ${namespace.name} is deleted.`;
  },
};
