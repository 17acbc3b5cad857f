import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OperationsClient } from './OperationsClient';
import { examples } from './forwarderRegister.examples';
import { setOutputs } from './outputs';
import { runStep } from './runStep';

const STEP = 'forwarder:register';
const OUTPUTS = [
  'entityRef',
  'applicationName',
  'clientId',
  'tenantId',
  'secretId',
  'secretExpiresAt',
  'secretLocation',
  'hostName',
  'eventHubName',
  'consumerGroup',
  'exportRuleName',
  'tables',
  'siemTitle',
  'search',
  'proof',
  'adminConsentUrl',
  'handoverPath',
  'workspaceUrl',
  'namespaceUrl',
] as const;

/** `siem-forwarder:forwarder:register`; needs no input, the operation knows the forwarder. */
export function createForwarderRegisterAction({
  client,
}: {
  client: OperationsClient;
}) {
  return createTemplateAction({
    id: `siem-forwarder:${STEP}`,
    description:
      'Stores the forwarder, waits until the catalog shows it, and gives the values to note.',
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        entityRef: z =>
          z.string({ description: 'Entity ref of the forwarder' }),
        applicationName: z =>
          z.string({ description: 'Display name of the application' }),
        clientId: z => z.string({ description: 'Application (client) ID' }),
        tenantId: z => z.string({ description: 'Directory (tenant) ID' }),
        secretId: z =>
          z.string({ description: 'Secret ID; never the secret itself' }),
        secretExpiresAt: z =>
          z.string({ description: 'When the secret ends (ISO 8601)' }),
        secretLocation: z => z.string({ description: 'Where the secret lies' }),
        hostName: z => z.string({ description: 'Host name of the namespace' }),
        eventHubName: z => z.string({ description: 'Name of the event hub' }),
        consumerGroup: z =>
          z.string({ description: 'Consumer group that the SIEM reads with' }),
        exportRuleName: z =>
          z.string({ description: 'Name of the data export rule' }),
        tables: z =>
          z.string({ description: 'Exported tables, separated by commas' }),
        siemTitle: z => z.string({ description: 'Name of the SIEM' }),
        search: z =>
          z
            .string({
              description:
                'What to search for in the SIEM; absent when that is not known',
            })
            .optional(),
        proof: z =>
          z.string({ description: "'arrival', 'pending' or 'not-visible'" }),
        adminConsentUrl: z =>
          z
            .string({
              description:
                'Page on which an administrator consents to the Microsoft Graph permission',
            })
            .optional(),
        handoverPath: z =>
          z
            .string({
              description:
                'Path of the page with instructions for the SIEM; absent when the portal has configured it',
            })
            .optional(),
        workspaceUrl: z =>
          z
            .string({ description: 'The workspace in the Azure portal' })
            .optional(),
        namespaceUrl: z =>
          z
            .string({ description: 'The namespace in the Azure portal' })
            .optional(),
      },
    },
    async handler(ctx) {
      const result = await runStep(client, STEP, ctx);
      setOutputs(result, OUTPUTS, (name, value) => ctx.output(name, value));
    },
  });
}
