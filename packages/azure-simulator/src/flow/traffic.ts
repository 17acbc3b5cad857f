import { Behaviours } from '../Behaviours';
import { toTicksIso } from '../clock/format';
import { SimulatorState, Workspace } from '../state';
import { createAlertRows, createIncidentRows } from './createRows';
import { eventsIn, nextRandom, pick } from './random';
import { appendRow } from './rows';

/** Days that rows are kept. */
const retentionDays = 30;

const dayMilliseconds = 24 * 60 * 60 * 1000;

const analysts = ['a.moreau', 'j.okafor', 'h.tanaka', 's.lindqvist'] as const;

/** Whether the Defender for IoT connector of a workspace delivers alerts. */
export function isIotConnected(workspace: Workspace): boolean {
  if (workspace.sentinel.onboardedFrom === null) {
    return false;
  }
  return Object.values(workspace.sentinel.dataConnectors).some(connector => {
    const { dataTypes } = connector.properties;
    const state =
      typeof dataTypes === 'object' &&
      dataTypes !== null &&
      !Array.isArray(dataTypes) &&
      typeof dataTypes.alerts === 'object' &&
      dataTypes.alerts !== null &&
      !Array.isArray(dataTypes.alerts)
        ? dataTypes.alerts.state
        : undefined;
    return (
      connector.kind.toUpperCase() === 'IOT' &&
      String(state).toLowerCase() === 'enabled'
    );
  });
}

function updateIncidents(
  state: SimulatorState,
  workspace: Workspace,
  now: number,
  behaviours: Behaviours,
): void {
  const { sentinel } = workspace;
  const due = sentinel.plannedUpdates.filter(update => update.at <= now);
  if (due.length === 0) {
    return;
  }
  sentinel.plannedUpdates = sentinel.plannedUpdates.filter(
    update => update.at > now,
  );
  const rows = workspace.tables.securityincident?.rows ?? [];
  for (const update of due) {
    const latest = rows.findLast(
      row => row.columns.IncidentName === update.incidentName,
    );
    if (!latest) {
      continue;
    }
    const at = toTicksIso(update.at);
    const analyst = pick(state, analysts);
    const address = `${analyst}@ot-plants.example`;
    const { TimeGenerated: _, ...kept } = latest.columns;
    const columns = {
      ...kept,
      TimeGenerated: at,
      LastModifiedTime: at,
      ...(update.change === 'assign'
        ? {
            Status: 'Active',
            Owner: {
              objectId: null,
              email: address,
              assignedTo: analyst,
              userPrincipalName: address,
            },
            ModifiedBy: address,
          }
        : {
            Status: 'Closed',
            Classification: pick(state, [
              'BenignPositive',
              'TruePositive',
              'FalsePositive',
            ]),
            ClassificationReason: 'SuspiciousButExpected',
            ClosedTime: at,
            ModifiedBy: address,
          }),
    };
    if (behaviours.incidentUpdates) {
      appendRow(workspace, 'SecurityIncident', columns, update.at);
    } else {
      Object.assign(latest.columns, columns);
    }
  }
}

/**
 * What the plants produce between two instants: alerts of Defender for IoT
 * where its connector is connected, incidents as the rules make them, incidents
 * of other products, and the changes that analysts make.
 */
export function produceTraffic(
  state: SimulatorState,
  from: number,
  to: number,
  behaviours: Behaviours,
): void {
  for (const workspace of Object.values(state.workspaces)) {
    const { iotAlertsPerHour, otherIncidentsPerHour } = workspace.traffic;
    const instants: { at: number; iot: boolean }[] = [];
    const place = (perHour: number, iot: boolean) => {
      const count = eventsIn(state, perHour, to - from);
      for (let index = 0; index < count; index += 1) {
        instants.push({
          at: Math.floor(from + nextRandom(state) * (to - from)),
          iot,
        });
      }
    };
    if (isIotConnected(workspace)) {
      place(iotAlertsPerHour, true);
    }
    if (workspace.sentinel.onboardedFrom !== null) {
      place(otherIncidentsPerHour, false);
    }
    instants.sort((one, other) => one.at - other.at);
    for (const { at, iot } of instants) {
      if (iot) {
        createAlertRows(state, workspace, at, { iot, followUp: true });
      } else {
        createIncidentRows(state, workspace, at, { iot, followUp: true });
      }
    }
    updateIncidents(state, workspace, to, behaviours);
    for (const table of Object.values(workspace.tables)) {
      const oldest = to - retentionDays * dayMilliseconds;
      if (table.rows.length > 0 && table.rows[0].ingestedAt < oldest) {
        table.rows = table.rows.filter(row => row.ingestedAt >= oldest);
      }
    }
  }
}
