import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './siemConnect.examples';
import { setOutputs } from './outputs';
import { runStep } from './runStep';

const STEP = 'siem:connect';
const OUTPUTS = ['secretId', 'secretExpiresAt', 'secretLocation'] as const;

/** `siem-forwarder:siem:connect`; needs no input, the operation knows the forwarder. */
export function createSiemConnectAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Issues the client secret of the application and delivers it, in the same step, to Key Vault and to the SIEM.',
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        secretId: z =>
          z.string({ description: 'Secret ID; never the secret itself' }),
        secretExpiresAt: z =>
          z.string({ description: 'When the secret ends (ISO 8601)' }),
        secretLocation: z => z.string({ description: 'Where the secret lies' }),
      },
    },
    async handler(ctx) {
      const result = await runStep(client, STEP, ctx);
      setOutputs(result, OUTPUTS, (name, value) => ctx.output(name, value));
    },
  });
}
