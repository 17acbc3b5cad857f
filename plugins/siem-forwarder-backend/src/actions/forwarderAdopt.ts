import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { defined } from './defined';
import { examples } from './forwarderAdopt.examples';
import { OperationsClient } from './OperationsClient';

import { runForwarderOperation } from './runForwarderOperation';

const STEP = 'forwarder:adopt';

/** `siem-forwarder:forwarder:adopt` */
export function createForwarderAdoptAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Lets the portal write to a forwarder that was made elsewhere; writes nothing in Azure.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity ref of the forwarder' }),
        keyVault: z =>
          z
            .string({
              description:
                'Id of a configured key vault that keeps the next secret',
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
        { kind: 'adopt', entityRef, input: defined(input) },
        ctx,
      );
      ctx.output('report', result.message);
    },
  });
}
