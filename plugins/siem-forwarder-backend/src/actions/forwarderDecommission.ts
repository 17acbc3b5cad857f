import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { defined } from './defined';
import { examples } from './forwarderDecommission.examples';
import { OperationsClient } from './OperationsClient';

import { runForwarderOperation } from './runForwarderOperation';

const STEP = 'forwarder:decommission';

/** `siem-forwarder:forwarder:decommission` */
export function createForwarderDecommissionAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Takes a forwarder down: what the portal made for it and nobody else uses goes, the rest is named.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity ref of the forwarder' }),
        name: z =>
          z.string({ description: 'Name of the forwarder, typed to confirm' }),
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
        { kind: 'decommission', entityRef, input: defined(input) },
        ctx,
      );
      ctx.output('report', result.message);
    },
  });
}
