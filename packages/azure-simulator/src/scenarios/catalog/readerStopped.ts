import { Scenario } from '../Scenario';

/** The input is enabled, but its process hangs: nobody reads the event hub. */
export const readerStopped: Scenario = {
  name: 'reader-stopped',
  summary:
    'The input is enabled, but its process hangs: nobody reads the event hub.',
  shows: {
    check: 'delivery/consumer-reading',
    status: 'failing',
    words: 'nobody read',
    shownBy: 'traffic',
  },
  apply({ changes, forwarder, world }) {
    const { input } = forwarder;
    changes.set(input, 'restartAt', world.clock.now() + 365 * 86_400_000);
    return `The process of input ${input.name} of Splunk hangs.`;
  },
};
