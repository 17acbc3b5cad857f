import { ExportRuleFact } from '../../collect/Facts';
import { failing, ok, skipped } from '../Answer';
import { ofSetting } from '../Answers';
import { Check, check } from '../Check';
import { formatInstant } from '../formatTime';
import { change } from '../remedy';
import { exportFlowChecks } from './exportFlow';
import { exportRuleRemedies } from './exportRuleRemedies';
import { noRule } from './noRule';

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Questions about the data export rule: how it is set, and what it exports. */
export const exportChecks: Check[] = [
  check({
    id: 'export/rule-exists',
    title: 'The export rule exists',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: { ...ofSetting, ok: ['ok'], failing: ['rule-missing'] },
    reads: ['exportRule'],
    evidence: ({ exportRule }, { subject }) => [
      {
        fact: 'exportRule',
        label: 'Data export rule',
        value: exportRule ? exportRule.name : 'not found',
        resource: subject.forwarder.exportRule?.toString(),
      },
    ],
    ask: ({ exportRule }, context) => {
      const { forwarder } = context.subject;
      return exportRule
        ? ok(`Export rule ${exportRule.name} exists.`)
        : failing(
            'rule-missing',
            `Export rule ${forwarder.exportRule?.name} does not exist in workspace ${forwarder.workspace?.name}: nothing is exported.`,
            {
              brief: 'missing',
              detail: 'Rows that are written meanwhile are never exported.',
              remedy: exportRuleRemedies.create(context),
            },
          );
    },
  }),
  check({
    id: 'export/rule-enabled',
    title: 'The export rule is enabled',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['rule-disabled'],
      skipped: ['no-rule'],
    },
    reads: ['exportRule'],
    evidence: ({ exportRule }) =>
      exportRule
        ? [
            {
              fact: 'exportRule',
              label: 'Enabled',
              value: String(exportRule.enabled),
              resource: exportRule.id,
            },
            {
              fact: 'exportRule',
              label: 'Last modified',
              value: exportRule.lastModifiedAt ?? 'not told',
              resource: exportRule.id,
            },
          ]
        : [],
    ask: ({ exportRule }, context) => {
      if (!exportRule) {
        return noRule();
      }
      return exportRule.enabled
        ? ok(`Export rule ${exportRule.name} is enabled.`, { brief: 'enabled' })
        : failing(
            'rule-disabled',
            `Export rule ${exportRule.name} is disabled: rows written while it is off are never exported.`,
            {
              brief: 'disabled',
              detail: exportRule.lastModifiedAt
                ? `The rule was last changed on ${formatInstant(
                    exportRule.lastModifiedAt,
                  )}.`
                : undefined,
              remedy: exportRuleRemedies.enable(context),
            },
          );
    },
  }),
  check({
    id: 'export/tables-match',
    title: 'The rule exports the wanted tables',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['tables-differ'],
      skipped: ['no-rule'],
    },
    reads: ['exportRule'],
    evidence: ({ exportRule }, { subject }) =>
      exportRule
        ? [
            {
              fact: 'exportRule',
              label: 'Exported tables',
              value: exportRule.tableNames.join(', ') || 'none',
              resource: exportRule.id,
            },
            {
              fact: 'exportRule',
              label: 'Wanted tables',
              value: subject.forwarder.tables.join(', '),
            },
          ]
        : [],
    ask: ({ exportRule }, context) => {
      if (!exportRule) {
        return noRule();
      }
      const missing = context.subject.forwarder.tables.filter(
        table => !exportRule.tableNames.some(name => same(name, table)),
      );
      if (missing.length === 0) {
        return ok(
          `Export rule ${exportRule.name} exports ${exportRule.tableNames.join(
            ', ',
          )}.`,
        );
      }
      return failing(
        'tables-differ',
        `Export rule ${exportRule.name} exports ${
          exportRule.tableNames.join(', ') || 'no table'
        }, not ${missing.join(', ')}.`,
        {
          brief: 'other tables',
          detail: 'Rows that are written meanwhile are never exported.',
          remedy: exportRuleRemedies.tables(context),
        },
      );
    },
  }),
  check({
    id: 'export/destination-matches',
    title: 'The rule fills the wanted event hub',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['destination-differs', 'destination-not-a-hub'],
      skipped: ['no-rule', 'no-event-hub-annotation'],
    },
    reads: ['exportRule'],
    notFor: ({ forwarder }) =>
      forwarder.eventHub
        ? undefined
        : {
            reason: 'no-event-hub-annotation',
            message:
              'The entity has no annotation siem-forwarder/event-hub, so the hub that the rule names is taken for the wanted one.',
          },
    evidence: ({ exportRule }, { subject }) =>
      exportRule
        ? [
            {
              fact: 'exportRule',
              label: 'Destination',
              value: destinationText(exportRule),
              resource: exportRule.id,
            },
            {
              fact: 'exportRule',
              label: 'Wanted event hub',
              value: subject.forwarder.eventHub?.toString() ?? '',
            },
          ]
        : [],
    ask: ({ exportRule }, context) => {
      const hub = context.subject.forwarder.eventHub;
      if (!exportRule || !hub) {
        return noRule();
      }
      const { tables } = context.subject.forwarder;
      if (fills(exportRule, hub.parent?.toString(), hub.name, tables)) {
        return ok(
          `Export rule ${exportRule.name} fills event hub ${hub.name}.`,
        );
      }
      return failing(
        exportRule.destinationType === 'EventHub'
          ? 'destination-differs'
          : 'destination-not-a-hub',
        `Export rule ${exportRule.name} writes ${elsewhereText(
          exportRule,
          hub.name,
          tables,
        )}to ${destinationText(exportRule)}, not to event hub ${
          hub.name
        } of namespace ${hub.parent?.name}.`,
        {
          brief: 'other hub',
          remedy: exportRuleRemedies.destination(context),
        },
      );
    },
  }),
  check({
    id: 'export/region-matches',
    title: 'Workspace and namespace are in one region',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['regions-differ'],
      skipped: ['nothing-to-compare'],
    },
    reads: ['workspace', 'namespace'],
    evidence: ({ workspace, namespace }) => [
      {
        fact: 'workspace',
        label: 'Region of the workspace',
        value: workspace?.region ?? 'not found',
        resource: workspace?.id,
      },
      {
        fact: 'namespace',
        label: 'Region of the namespace',
        value: namespace?.region ?? 'not found',
        resource: namespace?.id,
      },
    ],
    ask: ({ workspace, namespace }) => {
      if (!workspace || !namespace) {
        return skipped(
          'nothing-to-compare',
          'The workspace or the namespace does not exist.',
        );
      }
      return same(workspace.region, namespace.region)
        ? ok(`Workspace and namespace are in ${workspace.region}.`)
        : failing(
            'regions-differ',
            `The workspace is in ${workspace.region} and namespace ${namespace.name} in ${namespace.region}: Log Analytics exports only within a region.`,
            {
              brief: 'other region',
              remedy: change({
                title: `Use a namespace in ${workspace.region}`,
                text: `Create a forwarder with a namespace in ${workspace.region}; a namespace cannot be moved.`,
              }),
            },
          );
    },
  }),
  ...exportFlowChecks,
];

