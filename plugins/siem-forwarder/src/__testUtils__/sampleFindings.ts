import {
  CheckStatus,
  Finding,
  Stage,
} from 'backstage-plugin-siem-forwarder-common';

const RULE =
  '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin/dataExports/export-ot-alerts';

const questions: [string, string, string][] = [
  [
    'source/sentinel-onboarded',
    'Microsoft Sentinel is onboarded',
    'Microsoft Sentinel is onboarded to law-ot-austin.',
  ],
  [
    'source/iot-connector-connected',
    'Defender for IoT connector is connected',
    'The connector is connected for subscription OT production.',
  ],
  [
    'source/incident-creation-enabled',
    'Incidents are created from IoT alerts',
    'An incident creation rule for Defender for IoT is on.',
  ],
  [
    'source/rows-arriving',
    'Rows arrive in the exported tables',
    'SecurityIncident had 14 rows in the last 24 hours.',
  ],
  ['export/rule-exists', 'Export rule exists', 'export-ot-alerts exists.'],
  [
    'export/rule-enabled',
    'Export rule is enabled',
    'export-ot-alerts is enabled.',
  ],
  [
    'export/destination-matches',
    'Export rule fills the right hub',
    'The rule fills defender-iot in evhns-ot-austin.',
  ],
  [
    'transport/namespace-active',
    'Namespace is active',
    'evhns-ot-austin is active, Standard, 1 throughput unit.',
  ],
  [
    'transport/events-incoming',
    'Events come into the hub',
    '14 messages came in during the last 24 hours.',
  ],
  [
    'access/secret-valid',
    'Client secret is valid',
    'The secret ends on 2027-02-15, in 83 days.',
  ],
  [
    'access/receiver-role',
    'Application may receive',
    "'Azure Event Hubs Data Receiver' is assigned on the hub.",
  ],
  [
    'delivery/input-enabled',
    'Splunk input is enabled',
    'The input mscs_azure_event_hub://austin is enabled.',
  ],
  [
    'delivery/events-arriving',
    'Events arrive in Splunk',
    'Splunk indexed 14 events in the last 24 hours.',
  ],
];

/** Answers of all checks: all well, but for the given ones. */
export function sampleFindings(
  at: { since: string; observedAt: string },
  changes: Record<string, Partial<Finding>> = {},
): Finding[] {
  return questions.map(([checkId, title, message]) => ({
    checkId,
    stage: checkId.split('/')[0] as Stage,
    title,
    status: 'ok' as CheckStatus,
    reason: 'ok',
    message,
    evidence: [
      {
        label: 'Answer',
        value: message,
        resource: RULE,
        observedAt: at.observedAt,
      },
    ],
    since: at.since,
    observedAt: at.observedAt,
    ...changes[checkId],
  }));
}
