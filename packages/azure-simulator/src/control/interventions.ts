import { isNamespaceName } from '../arm/eventHub/putNamespace';
import { toIso } from '../clock/format';
import { createAlertRows, createIncidentRows } from '../flow/createRows';
import { stringAt, valueAt } from '../http/json';
import { idKey } from '../ids/armId';
import {
  dropRoleAssignment,
  roleAssignmentsOf,
} from '../rbac/RoleAssignmentIndex';
import { roleDefinitions } from '../rbac/roleDefinitions';
import { noteOperator } from '../scenarios/noteOperator';
import { DataExportRule, SplunkInstance, Workspace } from '../state';
import { World } from '../World';
import { ControlRefusal } from './ControlRefusal';
import { AlertRequest, CreatedAlert, CreatedIncident } from './ControlTypes';
import { notFound } from './notFound';

const whereIdsAre =
  'The command `forwarders` lists the ids of every forwarder.';

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
  const { workspaces } = world.state;
  const workspace = workspaces[idKey(workspaceId)];
  if (!workspace) {
    throw notFound({
      problem: `There is no workspace '${workspaceId}'.`,
      name: workspaceId,
      known: Object.values(workspaces).map(({ id }) => id),
      remedy: whereIdsAre,
    });
  }
  return workspace;
}

function ruleOf(
  world: World,
  ruleId: string,
): { workspace: Workspace; rule: DataExportRule } {
  const rules = Object.values(world.state.workspaces).flatMap(workspace =>
    Object.values(workspace.dataExports).map(rule => ({ workspace, rule })),
  );
  const found = rules.find(({ rule }) => idKey(rule.id) === idKey(ruleId));
  if (!found) {
    throw notFound({
      problem: `There is no data export rule '${ruleId}'.`,
      name: ruleId,
      known: rules.map(({ rule }) => rule.id),
      remedy: whereIdsAre,
    });
  }
  return found;
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
  noteOperator(world, {
    operationName: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
    resourceId: rule.id,
  });
}

/** Deletes an export rule. */
export function removeRule(world: World, ruleId: string): void {
  const { workspace, rule } = ruleOf(world, ruleId);
  delete workspace.dataExports[rule.name.toLowerCase()];
  noteOperator(world, {
    operationName:
      'Microsoft.OperationalInsights/workspaces/dataExports/delete',
    resourceId: rule.id,
  });
}

/** Enables or disables a Splunk input. */
export function setInputDisabled(
  world: World,
  name: string,
  disabled: boolean,
): void {
  const { inputs } = world.state.splunk;
  const input = inputs[name];
  if (!input) {
    throw notFound({
      problem: `Splunk has no input '${name}'.`,
      name,
      known: Object.keys(inputs),
      remedy: whereIdsAre,
    });
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
  const applications = Object.values(world.state.directory.applications);
  const application = applications.find(
    candidate => candidate.appId === appId.toLowerCase(),
  );
  if (!application) {
    throw notFound({
      problem: `There is no application '${appId}'.`,
      name: appId,
      known: applications.map(candidate => candidate.appId),
      remedy: whereIdsAre,
    });
  }
  const now = world.clock.now();
  for (const password of application.passwordCredentials) {
    password.endDateTime = toIso(now);
  }
}

/** GUID of a role that can be assigned. */
function roleOf(roleName: string): string {
  const role = roleDefinitions.find(
    candidate => candidate.roleName === roleName,
  );
  if (!role) {
    throw notFound({
      problem: `There is no role '${roleName}'.`,
      name: roleName,
      known: roleDefinitions.map(candidate => candidate.roleName),
      remedy: 'Give the display name of a role, or none for all of them.',
    });
  }
  return role.name;
}

/** Removes role assignments of an application's service principal; answers how many. */
export function removeRoleAssignments(
  world: World,
  appId: string,
  roleName: string | undefined,
): number {
  const roleGuid = roleName === undefined ? undefined : roleOf(roleName);
  const { directory } = world.state;
  const principals = Object.values(directory.servicePrincipals);
  const principal = principals.find(
    candidate => candidate.appId === appId.toLowerCase(),
  );
  if (!principal) {
    throw notFound({
      problem: `There is no service principal of application '${appId}'.`,
      name: appId,
      known: principals.map(candidate => candidate.appId),
      remedy: whereIdsAre,
    });
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
  const { subscriptions } = world.state;
  const subscription = subscriptions[subscriptionId.toLowerCase()];
  if (!subscription) {
    throw notFound({
      problem: `There is no subscription '${subscriptionId}'.`,
      name: subscriptionId,
      known: Object.keys(subscriptions),
      remedy:
        'The workspace ids that the command `forwarders` lists begin with theirs.',
    });
  }
  const { providers } = subscription;
  if (!Object.hasOwn(providers, namespace.toLowerCase())) {
    throw notFound({
      problem: `Subscription '${subscriptionId}' knows no resource provider '${namespace}'.`,
      name: namespace,
      known: Object.keys(providers),
      remedy: 'Give one that the simulator has.',
    });
  }
  providers[namespace.toLowerCase()] = registered
    ? 'Registered'
    : 'NotRegistered';
}

/** Lets the next creation of a namespace of a name fail. */
export function failNextNamespace(world: World, name: string): void {
  if (!isNamespaceName(name)) {
    throw new ControlRefusal(
      `No namespace can be called '${name}': give 6 to 50 letters, digits and hyphens, a letter first, a letter or digit last.`,
    );
  }
  world.state.failingNamespaceNames.push(name.toLowerCase());
}
