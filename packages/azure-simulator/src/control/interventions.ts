import { toIso } from '../clock/format';
import { createAlertRows, createIncidentRows } from '../flow/createRows';
import { stringAt, valueAt } from '../http/json';
import { idKey, nameOf } from '../ids/armId';
import {
  dropRoleAssignment,
  roleAssignmentsOf,
} from '../rbac/RoleAssignmentIndex';
import { DataExportRule, SplunkInstance, Workspace } from '../state';
import { World } from '../World';
import { ControlRefusal } from './ControlRefusal';
import { AlertRequest, CreatedAlert, CreatedIncident } from './ControlTypes';

const severities = ['High', 'Medium', 'Low', 'Informational'] as const;

/** Reads what an alert or incident shall be. */
export function readProduct(body: unknown): AlertRequest {
  return {
    iot: valueAt(body, 'iot') !== false,
    followUp: valueAt(body, 'followUp') === true,
    title: stringAt(body, 'title'),
    severity: severities.find(name => name === stringAt(body, 'severity')),
  };
}

function workspaceOf(world: World, workspaceId: string): Workspace {
  const workspace = world.state.workspaces[idKey(workspaceId)];
  if (!workspace) {
    throw new ControlRefusal(`There is no workspace '${workspaceId}'.`, 404);
  }
  return workspace;
}

function ruleOf(
  world: World,
  ruleId: string,
): { workspace: Workspace; rule: DataExportRule } {
  const workspace = Object.values(world.state.workspaces).find(candidate =>
    idKey(ruleId).startsWith(`${idKey(candidate.id)}/`),
  );
  const rule = workspace?.dataExports[nameOf(ruleId).toLowerCase()];
  if (!workspace || !rule) {
    throw new ControlRefusal(`There is no data export rule '${ruleId}'.`, 404);
  }
  return { workspace, rule };
}

/** Makes an incident with its alert, whatever rules there are. */
export function createIncident(
  world: World,
  workspaceId: string,
  request: AlertRequest,
): CreatedIncident {
  return createIncidentRows(
    world.state,
    workspaceOf(world, workspaceId),
    world.clock.now(),
    request,
  );
}

/** Makes an alert; the workspace's rules decide whether an incident follows. */
export function createAlert(
  world: World,
  workspaceId: string,
  request: AlertRequest,
): CreatedAlert {
  return createAlertRows(
    world.state,
    workspaceOf(world, workspaceId),
    world.clock.now(),
    request,
  );
}

/** Enables or disables an export rule; rows of the time without it are lost. */
export function setRuleEnabled(
  world: World,
  ruleId: string,
  enable: boolean,
): void {
  const { workspace, rule } = ruleOf(world, ruleId);
  const now = world.clock.now();
  if (enable && !rule.enable) {
    rule.exportsFrom = toIso(now + world.latencies.exportStart);
    for (const table of rule.tableNames) {
      rule.cursors[table.toLowerCase()] =
        workspace.tables[table.toLowerCase()]?.nextOrdinal ?? 0;
    }
  }
  rule.enable = enable;
  rule.lastModifiedAt = toIso(now);
}

/** Deletes an export rule. */
export function removeRule(world: World, ruleId: string): void {
  const { workspace, rule } = ruleOf(world, ruleId);
  delete workspace.dataExports[rule.name.toLowerCase()];
}

/** Enables or disables a Splunk input. */
export function setInputDisabled(
  world: World,
  name: string,
  disabled: boolean,
): void {
  const input = world.state.splunk.inputs[name];
  if (!input) {
    throw new ControlRefusal(`Splunk has no input '${name}'.`, 404);
  }
  input.disabled = disabled;
}

const splunkInstances: readonly SplunkInstance[] = [
  'splunkManagement',
  'splunkSearch',
];

/** Lets the portal's own token of a Splunk server end now. */
export function expireSplunkToken(world: World, name: string): void {
  const instance = splunkInstances.find(candidate => candidate === name);
  if (!instance) {
    throw new ControlRefusal(
      `There is no Splunk '${name}': ${splunkInstances.join(' or ')}.`,
      404,
    );
  }
  world.state.splunk.portalTokenEnds[instance] = toIso(world.clock.now());
}

/** Lets a search peer fail or come back. */
export function setSplunkPeerDown(
  world: World,
  name: string,
  down: boolean,
): void {
  const others = world.state.splunk.downPeers.filter(peer => peer !== name);
  world.state.splunk.downPeers = down ? [...others, name] : others;
}

/** Makes every secret of an application end now. */
export function expireSecrets(world: World, appId: string): void {
  const application = Object.values(world.state.directory.applications).find(
    candidate => candidate.appId === appId.toLowerCase(),
  );
  if (!application) {
    throw new ControlRefusal(`There is no application '${appId}'.`, 404);
  }
  const now = world.clock.now();
  for (const password of application.passwordCredentials) {
    password.endDateTime = toIso(now);
  }
}

/** Removes role assignments of an application's service principal; answers how many. */
export function removeRoleAssignments(
  world: World,
  appId: string,
  roleGuid: string | undefined,
): number {
  const { directory } = world.state;
  const principal = Object.values(directory.servicePrincipals).find(
    candidate => candidate.appId === appId.toLowerCase(),
  );
  if (!principal) {
    throw new ControlRefusal(
      `There is no service principal of application '${appId}'.`,
      404,
    );
  }
  const removed = roleAssignmentsOf(world.state, principal.id).filter(
    assignment =>
      roleGuid === undefined || assignment.roleDefinitionGuid === roleGuid,
  );
  for (const { id } of removed) {
    dropRoleAssignment(world.state, id);
  }
  return removed.length;
}

/** Registers or unregisters a resource provider. */
export function setProvider(
  world: World,
  subscriptionId: string,
  namespace: string,
  registered: boolean,
): void {
  const subscription = world.state.subscriptions[subscriptionId.toLowerCase()];
  if (!subscription) {
    throw new ControlRefusal(
      `There is no subscription '${subscriptionId}'.`,
      404,
    );
  }
  subscription.providers[namespace.toLowerCase()] = registered
    ? 'Registered'
    : 'NotRegistered';
}
