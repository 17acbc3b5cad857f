import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './exportRuleCreate.examples';
import { setOutputs } from './outputs';
import { runStep } from './runStep';

const STEP = 'export-rule:create';
const OUTPUTS = ['exportRuleId', 'exportRuleName', 'tables'] as const;

/** `siem-forwarder:export-rule:create`; needs no input, the operation knows the forwarder. */
export function createExportRuleCreateAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Creates the data export rule from the workspace to the event hub, or turns on the one that is there.',
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        exportRuleId: z =>
          z.string({ description: 'ARM id of the data export rule' }),
        exportRuleName: z =>
          z.string({ description: 'Name of the data export rule' }),
        tables: z =>
          z.string({ description: 'Exported tables, separated by commas' }),
      },
    },
    async handler(ctx) {
      const result = await runStep(client, STEP, ctx);
      setOutputs(result, OUTPUTS, (name, value) => ctx.output(name, value));
    },
  });
}
