import { Entity } from '@backstage/catalog-model';
import { Facts, FactSet, factNames } from '../../collect/Facts';
import { Forwarder } from '../../collect/Forwarder';
import { HopCount, seriesOf } from '../../collect/Series';
import { Snapshot } from '../../collect/Snapshot';

/** The present of the tests; not at the start of a slot. */
export const NOW = Date.parse('2026-11-24T12:07:00.000Z');

export const RULE_ID =
  '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin/dataExports/export-ot-alerts';
export const NAMESPACE_ID =
  '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.EventHub/namespaces/evhns-ot-austin';
export const HUB_ID = `${NAMESPACE_ID}/eventhubs/defender-iot`;
export const CLIENT_ID = '0f2c1d3e-4b5a-4c6d-8e7f-90a1b2c3d4e5';
export const TENANT_ID = '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47';

/** An instant before the present (ISO 8601). */
export function ago(minutes: number): string {
  return new Date(NOW - minutes * 60_000).toISOString();
}

/** What passed a hop, at minutes before the present; one each. */
export function passed(...minutes: number[]): HopCount {
  const series = seriesOf(
    minutes.map(m => ({ at: ago(m), count: 1 })),
    NOW,
  );
  return {
    series,
    total: series.counts.reduce((sum, count) => sum + count, 0),
    lastAt: minutes.length ? ago(Math.min(...minutes)) : null,
  };
}

/** The catalog entity of the forwarder, with other annotations where given; undefined removes one. */
export function forwarderEntity(
  annotations: Record<string, string | undefined> = {},
  overrides: { name?: string; owner?: string; title?: string } = {},
): Entity {
  const merged: Record<string, string | undefined> = {
    'siem-forwarder/export-rule': RULE_ID,
    'siem-forwarder/event-hub': HUB_ID,
    'siem-forwarder/application-id': CLIENT_ID,
    'siem-forwarder/tables': 'SecurityIncident',
    'siem-forwarder/siem': 'soc-splunk',
    'siem-forwarder/consumer-group': 'siem',
    ...annotations,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: overrides.name ?? 'ot-alerts',
      ...(overrides.title ? { title: overrides.title } : {}),
      annotations: Object.fromEntries(
        Object.entries(merged).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value]],
        ),
      ),
    },
    spec: {
      type: 'siem-forwarder',
      owner: overrides.owner ?? 'group:default/plant-austin',
    },
  };
}

/** Facts of a forwarder whose rows arrive. */
export const healthyValues: Facts = {
  workspace: {
    id: RULE_ID.split('/dataExports')[0],
    region: 'eastus2',
    customerId: '5e0c7d3a-1111-4222-8333-444455556666',
  },
  sentinelOnboarded: true,
  iotConnectors: [
    {
      subscriptionId: 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10',
      alertsEnabled: true,
    },
  ],
  incidentCreators: [
    {
      name: 'Create incidents based on Azure Defender for IOT alerts',
      kind: 'incident-creation',
    },
  ],
  production: [
    {
      table: 'SecurityIncident',
      rows: 3,
      series: passed(10, 100, 700).series,
      newestAt: ago(10),
    },
  ],
  iotAlerts: { recent: 2, total: 9, newestAt: ago(12) },
  iotIncidents: { recent: 2, total: 9, newestAt: ago(10) },
  exportRule: {
    id: RULE_ID,
    name: 'export-ot-alerts',
    enabled: true,
    tableNames: ['SecurityIncident'],
    destinationId: NAMESPACE_ID,
    destinationType: 'EventHub',
    eventHubName: 'defender-iot',
    createdAt: ago(60 * 24 * 40),
    lastModifiedAt: ago(60 * 24 * 40),
  },
  exported: passed(8, 98, 698),
  exportFailures: passed(),
  namespace: {
    id: NAMESPACE_ID,
    name: 'evhns-ot-austin',
    region: 'eastus2',
    tier: 'Standard',
    status: 'Active',
    provisioningState: 'Succeeded',
    hostName: 'evhns-ot-austin.servicebus.windows.net',
    capacity: 1,
    autoInflate: true,
    maximumThroughputUnits: 4,
    localAuthDisabled: false,
    publicNetworkAccess: 'Enabled',
  },
  networkRules: { defaultAction: 'Allow', trustedServiceAccessEnabled: true },
  hub: {
    id: HUB_ID,
    name: 'defender-iot',
    status: 'Active',
    partitionCount: 4,
    retentionHours: 168,
    cleanupPolicy: 'Delete',
  },
  consumerGroups: ['$Default', 'siem'],
  incoming: passed(8, 98, 698),
  outgoing: passed(7, 97, 697),
  throttled: passed(),
  application: {
    appId: CLIENT_ID,
    displayName: 'siem-forwarder-ot-alerts',
    secrets: [
      {
        keyId: 'b1a2c3d4-0000-4000-8000-000000000001',
        displayName: 'siem-forwarder',
        startsAt: '2026-10-03T00:00:00.000Z',
        endsAt: '2027-04-01T00:00:00.000Z',
      },
    ],
    requestedGraphRoles: [],
  },
  servicePrincipal: {
    id: 'c2b3d4e5-0000-4000-8000-000000000002',
    appId: CLIENT_ID,
    enabled: true,
    exists: true,
  },
  receiverRoles: {
    assignments: [{ scope: HUB_ID, role: 'Azure Event Hubs Data Receiver' }],
    groups: 0,
  },
  graphRoles: { requested: [], granted: [] },
  siemProblems: [],
  siemTokens: [{ name: 'search token', endsAt: '2027-11-24T00:00:00.000Z' }],
  siemAccount: {
    name: 'siem-forwarder-ot-alerts',
    clientId: CLIENT_ID,
    tenantId: TENANT_ID,
  },
  siemInput: {
    name: 'siem-forwarder-ot-alerts',
    enabled: true,
    account: 'siem-forwarder-ot-alerts',
    fullyQualifiedNamespace: 'evhns-ot-austin.servicebus.windows.net',
    eventHubName: 'defender-iot',
    consumerGroup: 'siem',
    sourcetype: 'mscs:azure:eventhub',
    index: 'ot',
  },
  readerErrors: { count: 0, lastAt: null, sample: null },
  arrivals: {
    count: 3,
    windowHours: 24,
    lastIndexedAt: ago(4),
    lastEventAt: ago(10),
  },
};

/** The values as facts, all read at one time. */
export function factsOf(values: Partial<Facts>, observedAt = ago(1)): FactSet {
  const facts: Partial<Record<string, unknown>> = {};
  for (const name of factNames) {
    if (name in values) {
      facts[name] = { value: values[name], observedAt };
    }
  }
  return facts as FactSet;
}

/** A snapshot of the healthy forwarder with other values. */
export function snapshotOf(
  values: Partial<Facts> = {},
  options: {
    annotations?: Record<string, string | undefined>;
    facts?: FactSet;
    siem?: Partial<Snapshot['siem']>;
  } = {},
): Snapshot {
  const forwarder = Forwarder.fromEntity(forwarderEntity(options.annotations));
  if (!forwarder) {
    throw new Error('The entity of the test is no forwarder');
  }
  return {
    forwarder,
    siem: {
      id: 'soc-splunk',
      title: 'SOC Splunk',
      kind: 'splunk',
      verifies: true,
      ...options.siem,
    },
    tenantId: TENANT_ID,
    facts: { ...factsOf({ ...healthyValues, ...values }), ...options.facts },
  };
}
