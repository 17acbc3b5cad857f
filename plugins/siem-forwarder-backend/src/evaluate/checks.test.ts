import { CheckStatus } from 'backstage-plugin-siem-forwarder-common';
import { FactName, Facts, FactSet } from '../collect/Facts';
import {
  ago,
  healthyValues,
  HUB_ID,
  NAMESPACE_ID,
  NOW,
  passed,
  snapshotOf,
  TENANT_ID,
} from './__fixtures__/healthyForwarder';
import { answerCheck } from './answerCheck';
import { PreviousEvaluation } from './Evaluation';
import { foreseeLoss } from './loss/foresee';
import { LossMemory } from './loss/LossMemory';
import { checks } from './checks';
import { defaultHealthSettings } from './HealthSettings';

/** One answer: what must be known for it. */
interface Case {
  status: CheckStatus;
  reason: string;
  values?: Partial<Facts>;
  facts?: FactSet;
  annotations?: Record<string, string | undefined>;
  siem?: { verifies?: boolean };
  /** What an earlier look remembered. */
  previous?: PreviousEvaluation;
  message?: RegExp;
}

const rule = healthyValues.exportRule!;
const namespace = healthyValues.namespace!;
const hub = healthyValues.hub!;
const application = healthyValues.application!;
const principal = healthyValues.servicePrincipal!;
const account = healthyValues.siemAccount!;
const input = healthyValues.siemInput!;

const secret = (keyId: string, endsAt: string, startsAt = ago(99_999)) => ({
  keyId,
  displayName: keyId,
  startsAt,
  endsAt,
});
const endingIn = (days: number): Partial<Facts> => ({
  application: {
    ...application,
    secrets: [
      secret('old', '2026-01-01T00:00:00.000Z'),
      secret('new', ago(-days * 24 * 60 - 60)),
    ],
  },
});
const withSecrets = (...starts: string[]): Partial<Facts> => ({
  application: {
    ...application,
    secrets: starts.map(startsAt => secret(startsAt, ago(-99_999), startsAt)),
  },
});
const tokenEnding = (minutesAgo: number): Partial<Facts> => ({
  siemTokens: [
    { name: 'management token', endsAt: ago(-999_999) },
    { name: 'search token', endsAt: ago(minutesAgo) },
  ],
});
const rows = (...minutes: number[]): Partial<Facts> => ({
  production: [
    {
      table: 'SecurityIncident',
      rows: minutes.length,
      series: passed(...minutes).series,
      newestAt: minutes.length ? ago(Math.min(...minutes)) : null,
    },
  ],
});
const remembering = (lossMemory: LossMemory): PreviousEvaluation => ({
  health: 'healthy',
  since: ago(9_999),
  findings: [],
  samples: {},
  lossMemory,
});
const notExportedSince = (minutes: number) => ({
  values: { ...rows(minutes), exported: passed() },
  previous: remembering({
    retry: {
      since: ago(minutes + 7),
      seen: ago(minutes - 30),
      settled: 0,
      through: ago(minutes + 7),
    },
  }),
});
const unreadFor = (minutes: number, retentionHours: number) => ({
  values: {
    hub: { ...hub, retentionHours },
    incoming: passed(minutes),
    outgoing: passed(),
    arrivals: {
      count: 0,
      windowHours: 24,
      lastIndexedAt: null,
      lastEventAt: null,
    },
  },
  previous: remembering({
    reader: {
      waiting: [{ from: ago(minutes + 7), count: 1 }],
      through: ago(7),
      seen: ago(minutes - 30),
      lost: 0,
    },
  }),
});
const noSiem = { 'siem-forwarder/siem': undefined };
const noApplication = { 'siem-forwarder/application-id': undefined };
const skippedWithoutSiem: Case[] = [
  { status: 'skipped', reason: 'no-siem', annotations: noSiem },
  { status: 'skipped', reason: 'siem-cannot-tell', siem: { verifies: false } },
];

/**
 * Every answer that every check can give. `unknown` for a fact that cannot be
 * read is asked of all of them below.
 */
