import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './applicationRegister.examples';
import { setOutputs } from './outputs';
import { runStep } from './runStep';

const STEP = 'application:register';
const OUTPUTS = [
  'clientId',
  'applicationId',
  'applicationName',
  'servicePrincipalId',
  'tenantId',
  'adminConsentUrl',
] as const;

/** `siem-forwarder:application:register`; needs no input, the operation knows the forwarder. */
export function createApplicationRegisterAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Registers the Entra application that the SIEM reads with, and its service principal; or takes the one that was brought along.',
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        clientId: z => z.string({ description: 'Application (client) ID' }),
        applicationId: z =>
          z.string({ description: 'Object id of the application' }),
        applicationName: z =>
          z.string({ description: 'Display name of the application' }),
        servicePrincipalId: z =>
          z.string({ description: 'Object id of the service principal' }),
        tenantId: z => z.string({ description: 'Directory (tenant) ID' }),
        adminConsentUrl: z =>
          z
            .string({
              description:
                'Page on which an administrator consents to the Microsoft Graph permission; absent when it was not asked for or is granted',
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
