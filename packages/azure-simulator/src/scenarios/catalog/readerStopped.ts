import { inputsOfHub } from '../inputsOfHub';
import { ForwarderScenario } from '../Scenario';

/** The inputs of the event hub are enabled, but their processes hang: nobody reads. */
export const readerStopped: ForwarderScenario = {
  name: 'reader-stopped',
  summary:
    'The inputs of the event hub are enabled, but their processes hang: nobody reads.',
  scope: 'hub',
  shows: {
    check: 'delivery/consumer-reading',
    status: 'failing',
    words: 'nobody read',
    shownBy: 'traffic',
  },
  apply({ changes, forwarder, world }) {
    for (const input of inputsOfHub(forwarder)) {
      changes.set(input, 'restartAt', world.clock.now() + 365 * 86_400_000);
    }
    return `The processes that read event hub ${forwarder.hub.name} in Splunk hang.`;
  },
};
