import { ForwarderScenario } from '../Scenario';

/** Somebody disabled the event hub. */
export const hubDisabled: ForwarderScenario = {
  name: 'hub-disabled',
  summary: 'Somebody disabled the event hub.',
  scope: 'hub',
  shows: {
    check: 'transport/hub-active',
    status: 'failing',
    words: 'is Disabled',
  },
  apply({ changes, forwarder }) {
    const { hub, namespace } = forwarder;
    changes.set(forwarder.at.hub, 'status', 'Disabled');
    return `Event hub ${hub.name} of namespace ${namespace.name} is disabled.`;
  },
};
