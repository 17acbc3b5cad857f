import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './namespaceBegin.examples';
import { setOutputs } from './outputs';
import { runStep } from './runStep';

const STEP = 'namespace:begin';
const OUTPUTS = ['namespaceId', 'namespaceName'] as const;

/** `siem-forwarder:namespace:begin`; needs no input, the operation knows the forwarder. */
export function createNamespaceBeginAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Sends the creation of the Event Hubs namespace and returns, so that the next steps run meanwhile.',
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        namespaceId: z => z.string({ description: 'ARM id of the namespace' }),
        namespaceName: z => z.string({ description: 'Name of the namespace' }),
      },
    },
    async handler(ctx) {
      const result = await runStep(client, STEP, ctx);
      setOutputs(result, OUTPUTS, (name, value) => ctx.output(name, value));
    },
  });
}
