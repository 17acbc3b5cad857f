import { appendEvents } from '../amqp/appendEvents';
import { fromIso } from '../clock/format';
import { isExportable } from '../arm/operationalInsights/isExportable';
import { hubNameFor } from '../arm/operationalInsights/putDataExport';
import { isActive, namespaceById } from '../arm/eventHub/findNamespace';
import { newHub } from '../arm/eventHub/newHub';
import { hasRoomForHub } from '../arm/eventHub/quotas';
import { normalizeRegion } from '../arm/regions';
import { countMetric } from '../metrics/countMetric';
import {
  DataExportRule,
  EventHub,
  EventHubNamespace,
  LogRow,
  SimulatorState,
  Workspace,
} from '../state';
import { World } from '../World';
import { nextRandom } from './random';

/** How long the export retries before it discards. Source: https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export */
const retryHours = 12;

/** Pause between two tries of a failed delivery. The page gives none; a minute keeps the metric readable. */
const retryPause = 60_000;

/** Records of one message; how the exporter batches is not documented. */
const recordsPerMessage = 50;

type Destination =
  | { namespace: EventHubNamespace; hub: EventHub }
  | { failure: string };

/**
 * The hub that takes a table's rows. Of a rule that names none it is
 * `am-<table>`, which the export makes where the namespace has room.
 */
function hubOf(
  world: World,
  namespace: EventHubNamespace,
  rule: DataExportRule,
  tableName: string,
): EventHub | undefined {
  const name = hubNameFor(rule, tableName);
  const found = namespace.eventHubs[name.toLowerCase()];
  if (found || rule.eventHubName || !hasRoomForHub(world, namespace)) {
    return found;
  }
  const made = newHub(namespace, name, world.clock.now());
  namespace.eventHubs[name.toLowerCase()] = made;
  return made;
}

function destinationOf(
  world: World,
  workspace: Workspace,
  rule: DataExportRule,
  tableName: string,
): Destination {
  const now = world.clock.now();
  const namespace = namespaceById(world, rule.destinationId);
  if (!namespace || !isActive(namespace, now)) {
    return { failure: 'ResourceNotFound' };
  }
  const { behaviours } = world;
  if (
    behaviours.regionRules &&
    normalizeRegion(namespace.location) !== normalizeRegion(workspace.location)
  ) {
    return { failure: 'RegionMismatch' };
  }
  const open =
    namespace.publicNetworkAccess === 'Enabled' &&
    namespace.networkRuleSet.defaultAction === 'Allow';
  if (
    behaviours.networkRules &&
    !open &&
    !namespace.networkRuleSet.trustedServiceAccessEnabled
  ) {
    return { failure: 'Forbidden' };
  }
  // The export sends with a SAS key of the namespace.
  if (behaviours.exportNeedsLocalAuth && namespace.disableLocalAuth) {
    return { failure: 'Unauthorized' };
  }
  const hub = hubOf(world, namespace, rule, tableName);
  if (!hub) {
    return {
      failure: rule.eventHubName ? 'EventHubNotFound' : 'QuotaExceeded',
    };
  }
  if (hub.status === 'Disabled' || hub.status === 'SendDisabled') {
    return { failure: 'EventHubDisabled' };
  }
  if (hub.cleanupPolicy !== 'Delete') {
    return { failure: 'PartitionKeyRequired' };
  }
  if (namespace.isThrottled) {
    for (const metric of ['IncomingRequests', 'ThrottledRequests']) {
      countMetric(world.state, {
        resourceId: namespace.id,
        metric,
        dimensions: [hub.name],
        amount: 1,
        at: now,
      });
    }
    return { failure: 'ServerBusy' };
  }
  return { namespace, hub };
}

/** Appends a message to a partition chosen at random. */
export function sendMessage(
  state: SimulatorState,
  namespace: EventHubNamespace,
  hub: EventHub,
  body: string,
  now: number,
): void {
  const partition = Math.floor(nextRandom(state) * hub.partitions.length);
  appendEvents(state, { namespace, hub, partition }, [{ body }], now);
}

function exportedRecord(
  workspace: Workspace,
  row: LogRow,
): Record<string, unknown> {
  return {
    ...row.columns,
    _Internal_WorkspaceResourceId: workspace.id.toLowerCase(),
  };
}

