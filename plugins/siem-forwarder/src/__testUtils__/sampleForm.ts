import {
  FormOptions,
  Handover,
  Plan,
  WorkspaceOption,
} from 'backstage-plugin-siem-forwarder-common';

const A = 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10';
const B = 'c3e8b5a0-6d27-4b9c-9f41-7a2e5d8c1b36';

function workspaceId(
  subscription: string,
  group: string,
  name: string,
): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.OperationalInsights/workspaces/${name}`;
}

/** What the form offers in the demo. */
export const sampleOptions: FormOptions = {
  owners: ['group:default/plant-austin', 'group:default/soc'],
  siems: [
    {
      id: 'soc-splunk',
      title: 'SOC Splunk',
      kind: 'splunk',
      configures: true,
      verifies: true,
    },
    {
      id: 'soc-elastic',
      title: 'SOC Elastic',
      kind: 'handover',
      configures: false,
      verifies: false,
    },
  ],
  keyVaults: [{ id: 'kv-ot-siem', url: 'https://kv-ot-siem.vault.azure.net' }],
};

/** Three workspaces: one that cannot be chosen comes first. */
export const sampleWorkspaces: WorkspaceOption[] = [
  {
    id: workspaceId(A, 'rg-ot-security', 'law-ot-archive'),
    name: 'law-ot-archive',
    region: 'eastus2',
    resourceGroup: 'rg-ot-security',
    subscriptionId: A,
    subscriptionName: 'OT production',
    owners: ['group:default/plant-austin'],
    sentinel: false,
    iotConnector: 'unknown',
    incidentCreation: 'unknown',
    activeExportRules: 0,
  },
  {
    id: workspaceId(A, 'rg-ot-security', 'law-ot-austin'),
    name: 'law-ot-austin',
    region: 'eastus2',
    resourceGroup: 'rg-ot-security',
    subscriptionId: A,
    subscriptionName: 'OT production',
    owners: ['group:default/plant-austin'],
    sentinel: true,
    iotConnector: 'connected',
    incidentCreation: 'on',
    activeExportRules: 3,
    production: [
      { table: 'SecurityIncident', rows: 412, iotRows: 9 },
      { table: 'SecurityAlert', rows: 1204, iotRows: 31 },
    ],
  },
  {
    id: workspaceId(B, 'rg-ot-lab', 'law-ot-osaka'),
    name: 'law-ot-osaka',
    region: 'japaneast',
    resourceGroup: 'rg-ot-lab',
    subscriptionId: B,
    subscriptionName: 'OT laboratory',
    owners: ['group:default/plant-austin'],
    sentinel: true,
    iotConnector: 'disconnected',
    incidentCreation: 'off',
    activeExportRules: 10,
    production: [],
  },
];

/** A plan with everything that a plan can show. */
export const samplePlan: Plan = {
  changes: [
    {
      step: 'namespace:begin',
      action: 'create',
      resource: 'namespace evhns-ot-austin (Standard, 1 throughput unit)',
    },
    {
      step: 'event-hub:create',
      action: 'create',
      resource: 'event hub defender-iot in evhns-ot-austin',
    },
    {
      step: 'application:register',
      action: 'adopt',
      resource: 'application siem-forwarder-austin',
      difference: 'exists and was made by this portal',
    },
    {
      step: 'export-rule:create',
      action: 'change',
      resource: 'export rule export-ot-alerts in law-ot-austin',
      difference: 'Now it does not export SecurityIncident.',
      differences: [
        {
          property: 'tables',
          found: 'SecurityAlert',
          wanted: 'SecurityAlert, SecurityIncident',
        },
      ],
    },
  ],
  problems: [
    {
      field: 'exportsWholeTable',
      code: 'foreign-rows',
      message: '403 of 412 incidents do not come from Defender for IoT.',
      remedy: 'Consent to exporting them, or export alerts instead.',
      severity: 'warning',
    },
  ],
  missingRights: [
    {
      identity: 'the provisioning identity (8c2d4e6f-1a3b-4c5d)',
      role: 'Log Analytics Contributor',
      scope: '/subscriptions/s/resourceGroups/rg-ot',
      rights: ['Microsoft.OperationalInsights/workspaces/dataexports/write'],
    },
  ],
  exports: [
    { table: 'SecurityIncident', rows: 412, iotRows: 9, bytes: 618_000 },
  ],
  cost: {
    date: '2026-11-24',
    days: 30,
    items: [
      {
        meter: 'Event Hubs throughput unit, Standard tier',
        quantity: 720,
        unit: 'throughput unit hours',
        basis: '1 throughput unit for 720 hours.',
        source: 'https://azure.microsoft.com/pricing/details/event-hubs/',
      },
      {
        meter: 'Log Analytics Data Export',
        quantity: 0.000618,
        unit: 'GB',
        basis: '618000 bytes are what the rows are large.',
        source: 'https://azure.microsoft.com/pricing/details/monitor/',
      },
    ],
  },
  costNotice:
    'Exporting costs per GB of exported data; the namespace costs per throughput unit and hour, whether or not anything flows.',
};

/** Instructions for a SIEM that people configure themselves. */
export const sampleHandover: Handover = {
  title: 'Elastic (SOC Elastic)',
  sections: [
    {
      title: 'Install the integration',
      text: 'In Kibana, open **Integrations** and add *Azure Logs*.',
      values: [],
    },
    {
      title: 'Fill in the event hub',
      text: 'Use these values.',
      values: [
        { label: 'Event hub', value: 'defender-iot' },
        { label: 'Consumer group', value: 'soc-elastic' },
      ],
    },
  ],
};
