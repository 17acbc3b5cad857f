import { durationToMilliseconds } from '@backstage/types';
import { ExportRuleFact } from '../../collect/Facts';
import { failing, ok, pending, quiet } from '../Answer';
import { never } from '../Answers';
import { Check, check, CheckContext } from '../Check';
import { formatInstant } from '../formatTime';
import { counted } from '../nouns';
import { overdue } from '../overdue';
import { rowsLostCheck } from '../loss/lossChecks';
import { repair } from '../remedy';
import { exportFailuresCheck } from './exportFailures';
import { noRule } from './noRule';

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Questions about what the rule exports. */
export const exportFlowChecks: Check[] = [
  check({
    id: 'export/rule-settled',
    title: 'The rule has had time to start',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: {
      ok: ['ok'],
      warning: 'It only says that it is too early to judge.',
      failing:
        'It only says that it is too early to judge; rows that are missed later are missed by export/records-exported.',
      pending: ['rule-new'],
      quiet: never.flows,
      skipped: ['no-rule'],
    },
    reads: ['exportRule'],
    mayRead: ['exported'],
    evidence: ({ exportRule }) =>
      exportRule
        ? [
            {
              fact: 'exportRule',
              label: 'Created',
              value: exportRule.createdAt ?? 'not told',
              resource: exportRule.id,
            },
          ]
        : [],
    ask: ({ exportRule, exported }, context) => {
      if (!exportRule) {
        return noRule();
      }
      const changed = changedAt(exportRule);
      const until = changed + settling(context);
      const last = exported?.lastAt ? Date.parse(exported.lastAt) : 0;
      if (!exportRule.enabled || context.now >= until || last > changed) {
        return ok(`Export rule ${exportRule.name} has had time to start.`);
      }
      return pending(
        'rule-new',
        `Export rule ${
          exportRule.name
        } was created or changed on ${formatInstant(
          new Date(changed).toISOString(),
        )} and has not exported yet; Azure takes about 30 minutes to start.`,
        { brief: 'starting' },
      );
    },
  }),
  exportFailuresCheck,
  check({
    id: 'export/records-exported',
    title: 'New rows are exported',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: {
      ok: ['ok'],
      warning: never.between,
      failing: ['records-not-exported'],
      pending: ['export-not-due'],
      quiet: ['nothing-to-export'],
      skipped: ['no-rule'],
    },
    reads: ['exportRule', 'production', 'exported'],
    flaps: true,
    symptomOf: ['export', 'transport'],
    evidence: ({ production, exported }) => [
      {
        fact: 'production',
        label: 'Rows in 24 hours',
        value: String(production.reduce((sum, table) => sum + table.rows, 0)),
      },
      {
        fact: 'exported',
        label: 'Records exported in 24 hours',
        value: String(exported.total),
      },
      {
        fact: 'exported',
        label: 'Last export',
        value: exported.lastAt ?? 'none in 24 hours',
      },
    ],
    ask: ({ exportRule, production, exported }, context) => {
      if (!exportRule) {
        return noRule();
      }
      const tables = production.filter(({ table }) =>
        exportRule.tableNames.some(name => same(name, table)),
      );
      const missed = overdue(
        tables.map(({ series }) => series),
        exported.lastAt,
        context,
        {
          facts: ['production', 'exported'],
          since: changedAt(exportRule) + settling(context),
        },
      );
      if (missed > 0) {
        return failing(
          'records-not-exported',
          `${counted(missed, 'row')} of ${tables
            .map(({ table }) => table)
            .join(' and ')} ${missed === 1 ? 'was' : 'were'} not exported${
            exported.lastAt
              ? ` since ${formatInstant(exported.lastAt)}`
              : ', and nothing else in 24 hours'
          }.`,
          {
            brief: 'not exporting',
            remedy: repair({
              title: 'Look at the export rule',
              text: 'Compare tables and destination of the rule with what is wanted; where they are right, look at Export Failures in the metrics of the workspace (Monitoring > Metrics).',
              url: context.settings.portal?.resource(exportRule.id),
            }),
          },
        );
      }
      if (exported.total > 0) {
        return ok(`${counted(exported.total, 'record')} exported in 24 hours.`);
      }
      return tables.some(({ rows }) => rows > 0)
        ? pending(
            'export-not-due',
            'The rows of the last 24 hours are too new, or older than the rule, to be expected in the export.',
          )
        : quiet('nothing-to-export', 'No rows in 24 hours, so none to export.');
    },
  }),
  rowsLostCheck,
];

function settling({ settings }: CheckContext): number {
  return durationToMilliseconds(settings.ruleSettles);
}

/** When the rule began to be what it is, in epoch milliseconds; 0 when Azure does not tell. */
function changedAt(rule: ExportRuleFact): number {
  const instants = [rule.createdAt, rule.lastModifiedAt].flatMap(at =>
    at ? Date.parse(at) : [],
  );
  return Math.max(0, ...instants);
}
