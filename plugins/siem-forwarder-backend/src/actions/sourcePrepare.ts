import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './sourcePrepare.examples';
import { runStep } from './runStep';

const STEP = 'source:prepare';

/** `siem-forwarder:source:prepare`; needs no input, the operation knows the forwarder. */
export function createSourcePrepareAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Connects the Microsoft Defender for IoT connector of the workspace and lets it create incidents, where the forwarder asks for that.',
    examples,
    supportsDryRun: true,
    schema: { input: {}, output: {} },
    async handler(ctx) {
      await runStep(client, STEP, ctx);
    },
  });
}
