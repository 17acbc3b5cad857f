import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { forwarderSpecSchema } from './forwarderSpecSchema';
import { OperationsClient } from './OperationsClient';
import { openOnce } from './openOnce';
import { examples } from './prerequisitesCheck.examples';
import { runStep } from './runStep';

const STEP = 'prerequisites:check';

/**
 * `siem-forwarder:prerequisites:check`: the first step. It opens the operation
 * on behalf of the user, who is authorised there and then, and refuses before
 * the first write, with every problem at once.
 */
export function createPrerequisitesCheckAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Opens the operation that makes a forwarder, and lists everything that stands against it before anything is created.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        forwarder: forwarderSpecSchema,
        rollBackOnFailure: z =>
          z
            .boolean({
              description:
                'A step that fails rolls everything back that the run has written; otherwise Retry can go on',
            })
            .optional(),
      },
      output: {
        operation: z =>
          z.string({ description: 'Id of the operation: that of the task' }),
        plan: z =>
          z.string({
            description:
              'What was planned, as JSON: the answer of POST /v1/plan',
          }),
      },
    },
    async handler(ctx) {
      const operation = ctx.task.id;
      const { forwarder, rollBackOnFailure } = ctx.input;
      await openOnce(ctx, initiator =>
        client.open({
          operation,
          spec: forwarder,
          dryRun: Boolean(ctx.isDryRun),
          rollBackOnFailure: Boolean(rollBackOnFailure),
          initiator,
          signal: ctx.signal,
        }),
      );
      const { plan } = await runStep(client, STEP, ctx);
      ctx.output('operation', operation);
      ctx.output('plan', JSON.stringify(plan));
    },
  });
}