function countExport(
  world: World,
  workspace: Workspace,
  rule: DataExportRule,
  metric: string,
  amount: number,
  errorType?: string,
): void {
  countMetric(world.state, {
    resourceId: workspace.id,
    metric,
    dimensions: [
      'EventHub',
      rule.name,
      ...(errorType === undefined ? [] : [errorType]),
    ],
    amount,
    at: world.clock.now(),
  });
}

function exportTable(
  world: World,
  workspace: Workspace,
  rule: DataExportRule,
  tableName: string,
): void {
  const now = world.clock.now();
  const key = tableName.toLowerCase();
  const table = workspace.tables[key];
  if (!table) {
    return;
  }
  const cursor = rule.cursors[key] ?? table.nextOrdinal;
  if (cursor >= table.nextOrdinal) {
    return;
  }
  if (world.behaviours.unsupportedTables && !isExportable(table)) {
    // No failure is counted: nothing tells that these rows do not move.
    rule.cursors[key] = table.nextOrdinal;
    return;
  }
  const pending: LogRow[] = [];
  for (let index = table.rows.length - 1; index >= 0; index -= 1) {
    const row = table.rows[index];
    if (row.ordinal < cursor) {
      break;
    }
    pending.unshift(row);
  }
  const destination = destinationOf(world, workspace, rule, tableName);
  if ('failure' in destination) {
    countExport(world, workspace, rule, 'ExportFailed', 1, destination.failure);
    rule.retryAt = now + retryPause;
    if (world.behaviours.exportRetryWindow) {
      const oldest = now - retryHours * 3_600_000;
      const kept = pending.find(row => row.ingestedAt >= oldest);
      rule.cursors[key] = kept?.ordinal ?? table.nextOrdinal;
    }
    return;
  }
  // "A fraction of the exported records" is sent twice by retries: the first message here.
  let repeat = rule.retryAt > 0 && world.behaviours.exportRetryWindow;
  rule.retryAt = 0;
  for (let start = 0; start < pending.length; start += recordsPerMessage) {
    const rows = pending.slice(start, start + recordsPerMessage);
    const body = JSON.stringify({
      records: rows.map(row => exportedRecord(workspace, row)),
    });
    for (let times = repeat ? 2 : 1; times > 0; times -= 1) {
      sendMessage(
        world.state,
        destination.namespace,
        destination.hub,
        body,
        now,
      );
      countExport(world, workspace, rule, 'RecordsExported', rows.length);
      countExport(
        world,
        workspace,
        rule,
        'BytesExported',
        Buffer.byteLength(body),
      );
    }
    repeat = false;
  }
  rule.cursors[key] = table.nextOrdinal;
}

/**
 * Moves new rows of every enabled, settled export rule to its hub. Rows that
 * arrived before a rule was enabled, or while it was disabled, never move.
 */
export function exportRows(world: World): void {
  const now = world.clock.now();
  for (const workspace of Object.values(world.state.workspaces)) {
    for (const rule of Object.values(workspace.dataExports)) {
      if (!rule.enable) {
        continue;
      }
      for (const tableName of rule.tableNames) {
        if (fromIso(rule.exportsFrom) > now) {
          // No history: what arrives before the rule works is not its business.
          const table = workspace.tables[tableName.toLowerCase()];
          rule.cursors[tableName.toLowerCase()] = table?.nextOrdinal ?? 0;
        } else if (rule.retryAt <= now) {
          exportTable(world, workspace, rule, tableName);
        }
      }
    }
  }
}

/** Forgets messages that are older than the retention of their hub. */
export function trimHubs(world: World): void {
  if (!world.behaviours.retention) {
    return;
  }
  const now = world.clock.now();
  for (const namespace of Object.values(world.state.namespaces)) {
    for (const hub of Object.values(namespace.eventHubs)) {
      const oldest = now - hub.retentionHours * 3_600_000;
      for (const partition of hub.partitions) {
        const kept = partition.messages.findIndex(
          message => message.enqueuedAt >= oldest,
        );
        if (kept > 0) {
          partition.messages.splice(0, kept);
        } else if (kept < 0) {
          partition.messages = [];
        }
      }
    }
  }
}
