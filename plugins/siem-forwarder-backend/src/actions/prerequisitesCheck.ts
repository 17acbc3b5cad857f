import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { forwarderSpecSchema } from './forwarderSpecSchema';
import { OperationsClient } from './OperationsClient';
import { withPatience } from './patience';
import { examples } from './prerequisitesCheck.examples';
import { runStep, translateErrors } from './runStep';

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
      const { logger, signal } = ctx;
      const operation = ctx.task.id;
      // An operation that was opened stays authorised: a retry needs no user.
      await ctx.checkpoint({
        key: 'operation',
        fn: async () => {
          const initiator = await ctx.getInitiatorCredentials();
          await translateErrors(() =>
            withPatience(
              () =>
                client.open({
                  operation,
                  spec: ctx.input.forwarder,
                  dryRun: Boolean(ctx.isDryRun),
                  rollBackOnFailure: Boolean(ctx.input.rollBackOnFailure),
                  initiator,
                  signal,
                }),
              { logger, signal },
            ),
          );
          return { operation };
        },
      });
      const { plan } = await runStep(client, STEP, ctx);
      ctx.output('operation', operation);
      ctx.output('plan', JSON.stringify(plan));
    },
  });
}
