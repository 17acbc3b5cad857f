import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

import { examples } from './forwarderRepair.examples';
import { OperationsClient } from './OperationsClient';

import { runForwarderOperation } from './runForwarderOperation';

const STEP = 'forwarder:repair';

/** `siem-forwarder:forwarder:repair` */
export function createForwarderRepairAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Compares everything that a forwarder rests on with its specification, and brings about again only what has drifted.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity ref of the forwarder' }),
      },
      output: {
        report: z =>
          z.string({ description: 'What was done, and what was left' }),
      },
    },
    async handler(ctx) {
      const { entityRef } = ctx.input;
      const result = await runForwarderOperation(
        client,
        { kind: 'repair', entityRef },
        ctx,
      );
      ctx.output('report', result.message);
    },
  });
}
