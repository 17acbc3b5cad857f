import { Remedy } from 'backstage-plugin-siem-forwarder-common';
import { CheckContext } from '../Check';
import { repair } from '../remedy';

/**
 * Remedies of an export rule. The service knows no partial change: each writes
 * the whole rule, so the command names tables and destination too.
 *
 * @see https://learn.microsoft.com/cli/azure/monitor/log-analytics/workspace/data-export
 */
export const exportRuleRemedies = {
  enable: (context: CheckContext): Remedy =>
    remedyOf(context, 'Turn the rule on again', 'Enabled', 'update'),
  create: (context: CheckContext): Remedy =>
    remedyOf(
      context,
      'Create the export rule again',
      'New export rule',
      'create',
    ),
  tables: (context: CheckContext): Remedy =>
    remedyOf(context, 'Export the wanted tables', 'Source', 'update'),
  destination: (context: CheckContext): Remedy =>
    remedyOf(
      context,
      'Export to the wanted event hub',
      'Destination',
      'update',
    ),
};

function remedyOf(
  { subject, settings }: CheckContext,
  title: string,
  field: string,
  command: 'create' | 'update',
): Remedy {
  const { exportRule, workspace, eventHub, tables } = subject.forwarder;
  const place = command === 'create' ? field : `${exportRule?.name} > ${field}`;
  const parts = [
    `az monitor log-analytics workspace data-export ${command}`,
    `--subscription ${workspace?.subscriptionId}`,
    `--resource-group ${workspace?.resourceGroup}`,
    `--workspace-name ${workspace?.name}`,
    `--name ${exportRule?.name}`,
    `--tables ${tables.join(' ')}`,
    ...(eventHub ? [`--destination ${eventHub}`] : []),
    '--enable true',
  ];
  return repair({
    title,
    text: `Azure portal: Log Analytics workspace ${
      workspace?.name
    } > Settings > Data export > ${place}; or \`${parts.join(' ')}\`.`,
    url: workspace && settings.portal?.resource(workspace.toString()),
  });
}
