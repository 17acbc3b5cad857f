import { toTicksIso } from '../clock/format';
import {
  AlertRequest,
  CreatedAlert,
  CreatedIncident,
} from '../control/ControlTypes';
import { resourceGroupOf, subscriptionIdOf } from '../ids/armId';
import { AlertRule, SimulatorState, Workspace } from '../state';
import {
  AlertSubject,
  iotSubjects,
  otherSubjects,
  Severity,
} from './alertTitles';
import { nextRandom, pick, randomGuid } from './random';
import { appendRow } from './rows';

const minute = 60_000;

/** `ProviderName` of Defender for IoT's alerts. Source: https://learn.microsoft.com/azure/defender-for-iot/organizations/iot-advanced-threat-monitoring */
const iotProvider = 'IoTSecurity';

/** `productFilter` of the rule that makes incidents of Defender for IoT's alerts. */
const iotProductFilter = 'Azure Security Center for IoT';

interface PlacedAlert {
  systemAlertId: string;
  subject: AlertSubject;
  severity: Severity;
  iot: boolean;
}

function addAlert(
  state: SimulatorState,
  workspace: Workspace,
  now: number,
  request: AlertRequest,
): PlacedAlert {
  const iot = request.iot ?? true;
  const subject = pick(state, iot ? iotSubjects : otherSubjects);
  const severity = request.severity ?? subject.severity;
  const title = request.title ?? subject.title;
  const systemAlertId = randomGuid(state);
  const at = toTicksIso(now);
  const sensor = `sensor-${workspace.name.replace(/^law-ot-/, '')}-0${
    1 + Math.floor(nextRandom(state) * 3)
  }`;
  appendRow(
    workspace,
    'SecurityAlert',
    {
      DisplayName: title,
      AlertName: title,
      AlertSeverity: severity,
      Description: subject.description,
      ProviderName: iot ? iotProvider : 'ASI Scheduled Alerts',
      VendorName: 'Microsoft',
      VendorOriginalId: randomGuid(state),
      SystemAlertId: systemAlertId,
      ResourceId: '',
      SourceComputerId: '',
      AlertType: iot
        ? `IoT_${title.replace(/[^A-Za-z]+/g, '')}`
        : `${workspace.customerId}_${randomGuid(state)}`,
      ConfidenceLevel: '',
      ConfidenceScore: null,
      IsIncident: false,
      StartTime: at,
      EndTime: at,
      ProcessingEndTime: at,
      RemediationSteps: '[]',
      ExtendedProperties: JSON.stringify(
        iot
          ? {
              SensorId: sensor,
              SensorType: 'OT',
              Protocol: subject.protocol,
              Category: subject.component,
              SourceDeviceAddress: `10.20.${Math.floor(
                nextRandom(state) * 30,
              )}.${2 + Math.floor(nextRandom(state) * 250)}`,
              DestinationDeviceAddress: `10.20.40.${
                2 + Math.floor(nextRandom(state) * 250)
              }`,
            }
          : { 'Query Period': '01:00:00', 'Trigger Threshold': '0' },
      ),
      Entities: '[]',
      SourceSystem: 'Detection',
      WorkspaceSubscriptionId: subscriptionIdOf(workspace.id) ?? '',
      WorkspaceResourceGroup: resourceGroupOf(workspace.id) ?? '',
      ExtendedLinks: '',
      ProductName: iot ? iotProductFilter : 'Azure Sentinel',
      ProductComponentName: iot ? subject.component : 'Scheduled Alerts',
      AlertLink: '',
      Status: 'New',
      CompromisedEntity: iot ? sensor : '',
      Tactics: subject.tactics,
      Techniques: '',
      SubTechniques: '',
    },
    now,
  );
  return {
    systemAlertId,
    subject: { ...subject, title },
    severity,
    iot,
  };
}

