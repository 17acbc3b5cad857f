import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';
import { sampleHealthy } from './sampleHealthy';
import { sampleLossWindow } from './sampleLosses';
import { samplePath } from './samplePath';
import { sampleTimes } from './sampleTimes';

/** A forwarder whose events wait to be read, and will be lost. */
export function sampleReaderStopped(now: Date = new Date()): ForwarderHealth {
  const { ago, slots } = sampleTimes(now);
  return {
    ...sampleHealthy(now),
    entityRef: 'resource:default/austin-line-7',
    title: 'austin-line-7',
    health: 'failing',
    headline: '23 messages entered the event hub and nobody read.',
    detail: 'The event hub keeps events for 24 hours.',
    since: ago({ hours: 18 }),
    lastEventAt: ago({ hours: 18, minutes: 40 }),
    proof: { at: ago({ hours: 18, minutes: 40 }), by: 'arrival' },
    loss: sampleLossWindow(now),
    stages: samplePath(
      ['ok', '23 rows today'],
      ['ok', 'enabled'],
      ['ok', '1 d kept'],
      ['ok', 'secret 83 d'],
      ['failing', 'not reading'],
    ),
    remedy: {
      kind: 'change',
      title: 'Start the reader of SOC Splunk',
      text: 'See that the input is enabled, its credentials are valid, and the SIEM reaches the namespace on port 443 or 5671.',
    },
    uptime: {
      ratio: 0.25,
      known: 1,
      hours: 24,
      slots: slots(hours => ({ health: hours <= 18 ? 'failing' : 'healthy' })),
    },
  };
}
