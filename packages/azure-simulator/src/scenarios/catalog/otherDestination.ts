import { toIso } from '../../clock/format';
import { ForwarderScenario } from '../Scenario';

/** Somebody pointed the data export rule at another event hub. */
export const otherDestination: ForwarderScenario = {
  name: 'other-destination',
  summary: 'Somebody pointed the data export rule at another event hub.',
  scope: 'rule',
  shows: {
    check: 'export/destination-matches',
    status: 'failing',
    words: 'not to event hub',
  },
  apply({ changes, forwarder, world }) {
    const { hub, namespace, rule } = forwarder;
    changes.set(forwarder.at.rule, 'eventHubName', `${hub.name}-old`);
    changes.set(forwarder.at.rule, 'lastModifiedAt', toIso(world.clock.now()));
    return `Data export rule ${rule.name} exports to event hub ${rule.eventHubName} of namespace ${namespace.name} instead of ${hub.name}.`;
  },
};
