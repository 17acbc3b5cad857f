import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';
import { DateTime } from 'luxon';
import { sampleFindings } from './sampleFindings';
import { sampleHealthy } from './sampleHealthy';
import { sampleLosing } from './sampleLosses';
import { samplePath } from './samplePath';
import { sampleTimes } from './sampleTimes';

const elastic = { id: 'soc-elastic', title: 'SOC Elastic', kind: 'handover' };

/** Each state that the pages tell apart. */
export const sampleStates = [
  'healthy',
  'failing',
  'degraded',
  'provenQuiet',
  'quiet',
  'pending',
  'unknown',
  'paused',
  'notChecked',
  'outOfScope',
  'handover',
] as const;

/** @see {@link sampleStates} */
export type SampleState = (typeof sampleStates)[number];

/** One forwarder in each state, as the backend would tell of it at `now`. */
export function sampleForwarders(
  now: Date = new Date(),
): Record<SampleState, ForwarderHealth> {
  const { ago, ahead, slots, steady } = sampleTimes(now);
  const at = { since: ago({ days: 9 }), observedAt: ago({ minutes: 2 }) };

  const healthy = sampleHealthy(now);
  const failing: ForwarderHealth = {
    ...healthy,
    entityRef: 'resource:default/austin-line-2',
    title: 'austin-line-2',
    health: 'failing',
    headline: `Export rule export-ot-alerts is disabled since ${DateTime.fromISO(
      ago({ hours: 1, minutes: 12 }),
      { zone: 'utc' },
    ).toFormat(
      'd LLLL yyyy, HH:mm',
    )} UTC by ops-admin@contoso.com: 7 incidents not exported.`,
    detail: 'Rows that are written meanwhile are never exported.',
    loss: sampleLosing(now),
    cause: {
      kind: 'activity',
      caller: 'ops-admin@contoso.com',
      at: ago({ hours: 1, minutes: 12 }),
      operation: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
      resource:
        '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin/dataExports/export-ot-alerts',
      checkId: 'export/rule-enabled',
    },
    since: ago({ hours: 1, minutes: 12 }),
    lastEventAt: ago({ hours: 1, minutes: 14 }),
    proof: { at: ago({ hours: 1, minutes: 14 }), by: 'arrival' },
    stages: samplePath(
      ['ok', '7 rows since'],
      ['failing', 'disabled'],
      ['quiet', 'nothing in', true],
      ['ok', 'secret 83 d'],
      ['failing', '1 h ago', true],
    ),
    findings: sampleFindings(at, {
      'export/rule-enabled': {
        status: 'failing',
        reason: 'rule-disabled',
        message:
          'Export rule export-ot-alerts is disabled: rows written while it is off are never exported.',
        since: ago({ hours: 1, minutes: 12 }),
        evidence: [
          {
            label: 'Rule enabled',
            value: 'false',
            resource:
              '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin/dataExports/export-ot-alerts',
            observedAt: ago({ minutes: 2 }),
          },
        ],
        remedy: {
          kind: 'repair',
          title: 'Turn the rule on again',
          text: 'In the Azure portal: Log Analytics workspace law-ot-austin, Settings, Data export, export-ot-alerts, Enabled.',
          url: 'https://portal.azure.com/#@/resource/law-ot-austin/dataExport',
        },
      },
      'transport/events-incoming': {
        status: 'quiet',
        reason: 'no-events',
        message: 'No message came in during the last hour.',
        consequenceOf: 'export/rule-enabled',
        since: ago({ hours: 1 }),
      },
      'delivery/events-arriving': {
        status: 'failing',
        reason: 'no-events',
        message: 'Splunk has indexed nothing for an hour.',
        consequenceOf: 'export/rule-enabled',
        since: ago({ hours: 1 }),
      },
    }),
    remedy: {
      kind: 'repair',
      title: 'Turn the rule on again',
      text: 'In the Azure portal: Log Analytics workspace law-ot-austin, Settings, Data export, export-ot-alerts, Enabled.',
      url: 'https://portal.azure.com/#@/resource/law-ot-austin/dataExport',
    },
    uptime: {
      ratio: 0.9545,
      known: 1,
      hours: 24,
      slots: slots(hours => ({ health: hours <= 2 ? 'failing' : 'healthy' })),
    },
  };

  const degraded: ForwarderHealth = {
    ...healthy,
    entityRef: 'resource:default/lyon-ot-splunk',
    title: 'lyon-ot-splunk',
    owner: 'group:default/plant-lyon',
    region: 'francecentral',
    health: 'degraded',
    headline: 'The client secret ends in 12 days',
    detail: 'Incidents still reach SOC Splunk.',
    since: ago({ days: 2 }),
    secretExpiresAt: ahead({ days: 12 }),
    stages: samplePath(
      ['ok', '3 rows today'],
      ['ok', 'enabled'],
      ['ok', '1 d kept'],
      ['warning', 'secret 12 d'],
      ['ok', '3 events today'],
    ),
    findings: sampleFindings(at, {
      'access/secret-valid': {
        status: 'warning',
        reason: 'secret-ends-soon',
        message: 'The secret ends in 12 days.',
      },
    }),
    remedy: {
      kind: 'rotate',
      title: 'Issue a new secret before the old one ends',
      text: 'Add a client secret to the application, put it into Splunk and the key vault, and delete the old one when Splunk reads with the new one.',
    },
    uptime: { ratio: 1, known: 1, hours: 24, slots: steady('degraded') },
  };

  const quiet: ForwarderHealth = {
    ...healthy,
    entityRef: 'resource:default/osaka-ot-splunk',
    title: 'osaka-ot-splunk',
    owner: 'group:default/plant-osaka',
    region: 'japaneast',
    health: 'quiet',
    headline: 'Nothing to forward for 9 days',
    detail:
      'The configuration is right at every hop, but nothing has proven it for longer than 7 days.',
    lastEventAt: ago({ days: 9 }),
    proof: { at: ago({ days: 9 }), by: 'arrival' },
    stages: samplePath(
      ['quiet', 'no rows'],
      ['ok', 'enabled'],
      ['quiet', 'nothing in'],
      ['ok', 'secret 83 d'],
      ['quiet', 'reading'],
    ),
    findings: sampleFindings(at, {
      'source/rows-arriving': {
        status: 'quiet',
        reason: 'no-rows',
        message: 'SecurityIncident had no rows in the last 9 days.',
      },
    }),
    uptime: { ratio: 1, known: 1, hours: 24, slots: steady('quiet') },
  };

  return {
    healthy,
    failing,
    degraded,
    quiet,
    provenQuiet: {
      ...quiet,
      entityRef: 'resource:default/austin-line-3',
      title: 'austin-line-3',
      owner: 'group:default/plant-austin',
      health: 'healthy',
      headline: 'Nothing to forward',
      detail: 'Proven end to end within the last 7 days.',
      lastEventAt: ago({ days: 3 }),
      proof: { at: ago({ days: 3 }), by: 'arrival' },
    },
    pending: {
      ...healthy,
      entityRef: 'resource:default/lyon-line-1',
      title: 'lyon-line-1',
      owner: 'group:default/plant-lyon',
      health: 'pending',
      headline: 'The export rule is 6 minutes old: too new to judge',
      detail: 'A new rule takes up to 30 minutes to export its first row.',
      since: ago({ minutes: 6 }),
      lastEventAt: undefined,
      proof: undefined,
      stages: samplePath(
        ['ok', '2 rows today'],
        ['pending', '6 min old'],
        ['pending', 'waiting'],
        ['ok', 'secret 180 d'],
        ['pending', 'waiting'],
      ),
      remedy: {
        kind: 'wait',
        title: 'Nothing to do yet',
        text: 'The next sweeps look again; the proof comes with the first row.',
      },
      uptime: {
        known: 0,
        hours: 24,
        slots: slots(hours => (hours === 1 ? { health: 'pending' } : {})),
      },
    },
    unknown: {
      ...healthy,
      entityRef: 'resource:default/lyon-line-2',
      title: 'lyon-line-2',
      owner: 'group:default/plant-lyon',
      health: 'unknown',
      headline: 'Azure refuses to show the export rule of law-ot-lyon',
      detail:
        'The portal’s identity lacks Microsoft.OperationalInsights/workspaces/dataExports/read.',
      since: ago({ hours: 3 }),
      stages: samplePath(
        ['ok', '3 rows today'],
        ['unknown', 'forbidden'],
        ['ok', '1 d kept'],
        ['unknown', 'throttled'],
        ['ok', '3 events today'],
      ),
      findings: sampleFindings(at, {
        'export/rule-enabled': {
          status: 'unknown',
          reason: 'forbidden',
          message:
            'The export rule could not be read: 403 AuthorizationFailed.',
        },
      }),
      remedy: {
        kind: 'grant',
        title: 'Grant Log Analytics Reader to the sweeper',
        text: 'Assign the role on law-ot-lyon to the identity 5a1f0c3e-9d42-4c6b-b7e8-2f4a6d8c0e11.',
      },
      uptime: {
        ratio: 1,
        known: 0.875,
        hours: 24,
        slots: slots(hours => ({ health: hours <= 3 ? 'unknown' : 'healthy' })),
      },
    },
    paused: {
      ...failing,
      entityRef: 'resource:default/austin-line-4',
      title: 'austin-line-4',
      paused: 'plant shutdown until 2 December',
      uptime: {
        ratio: 1,
        known: 0.75,
        hours: 24,
        slots: slots(hours =>
          hours <= 6
            ? { health: 'failing', paused: true }
            : { health: 'healthy' },
        ),
      },
    },
    notChecked: {
      entityRef: 'resource:default/osaka-line-1',
      title: 'osaka-line-1',
      owner: 'group:default/plant-osaka',
      siem: healthy.siem,
      health: 'unknown',
      headline: 'Not checked yet',
      since: ago({ minutes: 1 }),
      stages: [],
      findings: [],
      uptime: { known: 0, hours: 24, slots: [] },
      values: [],
    },
    outOfScope: {
      ...healthy,
      entityRef: 'resource:default/borrowed-rule',
      title: 'borrowed-rule',
      owner: 'group:default/plant-osaka',
      health: 'unknown',
      headline:
        'The export rule is outside the scope of group:default/plant-osaka',
      detail: undefined,
      lastEventAt: undefined,
      proof: undefined,
      secretExpiresAt: undefined,
      stages: samplePath(
        ['unknown', 'out of scope'],
        ['unknown', 'out of scope'],
        ['unknown', 'out of scope'],
        ['unknown', 'out of scope'],
        ['unknown', 'out of scope'],
      ),
      findings: sampleFindings(at).map(finding => ({
        ...finding,
        status: 'unknown',
        reason: 'out-of-scope',
        message: 'The resource is outside the scope of the entity’s owner.',
        evidence: [],
      })),
      uptime: { known: 0, hours: 24, slots: steady('unknown') },
      values: [],
    },
    handover: {
      ...healthy,
      entityRef: 'resource:default/austin-ot-elastic',
      title: 'austin-ot-elastic',
      siem: elastic,
      headline: 'Incidents leave for SOC Elastic',
      detail:
        'The portal cannot see into this SIEM; its consumer group is read.',
      stages: samplePath(
        ['ok', '14 rows today'],
        ['ok', 'enabled'],
        ['ok', '7 d kept'],
        ['ok', 'secret 83 d'],
        ['ok', 'being read'],
      ).map(stage =>
        stage.stage === 'delivery' ? { ...stage, title: 'Elastic' } : stage,
      ),
    },
  };
}