function fills(
  rule: ExportRuleFact,
  namespaceId: string | undefined,
  hubName: string,
  tables: readonly string[],
): boolean {
  if (!namespaceId || !same(rule.destinationId, namespaceId)) {
    return false;
  }
  return rule.eventHubName
    ? same(rule.eventHubName, hubName)
    : tables.every(table => same(hubOfTable(table), hubName));
}

/** Without a name in the rule Azure makes one hub a table. */
function hubOfTable(table: string): string {
  return `am-${table.toLowerCase()}`;
}

/** The wanted tables that have another hub; nothing where the rule has one hub for all. */
function elsewhereText(
  rule: ExportRuleFact,
  hubName: string,
  tables: readonly string[],
): string {
  const elsewhere = rule.eventHubName
    ? []
    : tables.filter(table => !same(hubOfTable(table), hubName));
  return elsewhere.length > 0 && rule.destinationType === 'EventHub'
    ? `${elsewhere.join(' and ')} `
    : '';
}

function destinationText(rule: ExportRuleFact): string {
  const resource = rule.destinationId.split('/').pop() || 'nothing';
  if (rule.destinationType !== 'EventHub') {
    return `${rule.destinationType} ${resource}`;
  }
  return `${
    rule.eventHubName
      ? `event hub ${rule.eventHubName}`
      : 'one event hub a table'
  } of namespace ${resource}`;
}
