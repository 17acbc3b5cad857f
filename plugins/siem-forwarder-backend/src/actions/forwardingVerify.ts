import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './forwardingVerify.examples';
import { setOutputs } from './outputs';
import { runStep } from './runStep';

const STEP = 'forwarding:verify';
const OUTPUTS = ['proof', 'lastEventAt'] as const;

/** `siem-forwarder:forwarding:verify`; needs no input, the operation knows the forwarder. */
export function createForwardingVerifyAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Waits up to five minutes for a row to arrive in the SIEM; sends nothing. No arrival is not a failure.',
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        proof: z =>
          z.string({ description: "'arrival', 'pending' or 'not-visible'" }),
        lastEventAt: z =>
          z
            .string({
              description: 'When the SIEM indexed the newest row (ISO 8601)',
            })
            .optional(),
      },
    },
    async handler(ctx) {
      const result = await runStep(client, STEP, ctx);
      setOutputs(result, OUTPUTS, (name, value) => ctx.output(name, value));
    },
  });
}
