import { DataExportRule } from '../../azure/AzureServices';
import { ForwarderTarget } from '../ForwarderTarget';
import { problem } from '../problems';
import { Comparison } from './Comparison';

/**
 * Compares the workspace's data export rules with what was asked for.
 *
 * @param rules - all rules of the workspace
 * @param mayTurn - whether a rule that leads elsewhere may be led back
 */
export function compareExportRule(
  rules: DataExportRule[],
  target: ForwarderTarget,
  mayTurn = false,
): Comparison {
  const existing = rules.find(rule => target.ruleId.equals(rule.id));
  // Azure refuses a second rule with the same hub.
  const rival = rules.find(rule => rule !== existing && leadsTo(rule, target));
  if (rival) {
    return {
      action: 'refuse',
      problem: problem(
        'eventHub.name',
        'event-hub-has-other-rule',
        `The export rule '${rival.id.name}' fills the event hub '${target.hubId.name}' in '${target.namespaceId.name}' already, and Azure allows one rule a hub.`,
        `Choose another event hub name, or let the SIEM read what '${rival.id.name}' exports.`,
      ),
    };
  }
  if (!existing) {
    return { action: 'create' };
  }
  if (!leadsTo(existing, target) && !mayTurn) {
    return {
      action: 'refuse',
      problem: problem(
        'name',
        'export-rule-leads-elsewhere',
        `The export rule '${existing.id.name}' exists and leads to '${
          existing.eventHubName ?? 'hubs named by Azure'
        }' in ${existing.destinationId}.`,
        'Choose another name for the forwarder, or the namespace and event hub of that rule.',
      ),
    };
  }
  const missing = missingTables(existing, target);
  const differences = [
    !leadsTo(existing, target) && 'it leads elsewhere',
    !existing.enabled && 'it is disabled',
    missing.length > 0 && `it does not export ${missing.join(' and ')}`,
  ].filter(Boolean);
  return differences.length === 0
    ? { action: 'adopt' }
    : {
        action: 'change',
        difference: `Now ${differences.join(', and ')}.`,
        differences: [
          ...(existing.enabled
            ? []
            : [{ property: 'state', found: 'disabled', wanted: 'enabled' }]),
          ...(missing.length > 0
            ? [
                {
                  property: 'tables',
                  found: existing.tableNames.join(', '),
                  wanted: mergedTables(existing, target).join(', '),
                },
              ]
            : []),
        ],
      };
}

/**
 * The tables of a rule after the forwarder's have been added: others that
 * people put there are kept.
 */
export function mergedTables(
  existing: DataExportRule | undefined,
  target: ForwarderTarget,
): string[] {
  return existing
    ? [...existing.tableNames, ...missingTables(existing, target)]
    : target.tables;
}

function missingTables(
  existing: DataExportRule,
  target: ForwarderTarget,
): string[] {
  const exported = existing.tableNames.map(name => name.toLowerCase());
  return target.tables.filter(table => !exported.includes(table.toLowerCase()));
}

function leadsTo(rule: DataExportRule, target: ForwarderTarget): boolean {
  return (
    target.namespaceId.equals(rule.destinationId) &&
    rule.eventHubName?.toLowerCase() === target.hubId.name.toLowerCase()
  );
}
