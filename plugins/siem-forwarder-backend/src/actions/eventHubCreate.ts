import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './eventHubCreate.examples';
import { setOutputs } from './outputs';
import { runStep } from './runStep';

const STEP = 'event-hub:create';
const OUTPUTS = [
  'hostName',
  'eventHubId',
  'eventHubName',
  'consumerGroup',
] as const;

/** `siem-forwarder:event-hub:create`; needs no input, the operation knows the forwarder. */
export function createEventHubCreateAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Waits for the namespace, then creates the event hub and a consumer group of its own for the SIEM.',
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        hostName: z => z.string({ description: 'Host name of the namespace' }),
        eventHubId: z => z.string({ description: 'ARM id of the event hub' }),
        eventHubName: z => z.string({ description: 'Name of the event hub' }),
        consumerGroup: z =>
          z.string({ description: 'Consumer group that the SIEM reads with' }),
      },
    },
    async handler(ctx) {
      const result = await runStep(client, STEP, ctx);
      setOutputs(result, OUTPUTS, (name, value) => ctx.output(name, value));
    },
  });
}