const specification: Record<string, Case[]> = {
  'source/sentinel-onboarded': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'sentinel-not-onboarded',
      values: { sentinelOnboarded: false },
    },
  ],
  'source/iot-connector-connected': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'connector-missing',
      values: { iotConnectors: [] },
    },
    {
      status: 'failing',
      reason: 'connector-disabled',
      values: {
        iotConnectors: [{ subscriptionId: 's', alertsEnabled: false }],
      },
    },
  ],
  'source/incident-creation-enabled': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: { incidentCreators: [] },
      message: /something else/,
    },
    {
      status: 'unknown',
      reason: 'nothing-to-compare',
      values: { incidentCreators: [] },
      facts: {
        iotIncidents: {
          unavailable: { reason: 'throttled', message: 'Too many calls.' },
          observedAt: ago(1),
        },
      },
    },
    {
      status: 'failing',
      reason: 'no-incident-creation',
      values: {
        incidentCreators: [],
        iotIncidents: { recent: 0, total: 0, newestAt: null },
      },
    },
    {
      status: 'skipped',
      reason: 'no-incidents-exported',
      annotations: { 'siem-forwarder/tables': 'SecurityAlert' },
    },
  ],
  'source/alerts-arriving': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'quiet',
      reason: 'no-alerts',
      values: {
        iotAlerts: {
          recent: 0,
          total: 4,
          newestAt: '2026-11-21T09:12:30.000Z',
        },
      },
      message: /21 November 2026, 09:12 UTC/,
    },
    {
      status: 'quiet',
      reason: 'no-alerts',
      values: { iotAlerts: { recent: 0, total: 0, newestAt: null } },
      message: /in 7 days/,
    },
  ],
  'source/rows-arriving': [
    { status: 'ok', reason: 'ok', message: /^3 rows in SecurityIncident/ },
    { status: 'quiet', reason: 'no-rows', values: rows() },
  ],
  'export/rule-exists': [
    { status: 'ok', reason: 'ok' },
    { status: 'failing', reason: 'rule-missing', values: { exportRule: null } },
  ],
  'export/rule-enabled': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'rule-disabled',
      values: { exportRule: { ...rule, enabled: false } },
      message:
        /^Export rule export-ot-alerts is disabled: rows written while it is off are never exported\.$/,
    },
    { status: 'skipped', reason: 'no-rule', values: { exportRule: null } },
  ],
  'export/tables-match': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        exportRule: { ...rule, tableNames: ['Heartbeat', 'securityincident'] },
      },
    },
    {
      status: 'failing',
      reason: 'tables-differ',
      annotations: {
        'siem-forwarder/tables': 'SecurityIncident, SecurityAlert',
      },
      message: /exports SecurityIncident, not SecurityAlert/,
    },
    { status: 'skipped', reason: 'no-rule', values: { exportRule: null } },
  ],
  'export/destination-matches': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        exportRule: {
          ...rule,
          destinationId: NAMESPACE_ID.toLowerCase(),
          eventHubName: 'Defender-IoT',
        },
      },
    },
    {
      status: 'ok',
      reason: 'ok',
      values: { exportRule: { ...rule, eventHubName: null } },
      annotations: {
        'siem-forwarder/event-hub': `${NAMESPACE_ID}/eventhubs/am-securityincident`,
      },
    },
    {
      status: 'failing',
      reason: 'destination-differs',
      values: { exportRule: { ...rule, eventHubName: 'other' } },
    },
    {
      // The alerts go to a hub of their own.
      status: 'failing',
      reason: 'destination-differs',
      values: {
        exportRule: {
          ...rule,
          tableNames: ['SecurityIncident', 'SecurityAlert'],
          eventHubName: null,
        },
      },
      annotations: {
        'siem-forwarder/tables': 'SecurityIncident,SecurityAlert',
        'siem-forwarder/event-hub': `${NAMESPACE_ID}/eventhubs/am-securityincident`,
      },
    },
    {
      // It is that of a table that nobody wants.
      status: 'failing',
      reason: 'destination-differs',
      values: {
        exportRule: {
          ...rule,
          tableNames: ['SecurityIncident', 'Heartbeat'],
          eventHubName: null,
        },
      },
      annotations: {
        'siem-forwarder/event-hub': `${NAMESPACE_ID}/eventhubs/am-heartbeat`,
      },
    },
    {
      status: 'failing',
      reason: 'destination-differs',
      values: {
        exportRule: { ...rule, destinationId: `${NAMESPACE_ID}-other` },
      },
    },
    {
      status: 'failing',
      reason: 'destination-not-a-hub',
      values: {
        exportRule: {
          ...rule,
          destinationType: 'StorageAccount',
          destinationId: '/subscriptions/x/storageAccounts/st',
        },
      },
    },
    {
      status: 'skipped',
      reason: 'no-event-hub-annotation',
      annotations: { 'siem-forwarder/event-hub': undefined },
    },
    { status: 'skipped', reason: 'no-rule', values: { exportRule: null } },
  ],
  'export/region-matches': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'regions-differ',
      values: { namespace: { ...namespace, region: 'francecentral' } },
    },
    {
      status: 'skipped',
      reason: 'nothing-to-compare',
      values: { namespace: null },
    },
  ],
  'export/rule-settled': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'pending',
      reason: 'rule-new',
      values: {
        exportRule: { ...rule, createdAt: ago(10), lastModifiedAt: null },
        exported: passed(),
      },
    },
    {
      status: 'pending',
      reason: 'rule-new',
      values: {
        exportRule: { ...rule, lastModifiedAt: ago(5) },
        exported: passed(98),
      },
    },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        exportRule: { ...rule, createdAt: ago(10), lastModifiedAt: null },
        exported: passed(3),
      },
    },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        exportRule: { ...rule, createdAt: ago(31), lastModifiedAt: null },
        exported: passed(),
      },
    },
    { status: 'skipped', reason: 'no-rule', values: { exportRule: null } },
  ],
  'export/export-failures': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: { exportFailures: passed(40, 38), exported: passed(20) },
      message: /^2 tries to export failed in the last hour, and a later one/,
    },
    {
      status: 'ok',
      reason: 'ok',
      values: { exportFailures: passed(200), exported: passed(300) },
      message: /^No try/,
    },
    {
      status: 'pending',
      reason: 'export-retrying',
      values: { exportFailures: passed(5), exported: passed(98) },
    },
    {
      status: 'failing',
      reason: 'export-failing',
      values: { exportFailures: passed(50, 40, 5), exported: passed(98) },
      message: /^3 tries of rule export-ot-alerts .* none succeeded since/,
    },
    {
      status: 'failing',
      reason: 'export-failing',
      values: { exportFailures: passed(40, 5), exported: passed() },
      message: /none succeeded in 24 hours/,
    },
    { status: 'skipped', reason: 'no-rule', values: { exportRule: null } },
  ],
  'export/records-exported': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'records-not-exported',
      values: { ...rows(10, 100, 140, 700), exported: passed(698) },
      message: /^2 rows of SecurityIncident were not exported since/,
    },
    {
      status: 'failing',
      reason: 'records-not-exported',
      values: { ...rows(100), exported: passed() },
      message: /^1 row of SecurityIncident was not exported, and nothing else/,
    },
    {
      status: 'quiet',
      reason: 'nothing-to-export',
      values: { ...rows(), exported: passed() },
    },
    {
      status: 'pending',
      reason: 'export-not-due',
      values: { ...rows(5), exported: passed() },
    },
    {
      // Rows from before the rule are never exported, and not missed.
      status: 'pending',
      reason: 'export-not-due',
      values: {
        ...rows(100),
        exported: passed(),
        exportRule: { ...rule, createdAt: ago(50), lastModifiedAt: null },
      },
    },
    { status: 'skipped', reason: 'no-rule', values: { exportRule: null } },
  ],
  'export/rows-lost': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      ...notExportedSince(120),
      message: /1 row wait/,
    },
    {
      status: 'failing',
      reason: 'rows-lost',
      values: {
        exportRule: { ...rule, enabled: false, lastModifiedAt: ago(120) },
        exported: passed(698),
      },
      message:
        /^The export rule is disabled since 24 November 2026, 10:07 UTC: 2 rows not exported\.$/,
    },
    {
      status: 'warning',
      reason: 'nothing-lost-yet',
      values: {
        exportRule: { ...rule, enabled: false, lastModifiedAt: ago(3) },
      },
    },
    {
      status: 'warning',
      reason: 'rows-at-risk',
      ...notExportedSince(7 * 60),
    },
    {
      status: 'failing',
      reason: 'rows-lost-soon',
      ...notExportedSince(10 * 60),
    },
  ],
  'transport/namespace-active': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'pending',
      reason: 'namespace-provisioning',
      values: { namespace: { ...namespace, provisioningState: 'Creating' } },
    },
    {
      status: 'failing',
      reason: 'namespace-missing',
      values: { namespace: null },
      message: /Namespace evhns-ot-austin does not exist/,
    },
    {
      status: 'failing',
      reason: 'namespace-not-active',
      values: { namespace: { ...namespace, status: 'Disabled' } },
    },
    {
      status: 'failing',
      reason: 'namespace-not-active',
      values: { namespace: { ...namespace, provisioningState: 'Failed' } },
    },
  ],
  'transport/hub-active': [
    { status: 'ok', reason: 'ok', message: /keeps events for 7 days/ },
    { status: 'failing', reason: 'hub-missing', values: { hub: null } },
    {
      status: 'failing',
      reason: 'hub-disabled',
      values: { hub: { ...hub, status: 'SendDisabled' } },
    },
    {
      status: 'skipped',
      reason: 'no-namespace',
      values: { namespace: null, hub: null },
    },
  ],
  'transport/tier-suitable': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'warning',
      reason: 'tier-basic',
      values: { namespace: { ...namespace, tier: 'Basic' } },
    },
    { status: 'skipped', reason: 'no-namespace', values: { namespace: null } },
  ],
  'transport/network-admits-export': [
    { status: 'ok', reason: 'ok', message: /all networks/ },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        namespace: { ...namespace, publicNetworkAccess: 'Disabled' },
        networkRules: {
          defaultAction: 'Allow',
          trustedServiceAccessEnabled: true,
        },
      },
      message: /admits trusted/,
    },
    {
      status: 'failing',
      reason: 'network-closed',
      values: {
        networkRules: {
          defaultAction: 'Deny',
          trustedServiceAccessEnabled: false,
        },
      },
    },
    {
      status: 'failing',
      reason: 'network-closed',
      values: {
        namespace: { ...namespace, publicNetworkAccess: 'Disabled' },
        networkRules: {
          defaultAction: 'Allow',
          trustedServiceAccessEnabled: false,
        },
      },
    },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        namespace: { ...namespace, publicNetworkAccess: 'SecuredByPerimeter' },
      },
      message: /rows were exported/,
    },
    {
      status: 'unknown',
      reason: 'network-perimeter',
      values: {
        namespace: { ...namespace, publicNetworkAccess: 'SecuredByPerimeter' },
        exported: passed(),
      },
    },
    {
      status: 'skipped',
      reason: 'no-namespace',
      values: { namespace: null, networkRules: null },
    },
  ],
  'transport/local-auth-admits-export': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'warning',
      reason: 'local-auth-disabled',
      values: { namespace: { ...namespace, localAuthDisabled: true } },
    },
    {
      status: 'failing',
      reason: 'local-auth-stops-export',
      values: {
        namespace: { ...namespace, localAuthDisabled: true },
        exportFailures: passed(50, 40, 5),
        exported: passed(98),
      },
    },
    {
      status: 'warning',
      reason: 'local-auth-disabled',
      values: {
        namespace: { ...namespace, localAuthDisabled: true },
        exportFailures: passed(50, 40),
        exported: passed(20),
      },
    },
    { status: 'skipped', reason: 'no-namespace', values: { namespace: null } },
  ],
  'transport/hub-not-compacted': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: { hub: { ...hub, cleanupPolicy: null } },
    },
    {
      status: 'failing',
      reason: 'hub-compacted',
      values: { hub: { ...hub, cleanupPolicy: 'Compact' } },
    },
    { status: 'skipped', reason: 'no-hub', values: { hub: null } },
  ],
  'transport/retention-covers-outage': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: { hub: { ...hub, retentionHours: 24 } },
    },
    {
      status: 'warning',
      reason: 'retention-short',
      values: { hub: { ...hub, retentionHours: 23 } },
      message: /keeps events for 23 hours: .* 24 hours are wanted/,
    },
    { status: 'skipped', reason: 'no-hub', values: { hub: null } },
  ],
  'transport/consumer-group-exists': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: { consumerGroups: ['$default', 'SIEM'] },
    },
    {
      status: 'failing',
      reason: 'consumer-group-missing',
      values: { consumerGroups: ['$Default'] },
    },
    {
      status: 'skipped',
      reason: 'no-hub',
      values: { hub: null, consumerGroups: null },
    },
  ],
  'transport/throttled-requests': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: { throttled: passed(200) },
      message: /^No request/,
    },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        throttled: passed(10),
        incoming: passed(...Array.from({ length: 120 }, () => 9)),
      },
      message: /too few to matter/,
    },
    {
      status: 'warning',
      reason: 'throttled-sometimes',
      values: { throttled: passed(10), incoming: passed(8, 98) },
    },
    {
      status: 'failing',
      reason: 'throttled',
      values: { throttled: passed(50, 5), incoming: passed(98) },
      message: /^Namespace evhns-ot-austin throttled 2 requests .* since/,
    },
    {
      status: 'failing',
      reason: 'throttled',
      values: { throttled: passed(50), incoming: passed() },
      message: /nothing entered the event hub in 24 hours/,
    },
    { status: 'skipped', reason: 'no-hub', values: { hub: null } },
  ],
  'transport/events-incoming': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'nothing-incoming',
      values: { incoming: passed(698) },
      message: /^1 record left the workspace/,
    },
    {
      status: 'quiet',
      reason: 'nothing-incoming',
      values: { incoming: passed(), exported: passed() },
    },
    {
      status: 'pending',
      reason: 'incoming-not-due',
      values: { incoming: passed(), exported: passed(4) },
    },
    { status: 'skipped', reason: 'no-hub', values: { hub: null } },
  ],
  'access/application-exists': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'application-missing',
      values: { servicePrincipal: { ...principal, exists: false } },
    },
    {
      status: 'ok',
      reason: 'ok',
      values: { application: null },
      message: /it is registered in another tenant/,
    },
    { status: 'skipped', reason: 'no-application', annotations: noApplication },
  ],
  'access/principal-enabled': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'principal-disabled',
      values: { servicePrincipal: { ...principal, enabled: false } },
    },
    {
      status: 'skipped',
      reason: 'no-principal',
      values: { servicePrincipal: { ...principal, exists: false } },
    },
    { status: 'skipped', reason: 'no-application', annotations: noApplication },
  ],
  'access/secret-valid': [
    { status: 'ok', reason: 'ok' },
    { status: 'ok', reason: 'secret-ends-60d', values: endingIn(45) },
    {
      status: 'warning',
      reason: 'secret-ends-30d',
      values: endingIn(29),
      message: /ends on 23 December 2026, in 29 days\.$/,
    },
    { status: 'warning', reason: 'secret-ends-14d', values: endingIn(12) },
    { status: 'warning', reason: 'secret-ends-7d', values: endingIn(6) },
    {
      status: 'warning',
      reason: 'secret-ends-1d',
      values: endingIn(0),
      message: /in less than a day/,
    },
    {
      status: 'failing',
      reason: 'secret-expired',
      values: endingIn(-2),
      message: /ended on 22 November 2026/,
    },
    {
      status: 'failing',
      reason: 'no-secret',
      values: { application: { ...application, secrets: [] } },
    },
    {
      status: 'skipped',
      reason: 'registered-elsewhere',
      values: { application: null },
    },
    { status: 'skipped', reason: 'no-application', annotations: noApplication },
  ],
  'access/secret-unused-extras': [
    { status: 'ok', reason: 'ok', message: /has 1 valid client secret\./ },
    { status: 'ok', reason: 'ok', values: endingIn(45) },
    {
      status: 'ok',
      reason: 'rotating',
      values: withSecrets(ago(99_999), ago(60)),
    },
    {
      status: 'warning',
      reason: 'extra-secrets',
      values: withSecrets(ago(99_999), ago(60 * 25)),
      // The portal cannot know what else uses the application.
      message:
        /has 2 valid client secrets, and the SIEM of this forwarder uses one\. .* nothing else uses are not needed/,
    },
    {
      status: 'skipped',
      reason: 'registered-elsewhere',
      values: { application: null },
    },
    { status: 'skipped', reason: 'no-application', annotations: noApplication },
  ],
  'access/receiver-role': [
    { status: 'ok', reason: 'ok', message: /at event hub defender-iot/ },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        receiverRoles: {
          assignments: [
            {
              scope: '/subscriptions/a7c1/resourceGroups/rg-ot-security',
              role: 'Azure Event Hubs Data Owner',
            },
          ],
          groups: 0,
        },
      },
      message: /at resource group rg-ot-security/,
    },
    {
      status: 'failing',
      reason: 'role-missing',
      values: { receiverRoles: { assignments: [], groups: 0 } },
    },
    {
      status: 'unknown',
      reason: 'role-perhaps-by-group',
      values: { receiverRoles: { assignments: [], groups: 1 } },
    },
    {
      status: 'skipped',
      reason: 'no-principal',
      values: { servicePrincipal: { ...principal, exists: false } },
    },
    { status: 'skipped', reason: 'no-application', annotations: noApplication },
  ],
  'access/graph-consent': [
    {
      status: 'ok',
      reason: 'ok',
      values: { graphRoles: { requested: ['role'], granted: ['role', 'x'] } },
    },
    {
      status: 'warning',
      reason: 'consent-missing',
      values: { graphRoles: { requested: ['role', 'x'], granted: ['x'] } },
      message: /asks for 1 app role of Microsoft Graph/,
    },
    { status: 'skipped', reason: 'nothing-asked-for' },
    { status: 'skipped', reason: 'no-application', annotations: noApplication },
  ],
  'delivery/connector-token-valid': [
    { status: 'ok', reason: 'ok', message: /until 24 November 2027/ },
    {
      status: 'warning',
      reason: 'token-ends-7d',
      values: tokenEnding(-6 * 24 * 60 - 60),
      message: /search token .* in 6 days\.$/,
    },
    {
      status: 'warning',
      reason: 'token-ends-1d',
      values: tokenEnding(-60),
      message: /in less than a day/,
    },
    { status: 'failing', reason: 'token-ended', values: tokenEnding(60) },
    {
      status: 'skipped',
      reason: 'no-end-told',
      values: { siemTokens: [{ name: 'search token', endsAt: null }] },
    },
    ...skippedWithoutSiem,
  ],
  'delivery/siem-reachable': [
    { status: 'ok', reason: 'ok' },
    ...[
      'siem-unreachable',
      'siem-token-refused',
      'siem-add-on-missing',
      'siem-index-missing',
    ].map(
      (code): Case => ({
        status: 'failing',
        reason: code,
        values: {
          siemProblems: [
            { code, message: 'SOC Splunk is not ready.', remedy: 'See to it.' },
          ],
        },
      }),
    ),
    ...skippedWithoutSiem,
  ],
  'delivery/account-valid': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'account-missing',
      values: { siemAccount: null },
    },
    {
      status: 'failing',
      reason: 'account-differs',
      values: { siemAccount: { ...account, clientId: TENANT_ID } },
    },
    {
      status: 'failing',
      reason: 'account-differs',
      values: { siemAccount: { ...account, tenantId: account.clientId } },
    },
    { status: 'skipped', reason: 'no-application', annotations: noApplication },
    ...skippedWithoutSiem,
  ],
  'delivery/input-exists': [
    { status: 'ok', reason: 'ok' },
    { status: 'failing', reason: 'input-missing', values: { siemInput: null } },
    ...skippedWithoutSiem,
  ],
  'delivery/input-enabled': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'input-disabled',
      values: { siemInput: { ...input, enabled: false } },
    },
    { status: 'skipped', reason: 'no-input', values: { siemInput: null } },
    ...skippedWithoutSiem,
  ],
  'delivery/input-matches': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'input-differs',
      values: { siemInput: { ...input, consumerGroup: '$Default' } },
      message: /consumer group \$Default instead of siem/,
    },
    {
      status: 'failing',
      reason: 'input-differs',
      values: { siemInput: { ...input, account: 'another' } },
    },
    {
      status: 'failing',
      reason: 'sourcetype-differs',
      values: {
        siemInput: { ...input, sourcetype: 'mscs:azure:eventhub:event' },
      },
    },
    { status: 'skipped', reason: 'no-input', values: { siemInput: null } },
    ...skippedWithoutSiem,
  ],
  'delivery/input-errors': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        readerErrors: { count: 2, lastAt: ago(30), sample: 'x' },
      },
      message: /rows arrived after the last/,
    },
    {
      status: 'failing',
      reason: 'reader-errors',
      values: { readerErrors: { count: 2, lastAt: ago(2), sample: 'x' } },
    },
    {
      status: 'ok',
      reason: 'ok',
      values: {
        exportRule: { ...rule, createdAt: ago(40) },
        readerErrors: { count: 2, lastAt: ago(31), sample: 'x' },
        arrivals: { ...healthyValues.arrivals!, lastIndexedAt: null },
      },
      message: /2 errors while the forwarder was set up, and none since/,
    },
    {
      status: 'failing',
      reason: 'reader-errors',
      values: {
        exportRule: { ...rule, createdAt: ago(40) },
        readerErrors: { count: 2, lastAt: ago(29), sample: 'x' },
        arrivals: { ...healthyValues.arrivals!, lastIndexedAt: null },
      },
    },
    {
      status: 'skipped',
      reason: 'not-reading',
      values: { siemInput: { ...input, enabled: false } },
    },
    ...skippedWithoutSiem,
  ],
  'delivery/consumer-reading': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'not-reading',
      values: { outgoing: passed(697) },
      message: /^1 message entered the event hub and nobody read since/,
    },
    {
      status: 'quiet',
      reason: 'nothing-to-read',
      values: { incoming: passed(), outgoing: passed() },
    },
    {
      status: 'pending',
      reason: 'reading-not-due',
      values: { incoming: passed(4), outgoing: passed() },
    },
    { status: 'skipped', reason: 'no-hub', values: { hub: null } },
    { status: 'ok', reason: 'ok', siem: { verifies: false } },
    {
      status: 'unknown',
      reason: 'other-readers',
      siem: { verifies: false },
      values: { consumerGroups: ['$Default', 'siem', 'other-siem'] },
      message: /consumer group other-siem/,
    },
  ],
  'delivery/backlog-age': [
    { status: 'ok', reason: 'ok' },
    { status: 'ok', reason: 'ok', ...unreadFor(60, 168), message: /unread/ },
    { status: 'warning', reason: 'events-at-risk', ...unreadFor(140, 4) },
    { status: 'failing', reason: 'events-lost-soon', ...unreadFor(220, 4) },
    {
      status: 'failing',
      reason: 'events-lost',
      ...unreadFor(300, 4),
      message: /1 message not read/,
    },
    { status: 'skipped', reason: 'no-hub', values: { hub: null } },
    {
      status: 'quiet',
      reason: 'nothing-to-read',
      values: { incoming: passed(), outgoing: passed() },
    },
  ],
  'delivery/events-arriving': [
    { status: 'ok', reason: 'ok' },
    {
      status: 'failing',
      reason: 'not-arriving',
      values: {
        arrivals: {
          count: 1,
          windowHours: 24,
          lastIndexedAt: ago(690),
          lastEventAt: null,
        },
      },
      message:
        /^1 message entered the event hub, and SOC Splunk indexed nothing since/,
    },
    {
      status: 'quiet',
      reason: 'nothing-to-arrive',
      values: {
        incoming: passed(),
        arrivals: {
          count: 0,
          windowHours: 24,
          lastIndexedAt: null,
          lastEventAt: null,
        },
      },
    },
    {
      status: 'pending',
      reason: 'arrival-not-due',
      values: {
        incoming: passed(5),
        arrivals: {
          count: 0,
          windowHours: 24,
          lastIndexedAt: null,
          lastEventAt: null,
        },
      },
    },
    {
      status: 'unknown',
      reason: 'nothing-to-compare',
      facts: {
        incoming: {
          unavailable: { reason: 'throttled', message: 'Too many calls.' },
          observedAt: ago(1),
        },
      },
      values: {
        arrivals: {
          count: 0,
          windowHours: 24,
          lastIndexedAt: null,
          lastEventAt: null,
        },
      },
    },
    ...skippedWithoutSiem,
  ],
};

