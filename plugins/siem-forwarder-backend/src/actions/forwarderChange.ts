import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { defined } from './defined';
import { examples } from './forwarderChange.examples';
import { OperationsClient } from './OperationsClient';

import { runForwarderOperation } from './runForwarderOperation';

const STEP = 'forwarder:change';

/** `siem-forwarder:forwarder:change` */
export function createForwarderChangeAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Changes partitions (where the tier allows), retention or tables of a forwarder.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity ref of the forwarder' }),
        partitionCount: z =>
          z
            .number({
              description:
                'Partitions of the event hub; more only in the Premium tier',
            })
            .optional(),
        retentionHours: z =>
          z
            .number({
              description: 'How long the event hub keeps events, in hours',
            })
            .optional(),
        content: z =>
          z
            .enum(['incidents', 'alerts', 'both'], {
              description: 'Which rows are exported',
            })
            .optional(),
        exportsWholeTable: z =>
          z
            .boolean({
              description:
                'Consent to exporting rows that are not from Defender for IoT',
            })
            .optional(),
      },
      output: {
        report: z =>
          z.string({ description: 'What was done, and what was left' }),
      },
    },
    async handler(ctx) {
      const { entityRef, ...input } = ctx.input;
      const result = await runForwarderOperation(
        client,
        { kind: 'change', entityRef, input: defined(input) },
        ctx,
      );
      ctx.output('report', result.message);
    },
  });
}
