import { Loss } from 'backstage-plugin-siem-forwarder-common';
import { sampleTimes } from './sampleTimes';

const titles = [
  'Unauthorized PLC programming on line 2',
  'Excessive login attempts to an engineering station',
  'Port scan in the cell network',
  'New asset detected in zone 3',
  'Firmware change of a controller',
  'Suspicious DNS request from a historian',
  'Device is suspected to be disconnected',
];

/** Rows that are being lost. */
export function sampleLosing(now: Date = new Date()): Loss {
  const { ago } = sampleTimes(now);
  return {
    kind: 'losing',
    reason: 'rule-disabled',
    checkId: 'export/rule-enabled',
    since: ago({ hours: 1, minutes: 12 }),
    count: 7,
    items: titles.map((title, index) => ({
      table: 'SecurityIncident',
      id: String(4_212 - index),
      title,
      severity: index % 3 === 0 ? 'High' : 'Medium',
      at: ago({ minutes: 4 + index * 9 }),
    })),
    basis:
      'The rows that the workspace has since then; the export has no history. The time is that of the last change of the rule.',
    estimated: false,
  };
}

/** Rows that wait, and are lost when nobody acts. */
export function sampleLossWindow(now: Date = new Date()): Loss {
  const { ago, ahead } = sampleTimes(now);
  return {
    kind: 'window',
    reason: 'reader-behind',
    checkId: 'delivery/consumer-reading',
    since: ago({ hours: 18, minutes: 30 }),
    count: 23,
    deadline: ahead({ hours: 6, minutes: 5 }),
    basis:
      "The event hub's retention, counted from the oldest message that was not read. Event Hubs has no metric for a reader's position: it is estimated from the messages that entered and left, of all consumer groups.",
    estimated: true,
  };
}
