import { failing, ok, pending } from '../Answer';
import { Check, check } from '../Check';
import { exportTries } from '../exportTries';
import { formatInstant } from '../formatTime';
import { inLastHour } from '../recent';
import { change } from '../remedy';
import { noRule } from './noRule';

/** Whether tries to export fail, and none succeeds any more. */
export const exportFailuresCheck: Check = check({
  id: 'export/export-failures',
  title: 'Tries to export succeed',
  source:
    'https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-operationalinsights-workspaces-metrics',
  answers: {
    ok: ['ok'],
    warning:
      'A failed try that was made good by a later one is normal operation.',
    failing: ['export-failing'],
    pending: ['export-retrying'],
    quiet: 'Without rows no try is made and none fails, which is in order.',
    skipped: ['no-rule'],
  },
  reads: ['exportRule', 'exportFailures', 'exported'],
  flaps: true,
  symptomOf: ['export', 'transport'],
  evidence: ({ exportFailures, exported }) => [
    {
      fact: 'exportFailures',
      label: 'Failed tries in 24 hours',
      value: String(exportFailures.total),
    },
    {
      fact: 'exportFailures',
      label: 'Last failed try',
      value: exportFailures.lastAt ?? 'none in 24 hours',
    },
    {
      fact: 'exported',
      label: 'Last export',
      value: exported.lastAt ?? 'none in 24 hours',
    },
  ],
  ask: ({ exportRule, exportFailures, exported }, context) => {
    if (!exportRule) {
      return noRule();
    }
    const recent = inLastHour(exportFailures, context.now);
    const last = exported.lastAt;
    const tries =
      recent === 1 ? '1 try' : `${recent.toLocaleString('en-US')} tries`;
    const state = exportTries(exportFailures, exported, context);
    if (state === 'none-failed') {
      return ok('No try to export failed in the last hour.');
    }
    if (state === 'made-good') {
      return ok(
        `${tries} to export failed in the last hour, and a later one succeeded.`,
      );
    }
    if (state === 'retrying') {
      return pending(
        'export-retrying',
        `${tries} to export failed in the last hour; Log Analytics tries again.`,
        { brief: 'retrying' },
      );
    }
    return failing(
      'export-failing',
      `${tries} of rule ${
        exportRule.name
      } to export failed in the last hour, and none succeeded ${
        last ? `since ${formatInstant(last)}` : 'in 24 hours'
      }.`,
      {
        brief: 'export fails',
        detail:
          'Log Analytics tries again for up to 12 hours and then drops the rows.',
        remedy: change({
          title: 'Find out why the export fails',
          text: `Azure portal: the workspace > Monitoring > Metrics > Export Failures, split by error type; then put right what the stage Transport says of the event hub of rule ${exportRule.name}.`,
          url: context.settings.portal?.resource(exportRule.id),
        }),
      },
    );
  },
});
