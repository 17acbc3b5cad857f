import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

import { examples } from './forwarderResume.examples';
import { OperationsClient } from './OperationsClient';

import { runForwarderOperation } from './runForwarderOperation';

const STEP = 'forwarder:resume';

/** `siem-forwarder:forwarder:resume` */
export function createForwarderResumeAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description: 'Lets a paused forwarder send alerts again.',
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
        { kind: 'resume', entityRef },
        ctx,
      );
      ctx.output('report', result.message);
    },
  });
}
