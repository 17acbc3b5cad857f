import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './receiverAssign.examples';
import { setOutputs } from './outputs';
import { runStep } from './runStep';

const STEP = 'receiver:assign';
const OUTPUTS = ['roleAssignmentId', 'roleScope'] as const;

/** `siem-forwarder:receiver:assign`; needs no input, the operation knows the forwarder. */
export function createReceiverAssignAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      "Assigns 'Azure Event Hubs Data Receiver' to the application, on the event hub or on the namespace.",
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        roleAssignmentId: z =>
          z.string({ description: 'ARM id of the role assignment' }),
        roleScope: z =>
          z.string({ description: 'ARM id at which the role is assigned' }),
      },
    },
    async handler(ctx) {
      const result = await runStep(client, STEP, ctx);
      setOutputs(result, OUTPUTS, (name, value) => ctx.output(name, value));
    },
  });
}
