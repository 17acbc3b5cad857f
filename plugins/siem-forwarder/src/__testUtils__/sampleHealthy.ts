import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';
import { sampleFindings } from './sampleFindings';
import { samplePath } from './samplePath';
import { sampleTimes } from './sampleTimes';

/** A forwarder whose incidents reach Splunk, as the backend would tell of it at `now`. */
export function sampleHealthy(now: Date): ForwarderHealth {
  const { ago, ahead, slots } = sampleTimes(now);
  const at = { since: ago({ days: 9 }), observedAt: ago({ minutes: 2 }) };

  return {
    entityRef: 'resource:default/austin-ot-splunk',
    title: 'austin-ot-splunk',
    owner: 'group:default/plant-austin',
    siem: { id: 'soc-splunk', title: 'SOC Splunk', kind: 'splunk' },
    region: 'eastus2',
    subscriptionId: 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10',
    health: 'healthy',
    headline: 'Incidents reach SOC Splunk',
    detail: '1,204 rows in 30 days, none missing. Typical way through: 6 min.',
    since: ago({ days: 9 }),
    lastEventAt: ago({ minutes: 4 }),
    checkedAt: ago({ minutes: 2 }),
    stages: samplePath(
      ['ok', '14 rows today'],
      ['ok', 'enabled'],
      ['ok', '7 d kept'],
      ['ok', 'secret 83 d'],
      ['ok', '14 events today'],
    ),
    findings: sampleFindings(at),
    proof: { at: ago({ minutes: 4 }), by: 'arrival' },
    secretExpiresAt: ahead({ days: 83 }),
    uptime: {
      ratio: 1,
      known: 0.9166,
      hours: 24,
      slots: slots(hours => ({
        health: hours === 18 || hours === 19 ? 'unknown' : 'healthy',
      })),
    },
    values: [
      {
        id: 'host-name',
        label: 'Host name',
        value: 'evhns-ot-austin.servicebus.windows.net',
      },
      { id: 'event-hub', label: 'Event hub', value: 'defender-iot' },
      { id: 'consumer-group', label: 'Consumer group', value: 'soc-splunk' },
      {
        id: 'client-id',
        label: 'Client id',
        value: '6d0c2f1e-5b7a-4d3c-8e9f-0a1b2c3da91e',
      },
      {
        id: 'tenant-id',
        label: 'Tenant id',
        value: '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47',
      },
      {
        id: 'secret-location',
        label: 'Secret',
        value: 'kv-ot-siem / austin-ot-splunk',
        url: 'https://portal.azure.com/#@/resource/kv-ot-siem',
      },
      {
        id: 'search',
        label: 'Search',
        value: 'sourcetype="mscs:azure:eventhub"',
      },
    ],
  };
}