function ask(
  checkId: string,
  example: Case,
  unreadable: readonly FactName[] = [],
) {
  const row = checks.find(({ id }) => id === checkId)!;
  const unavailable = {
    unavailable: { reason: 'throttled' as const, message: 'Too many calls.' },
    observedAt: ago(1),
  };
  const { forwarder, siem, tenantId, facts } = snapshotOf(example.values, {
    ...example,
    facts: {
      ...example.facts,
      ...Object.fromEntries(unreadable.map(name => [name, unavailable])),
    },
  });
  const judgement = {
    now: NOW,
    settings: defaultHealthSettings,
    subject: {
      forwarder,
      siem: forwarder.siemId ? siem : undefined,
      tenantId,
    },
  };
  return answerCheck(row, facts, {
    ...judgement,
    outlook: foreseeLoss(facts, example.previous, judgement),
    readAt: () => undefined,
  });
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>(
    (subsets, item) => [...subsets, ...subsets.map(each => [...each, item])],
    [[]],
  );
}

const cases = Object.entries(specification).flatMap(([id, examples]) =>
  examples.map(
    example => [id, example.status, example.reason, example] as const,
  ),
);

describe('checks', () => {
  it('are all specified, in the order of the table', () => {
    expect(Object.keys(specification)).toEqual(checks.map(({ id }) => id));
  });

  it.each(checks.map(row => [row.id, row] as const))(
    '%s says what it can answer, and answers all of it',
    (id, { answers }) => {
      const declared = Object.entries(answers).flatMap(([status, reasons]) =>
        typeof reasons === 'string'
          ? []
          : reasons.map(reason => `${status} ${reason}`),
      );
      const given = cases
        .filter(([checkId]) => checkId === id)
        .map(([, status, reason]) => `${status} ${reason}`);
      expect([...new Set(given)].sort()).toEqual(declared.sort());
    },
  );

  it.each(cases)('%s answers %s (%s)', (id, status, reason, example) => {
    const answer = ask(id, example);

    expect({ status: answer.status, reason: answer.reason }).toEqual({
      status,
      reason,
    });
    expect(answer.message).toMatch(example.message ?? /^[A-Z0-9].*[.]$/);
    const needsRemedy = status === 'failing' || status === 'warning';
    expect(Boolean(answer.remedy)).toBe(needsRemedy);
  });

  it.each(
    // What is skipped is explained by another check, which may be unknown then.
    cases.filter(
      ([, status]) => !['failing', 'warning', 'skipped'].includes(status),
    ),
  )(
    '%s blames nobody for what is not known, where it answers %s (%s)',
    (id, _status, _reason, example) => {
      const { mayRead = [] } = checks.find(row => row.id === id)!;
      const given = subsetsOf(mayRead).map(
        unreadable => ask(id, example, unreadable).status,
      );
      expect(given).not.toContain('failing');
      expect(given).not.toContain('warning');
    },
  );

  it.each(checks.map(row => [row.id, row] as const))(
    '%s is unknown, with the reason, when its fact cannot be read',
    (_id, row) => {
      for (const name of row.reads) {
        const { forwarder, siem, facts } = snapshotOf();
        const answer = answerCheck(
          row,
          {
            ...facts,
            [name]: {
              unavailable: { reason: 'throttled', message: 'Too many calls.' },
              observedAt: ago(1),
            },
          },
          {
            now: NOW,
            settings: defaultHealthSettings,
            subject: { forwarder, siem, tenantId: TENANT_ID },
            outlook: {},
            readAt: () => undefined,
          },
        );
        expect(answer).toMatchObject({
          status: 'unknown',
          reason: 'throttled',
          message: 'Too many calls.',
          evidence: [],
        });
      }
    },
  );

  it('say with the command line how a disabled rule is turned on', () => {
    const answer = ask('export/rule-enabled', {
      status: 'failing',
      reason: 'rule-disabled',
      values: { exportRule: { ...rule, enabled: false } },
    });

    expect(answer.remedy).toMatchObject({
      kind: 'repair',
      title: 'Turn the rule on again',
    });
    expect(answer.remedy?.text).toContain(
      `Log Analytics workspace law-ot-austin > Settings > Data export > export-ot-alerts > Enabled; or \`az monitor log-analytics workspace data-export update --subscription a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10 --resource-group rg-ot-security --workspace-name law-ot-austin --name export-ot-alerts --tables SecurityIncident --destination ${HUB_ID} --enable true\``,
    );
    expect(answer.evidence).toContainEqual({
      label: 'Enabled',
      value: 'false',
      resource: rule.id,
      observedAt: ago(1),
    });
  });
});