function addIncident(
  state: SimulatorState,
  workspace: Workspace,
  now: number,
  alert: PlacedAlert,
  rule: AlertRule | undefined,
  followUp: boolean,
): CreatedIncident {
  const { sentinel } = workspace;
  sentinel.lastIncidentNumber += 1;
  const incidentNumber = sentinel.lastIncidentNumber;
  const incidentName = randomGuid(state);
  const at = toTicksIso(now);
  appendRow(
    workspace,
    'SecurityIncident',
    {
      IncidentName: incidentName,
      Title: alert.subject.title,
      Description: alert.subject.description,
      Severity: alert.severity,
      Status: 'New',
      Classification: '',
      ClassificationComment: '',
      ClassificationReason: '',
      Owner: {
        objectId: null,
        email: null,
        assignedTo: null,
        userPrincipalName: null,
      },
      ProviderName: 'Azure Sentinel',
      ProviderIncidentId: String(incidentNumber),
      FirstActivityTime: at,
      LastActivityTime: at,
      FirstModifiedTime: at,
      LastModifiedTime: at,
      CreatedTime: at,
      ClosedTime: null,
      IncidentNumber: incidentNumber,
      RelatedAnalyticRuleIds: rule
        ? [
            `${workspace.id}/providers/Microsoft.SecurityInsights/alertRules/${rule.name}`,
          ]
        : [],
      AlertIds: [alert.systemAlertId],
      BookmarkIds: [],
      Comments: [],
      Tasks: [],
      Labels: [],
      IncidentUrl: `https://portal.azure.com/#asset/Microsoft_Azure_Security_Insights/Incident${workspace.id}/providers/Microsoft.SecurityInsights/Incidents/${incidentName}`,
      AdditionalData: {
        alertsCount: 1,
        bookmarksCount: 0,
        commentsCount: 0,
        alertProductNames: [
          alert.iot ? 'Azure Security Center for IoT' : 'Azure Sentinel',
        ],
        tactics: [alert.subject.tactics],
      },
      ModifiedBy: rule ? 'Incident created from alert' : 'Automation',
      SourceSystem: 'Azure',
    },
    now,
  );
  if (followUp && nextRandom(state) < 0.6) {
    sentinel.plannedUpdates.push({
      at: now + (5 + Math.floor(nextRandom(state) * 20)) * minute,
      incidentName,
      change: 'assign',
    });
    sentinel.plannedUpdates.push({
      at: now + (60 + Math.floor(nextRandom(state) * 300)) * minute,
      incidentName,
      change: 'close',
    });
  }
  return { incidentName, incidentNumber, alertIds: [alert.systemAlertId] };
}

/** The enabled analytics rule that makes an incident of an alert, or undefined. */
function incidentRuleFor(
  workspace: Workspace,
  alert: PlacedAlert,
): AlertRule | undefined {
  return Object.values(workspace.sentinel.alertRules).find(
    ({ kind, properties }) => {
      if (properties.enabled !== true) {
        return false;
      }
      if (kind === 'MicrosoftSecurityIncidentCreation') {
        const severities = properties.severitiesFilter;
        return (
          alert.iot &&
          properties.productFilter === iotProductFilter &&
          (!Array.isArray(severities) ||
            severities.length === 0 ||
            severities.includes(alert.severity))
        );
      }
      const query = String(properties.query ?? '');
      return (
        (kind === 'Scheduled' || kind === 'NRT') &&
        alert.iot &&
        /SecurityAlert/.test(query) &&
        /IoTSecurity|Azure Security Center for IoT/.test(query)
      );
    },
  );
}

/** An alert, and the incident that the workspace's rules make of it. */
export function createAlertRows(
  state: SimulatorState,
  workspace: Workspace,
  now: number,
  request: AlertRequest,
): CreatedAlert {
  const alert = addAlert(state, workspace, now, request);
  const rule = incidentRuleFor(workspace, alert);
  return {
    systemAlertId: alert.systemAlertId,
    incident: rule
      ? addIncident(
          state,
          workspace,
          now,
          alert,
          rule,
          request.followUp ?? false,
        )
      : null,
  };
}

/** An incident with its alert, whatever rules the workspace has. */
export function createIncidentRows(
  state: SimulatorState,
  workspace: Workspace,
  now: number,
  request: AlertRequest,
): CreatedIncident {
  const alert = addAlert(state, workspace, now, request);
  return addIncident(
    state,
    workspace,
    now,
    alert,
    incidentRuleFor(workspace, alert),
    request.followUp ?? false,
  );
}
