import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { defined } from './defined';
import { examples } from './forwarderPause.examples';
import { OperationsClient } from './OperationsClient';

import { runForwarderOperation } from './runForwarderOperation';

const STEP = 'forwarder:pause';

/** `siem-forwarder:forwarder:pause` */
export function createForwarderPauseAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description: 'Pauses a forwarder: checks go on, alerts are not sent.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity ref of the forwarder' }),
        reason: z =>
          z.string({ description: 'Why, for everybody who looks at it' }),
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
        { kind: 'pause', entityRef, input: defined(input) },
        ctx,
      );
      ctx.output('report', result.message);
    },
  });
}
