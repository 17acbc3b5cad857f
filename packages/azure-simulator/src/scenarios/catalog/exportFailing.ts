import { ForwarderScenario } from '../Scenario';

/** Every export fails, because the event hub is compacted and the rule sends no keys. */
export const exportFailing: ForwarderScenario = {
  name: 'export-failing',
  summary:
    'Every export fails, because the event hub is compacted and the rule sends no keys.',
  scope: 'hub',
  shows: {
    check: 'transport/hub-not-compacted',
    status: 'failing',
    words: 'is compacted',
  },
  apply({ changes, forwarder }) {
    const { hub, namespace } = forwarder;
    changes.set(forwarder.at.hub, 'cleanupPolicy', 'Compact');
    return `Event hub ${hub.name} of namespace ${namespace.name} is compacted: it refuses events without a partition key, as exported ones are.`;
  },
};
