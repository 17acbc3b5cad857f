import { ExportRuleFact, IotConnectorFact } from '../../collect/Facts';
import { Forwarder } from '../../collect/Forwarder';
import { KnownFacts } from './KnownFacts';
import { StopMemory } from './LossMemory';

/** Why rows are not exported at all, and never will be: the export knows no history. */
export interface ExportStop {
  reason: 'rule-missing' | 'rule-disabled' | 'tables-differ' | 'connector-off';
  /** The check that fails for the same reason. */
  checkId: string;
  /** Tables whose rows are lost; none where the rows do not even come to be. */
  tables: string[];
  /** When the service says that it was changed last (ISO 8601). */
  changedAt?: string;
  /** When the facts were read (epoch milliseconds). */
  at: number;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Tells whether the export stands still by its configuration.
 *
 * @param before - the stop that was remembered
 * @returns undefined when it is not known, null when it runs
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export - data is exported from the time of configuration on
 */
export function exportStopOf(
  known: KnownFacts,
  forwarder: Forwarder,
  before: StopMemory | undefined,
): ExportStop | null | undefined {
  const rule = known.get('exportRule');
  if (!rule) {
    return undefined;
  }
  const at = rule.at;
  const stop = ruleStopOf(rule.value, forwarder.tables);
  if (stop) {
    return { ...stop, at };
  }
  const wasOff = before?.reason === 'connector-off';
  const connectors = known.get('iotConnectors');
  if (!connectors) {
    return wasOff ? undefined : null;
  }
  if (connected(connectors.value)) {
    return null;
  }
  // Where no alert ever came nothing was connected, so nothing is lost now that
  // was not before. Alerts of before are forgotten after a week, the loss is not.
  return wasOff || known.value('iotAlerts')?.newestAt
    ? {
        reason: 'connector-off',
        checkId: 'source/iot-connector-connected',
        tables: [],
        at: connectors.at,
      }
    : null;
}

function ruleStopOf(
  rule: ExportRuleFact | null,
  tables: readonly string[],
): Omit<ExportStop, 'at'> | undefined {
  if (!rule) {
    return {
      reason: 'rule-missing',
      checkId: 'export/rule-exists',
      tables: [...tables],
    };
  }
  const changedAt = rule.lastModifiedAt ?? undefined;
  if (!rule.enabled) {
    return {
      reason: 'rule-disabled',
      checkId: 'export/rule-enabled',
      tables: [...tables],
      changedAt,
    };
  }
  const missing = tables.filter(
    table => !rule.tableNames.some(name => same(name, table)),
  );
  return missing.length > 0
    ? {
        reason: 'tables-differ',
        checkId: 'export/tables-match',
        tables: missing,
        changedAt,
      }
    : undefined;
}

function connected(connectors: readonly IotConnectorFact[]): boolean {
  return connectors.some(({ alertsEnabled }) => alertsEnabled);
}
