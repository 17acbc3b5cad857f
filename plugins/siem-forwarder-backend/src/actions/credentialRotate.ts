import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

import { examples } from './credentialRotate.examples';
import { OperationsClient } from './OperationsClient';
import { setOutputs } from './outputs';
import { runForwarderOperation } from './runForwarderOperation';

const STEP = 'credential:rotate';
const OUTPUTS = ['secretId', 'secretExpiresAt'] as const;

/** `siem-forwarder:credential:rotate` */
export function createCredentialRotateAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Gives the SIEM a new client secret, and removes the one before when the SIEM reads with it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity ref of the forwarder' }),
      },
      output: {
        secretId: z =>
          z.string({ description: 'Secret ID; never the secret itself' }),
        secretExpiresAt: z =>
          z.string({ description: 'When the secret ends (ISO 8601)' }),
        report: z => z.string({ description: 'What was done' }),
      },
    },
    async handler(ctx) {
      const { entityRef } = ctx.input;
      const result = await runForwarderOperation(
        client,
        { kind: 'rotate', entityRef },
        ctx,
      );
      setOutputs(result, OUTPUTS, (name, value) => ctx.output(name, value));
      ctx.output('report', result.message);
    },
  });
}
