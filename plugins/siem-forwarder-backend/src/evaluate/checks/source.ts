import { Check, check } from '../Check';
import { failing, ok, quiet, unknown } from '../Answer';
import { never, ofSetting } from '../Answers';
import { formatInstant } from '../formatTime';
import { counted } from '../nouns';
import { change } from '../remedy';

const INCIDENTS = 'SecurityIncident';

/** Questions about Microsoft Sentinel. */
export const sourceChecks: Check[] = [
  check({
    id: 'source/sentinel-onboarded',
    title: 'Microsoft Sentinel is onboarded',
    source: 'https://learn.microsoft.com/azure/sentinel/quickstart-onboard',
    answers: { ...ofSetting, ok: ['ok'], failing: ['sentinel-not-onboarded'] },
    reads: ['sentinelOnboarded'],
    evidence: ({ sentinelOnboarded }, { subject }) => [
      {
        fact: 'sentinelOnboarded',
        label: 'Microsoft Sentinel onboarded',
        value: String(sentinelOnboarded),
        resource: subject.forwarder.workspace?.toString(),
      },
    ],
    ask: ({ sentinelOnboarded }, { subject, settings }) => {
      const workspace = subject.forwarder.workspace;
      return sentinelOnboarded
        ? ok(`Microsoft Sentinel is onboarded to workspace ${workspace?.name}.`)
        : failing(
            'sentinel-not-onboarded',
            `Microsoft Sentinel is not onboarded to workspace ${workspace?.name}: it makes neither alerts nor incidents.`,
            {
              brief: 'no Sentinel',
              remedy: change({
                title: 'Add Microsoft Sentinel to the workspace',
                text: `Azure portal: Microsoft Sentinel > Create > ${workspace?.name} > Add.`,
                url:
                  workspace && settings.portal?.resource(workspace.toString()),
              }),
            },
          );
    },
  }),
  check({
    id: 'source/iot-connector-connected',
    title: 'The Defender for IoT connector is connected',
    source:
      'https://learn.microsoft.com/azure/defender-for-iot/organizations/iot-solution',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['connector-missing', 'connector-disabled'],
    },
    reads: ['iotConnectors'],
    evidence: ({ iotConnectors }) =>
      iotConnectors.map(connector => ({
        fact: 'iotConnectors',
        label: `Alerts of subscription ${connector.subscriptionId}`,
        value: connector.alertsEnabled ? 'connected' : 'not connected',
      })),
    ask: ({ iotConnectors }, { subject, settings }) => {
      const workspace = subject.forwarder.workspace;
      const connected = iotConnectors.filter(c => c.alertsEnabled).length;
      if (connected > 0) {
        return ok(
          `The Defender for IoT connector is connected for ${counted(
            connected,
            'subscription',
          )}.`,
        );
      }
      return failing(
        iotConnectors.length > 0 ? 'connector-disabled' : 'connector-missing',
        `The Defender for IoT connector of workspace ${workspace?.name} is not connected: no alert of Defender for IoT reaches Microsoft Sentinel.`,
        {
          brief: 'not connected',
          remedy: change({
            title: 'Connect the Defender for IoT connector',
            text: 'Microsoft Sentinel > Configuration > Data connectors > Microsoft Defender for IoT > Open connector page > Connect, for each subscription with a Defender for IoT plan.',
            url: workspace && settings.portal?.resource(workspace.toString()),
          }),
        },
      );
    },
  }),
  check({
    id: 'source/incident-creation-enabled',
    title: 'Defender for IoT alerts become incidents',
    source:
      'https://learn.microsoft.com/azure/sentinel/create-incidents-from-alerts',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['no-incident-creation'],
      skipped: ['no-incidents-exported'],
      unknown: ['nothing-to-compare'],
    },
    reads: ['incidentCreators'],
    mayRead: ['iotIncidents'],
    notFor: ({ forwarder }) =>
      forwarder.tables.includes(INCIDENTS)
        ? undefined
        : {
            reason: 'no-incidents-exported',
            message: 'Only alerts are forwarded, so incidents are not needed.',
          },
    evidence: ({ incidentCreators, iotIncidents }) => [
      ...incidentCreators.map(creator => ({
        fact: 'incidentCreators' as const,
        label:
          creator.kind === 'scheduled'
            ? 'Scheduled rule'
            : 'Incident creation rule',
        value: creator.name,
      })),
      ...(iotIncidents
        ? [
            {
              fact: 'iotIncidents' as const,
              label: 'Incidents with a Defender for IoT alert in 7 days',
              value: String(iotIncidents.total),
            },
          ]
        : []),
    ],
    ask: ({ incidentCreators, iotIncidents }, { subject, settings }) => {
      if (incidentCreators.length > 0) {
        return ok(
          `${counted(
            incidentCreators.length,
            'analytics rule',
          )} can make incidents of Defender for IoT alerts.`,
        );
      }
      if (iotIncidents && iotIncidents.total > 0) {
        return ok(
          'No analytics rule of Microsoft Sentinel makes incidents of Defender for IoT alerts, and there are such incidents: something else (Defender XDR) makes them.',
        );
      }
      const workspace = subject.forwarder.workspace;
      if (!iotIncidents) {
        return unknown(
          'nothing-to-compare',
          `No analytics rule of workspace ${workspace?.name} makes incidents of Defender for IoT alerts, and it is not known whether something else (Defender XDR) does.`,
        );
      }
      return failing(
        'no-incident-creation',
        `Nothing makes incidents of Defender for IoT alerts in workspace ${workspace?.name}: ${INCIDENTS} can never hold one.`,
        {
          brief: 'alerts only',
          remedy: change({
            title: 'Create incidents, or forward alerts',
            text: `Microsoft Sentinel > Configuration > Analytics: enable 'Create incidents based on Azure Defender for IOT alerts', or in the Defender portal the scheduled rules of the solution 'Microsoft Defender for IoT'; or forward the table SecurityAlert instead.`,
            url: workspace && settings.portal?.resource(workspace.toString()),
          }),
        },
      );
    },
  }),
  check({
    id: 'source/alerts-arriving',
    title: 'Alerts of Defender for IoT arrive in Sentinel',
    source: 'https://learn.microsoft.com/azure/sentinel/security-alert-schema',
    answers: {
      ok: ['ok'],
      warning: never.silence,
      failing: never.silence,
      pending: 'Alerts are counted as they are; none is expected by a time.',
      quiet: ['no-alerts'],
      skipped: never.always,
    },
    reads: ['iotAlerts'],
    evidence: ({ iotAlerts }) => [
      {
        fact: 'iotAlerts',
        label: 'Alerts in 24 hours',
        value: String(iotAlerts.recent),
      },
      {
        fact: 'iotAlerts',
        label: 'Alerts in 7 days',
        value: String(iotAlerts.total),
      },
      {
        fact: 'iotAlerts',
        label: 'Newest alert',
        value: iotAlerts.newestAt ?? 'none in 7 days',
      },
    ],
    ask: ({ iotAlerts }) => {
      if (iotAlerts.recent > 0) {
        return ok(
          `${counted(
            iotAlerts.recent,
            'alert',
          )} of Defender for IoT in 24 hours.`,
        );
      }
      return iotAlerts.newestAt
        ? quiet(
            'no-alerts',
            `No alert of Defender for IoT in 24 hours; the newest is of ${formatInstant(
              iotAlerts.newestAt,
            )}.`,
            { brief: 'no alerts' },
          )
        : quiet(
            'no-alerts',
            'No alert of Defender for IoT in 7 days. Only cloud-connected sensors send alerts to Sentinel.',
            { brief: 'no alerts' },
          );
    },
  }),
  check({
    id: 'source/rows-arriving',
    title: 'The exported tables get rows',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: {
      ok: ['ok'],
      warning: never.silence,
      failing: never.silence,
      pending: 'Rows are counted as they are; none is expected by a time.',
      quiet: ['no-rows'],
      skipped: never.always,
    },
    reads: ['production'],
    evidence: ({ production }) =>
      production.flatMap(table => [
        {
          fact: 'production' as const,
          label: `${table.table}: rows in 24 hours`,
          value: String(table.rows),
        },
        {
          fact: 'production' as const,
          label: `${table.table}: newest row`,
          value: table.newestAt ?? 'none in 7 days',
        },
      ]),
    ask: ({ production }, { subject }) => {
      const rows = production.reduce((sum, table) => sum + table.rows, 0);
      const tables = subject.forwarder.tables.join(' and ');
      if (rows > 0) {
        return ok(`${counted(rows, 'row')} in ${tables} in 24 hours.`, {
          brief: `${rows.toLocaleString('en-US')} in 24 h`,
        });
      }
      const newest = production
        .flatMap(table => table.newestAt ?? [])
        .sort()
        .pop();
      return quiet(
        'no-rows',
        newest
          ? `No row in ${tables} in 24 hours; the newest is of ${formatInstant(
              newest,
            )}.`
          : `No row in ${tables} in 7 days.`,
        { brief: 'no rows' },
      );
    },
  }),
];
