import { randomUUID } from 'node:crypto';
import { toIso } from '../../clock/format';
import { booleanAt, memberOf, stringAt, stringsAt } from '../../http/json';
import { ServiceRequest } from '../../http/Route';
import { idKey, nameOf } from '../../ids/armId';
import { mayManage } from '../../rbac/accessOf';
import { DataExportRule, EventHubNamespace, Workspace } from '../../state';
import { World } from '../../World';
import { armErrors } from '../armErrors';
import { namespaceById } from '../eventHub/findNamespace';
import { normalizeRegion } from '../regions';
import { dataExportErrors } from './dataExportErrors';
import { requireWorkspace } from './findWorkspace';

/** Source: PUT parameter in the OpenAPI document 2020-08-01. */
const namePattern = /^[A-Za-z][A-Za-z0-9-]+[A-Za-z0-9]$/;

/** Source: https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#limitations */
const activeRuleLimit = 10;

/** What the caller needs at an event hub destination. Source: the same page, permissions. */
const destinationActions = [
  'Microsoft.EventHub/namespaces/eventhubs/write',
  'Microsoft.EventHub/namespaces/eventhubs/messages/write',
  'Microsoft.EventHub/namespaces/authorizationRules/listkeys/action',
];

function requireDestinationRights(
  world: World,
  request: ServiceRequest,
  destinationId: string,
): void {
  const missing = destinationActions.find(
    action => !mayManage(world, request.caller.objectId, action, destinationId),
  );
  if (missing) {
    throw armErrors.linkedAuthorizationFailed({
      ...request.caller,
      action: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
      scope: request.path,
      linkedAction: missing,
      linkedScope: destinationId,
    });
  }
}

function requireDestination(
  world: World,
  request: ServiceRequest,
  workspace: Workspace,
  destinationId: string,
  eventHubName: string | null,
): EventHubNamespace {
  if (
    !/\/providers\/microsoft\.eventhub\/namespaces\/[^/]+$/i.test(destinationId)
  ) {
    throw dataExportErrors.unsupportedDestination({ id: destinationId });
  }
  const namespace = namespaceById(world, destinationId);
  if (!namespace) {
    throw dataExportErrors.destinationNotFound(
      { id: destinationId },
      // Some of this service's refusals come as text (Azure/azure-cli#17342), it is not known which.
      { plainText: world.behaviours.plainTextRefusals },
    );
  }
  requireDestinationRights(world, request, destinationId);
  if (
    world.behaviours.regionRules &&
    normalizeRegion(namespace.location) !== normalizeRegion(workspace.location)
  ) {
    throw dataExportErrors.regionMismatch({
      destination: namespace.location,
      workspace: workspace.location,
    });
  }
  if (
    eventHubName &&
    !memberOf(namespace.eventHubs, eventHubName.toLowerCase())
  ) {
    throw dataExportErrors.hubNotFound({
      hub: eventHubName,
      id: destinationId,
    });
  }
  return namespace;
}

/** A rule as its PUT leaves it; the PUT replaces the whole rule. */
export function putDataExport(
  world: World,
  request: ServiceRequest,
): { rule: DataExportRule; created: boolean } {
  const { params, body, now } = request;
  const workspace = requireWorkspace(world, params);
  const name = params.dataExportName;
  if (!namePattern.test(name) || name.length < 4 || name.length > 63) {
    throw dataExportErrors.invalidName({ name });
  }
  const provider =
    world.state.subscriptions[params.subscriptionId.toLowerCase()].providers[
      'microsoft.insights'
    ];
  if (provider !== 'Registered') {
    throw armErrors.missingSubscriptionRegistration({
      namespace: 'microsoft.insights',
    });
  }
  const tableNames = stringsAt(body, 'properties', 'tableNames') ?? [];
  if (tableNames.length === 0) {
    throw dataExportErrors.missingTables();
  }
  for (const table of tableNames) {
    if (!workspace.tables[table.toLowerCase()]) {
      throw dataExportErrors.tableNotFound({ table });
    }
  }
  const destinationId = stringAt(
    body,
    'properties',
    'destination',
    'resourceId',
  );
  if (!destinationId) {
    throw dataExportErrors.missingDestination();
  }
  const eventHubName =
    stringAt(body, 'properties', 'destination', 'metaData', 'eventHubName') ??
    null;
  requireDestination(world, request, workspace, destinationId, eventHubName);

  const key = name.toLowerCase();
  const existing = workspace.dataExports[key];
  const others = Object.values(workspace.dataExports).filter(
    rule => rule.name.toLowerCase() !== key,
  );
  const sameDestination = others.find(
    rule =>
      idKey(rule.destinationId) === idKey(destinationId) &&
      (rule.eventHubName ?? '').toLowerCase() ===
        (eventHubName ?? '').toLowerCase(),
  );
  if (sameDestination) {
    throw dataExportErrors.destinationInUse({ ruleId: sameDestination.id });
  }
  const enable = booleanAt(body, 'properties', 'enable') ?? true;
  if (
    world.behaviours.quotas &&
    enable &&
    others.filter(rule => rule.enable).length >= activeRuleLimit
  ) {
    throw dataExportErrors.tooManyRules({ limit: activeRuleLimit });
  }

  const enabledNow = enable && !existing?.enable;
  const rule: DataExportRule = {
    dataExportId: existing?.dataExportId ?? randomUUID(),
    id: idKey(`${workspace.id}/dataexports/${name}`),
    name: existing?.name ?? name,
    tableNames,
    destinationId,
    eventHubName,
    enable,
    createdAt: existing?.createdAt ?? toIso(now),
    lastModifiedAt: toIso(now),
    visibleFrom:
      existing?.visibleFrom ?? toIso(now + world.latencies.exportVisible),
    exportsFrom:
      existing && !enabledNow
        ? existing.exportsFrom
        : toIso(now + world.latencies.exportStart),
    cursors: Object.fromEntries(
      tableNames.map(table => {
        const tableKey = table.toLowerCase();
        const kept = enabledNow ? undefined : existing?.cursors[tableKey];
        return [tableKey, kept ?? workspace.tables[tableKey].nextOrdinal];
      }),
    ),
    retryAt: 0,
  };
  workspace.dataExports[key] = rule;
  return { rule, created: existing === undefined };
}

/** The name of the hub that receives a table's rows: the rule's, or `am-<table>`. */
export function hubNameFor(rule: DataExportRule, tableName: string): string {
  return rule.eventHubName ?? `am-${nameOf(tableName)}`;
}
