import { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';

/** A form with each of our fields, nested as the template nests them. */
export const sampleTemplate: TemplateParameterSchema = {
  title: 'Stream to a SIEM',
  steps: [
    {
      title: 'What',
      schema: {
        title: 'What is streamed',
        type: 'object',
        required: ['owner', 'workspaceId', 'name'],
        properties: {
          owner: {
            title: 'Owner',
            description: 'The group that will own the forwarder.',
            type: 'string',
            'ui:field': 'SiemForwarderOwner',
          },
          workspaceId: {
            title: 'Workspace',
            description: 'The Microsoft Sentinel workspace of your plant.',
            type: 'string',
            'ui:field': 'SiemForwarderWorkspace',
          },
          name: {
            title: 'Name',
            description: 'Name of the catalog entity.',
            type: 'string',
            default: 'austin-ot-splunk',
          },
        },
      },
    },
    {
      title: 'Where',
      schema: {
        title: 'Where it goes',
        type: 'object',
        required: ['siem'],
        properties: {
          siem: {
            title: 'SIEM',
            type: 'string',
            'ui:field': 'SiemForwarderSiem',
          },
          secret: {
            title: 'Secret',
            type: 'object',
            properties: {
              lifetimeDays: {
                title: 'Lifetime in days',
                type: 'integer',
                default: 90,
              },
              keyVault: {
                title: 'Key vault',
                description: 'Keeps a copy of the secret.',
                type: 'string',
                'ui:field': 'SiemForwarderKeyVault',
              },
            },
          },
          namespace: {
            title: 'Namespace',
            type: 'object',
            required: ['name'],
            properties: {
              name: {
                title: 'Event Hubs namespace',
                description: 'Unique in the whole cloud.',
                type: 'string',
                'ui:field': 'SiemForwarderNamespaceName',
              },
              tier: {
                title: 'Tier',
                type: 'string',
                enum: ['Basic', 'Standard', 'Premium'],
                default: 'Standard',
              },
            },
          },
        },
      },
    },
    {
      title: 'Plan',
      schema: {
        title: 'Plan',
        type: 'object',
        required: ['plan'],
        properties: {
          plan: { type: 'string', 'ui:field': 'SiemForwarderPlan' },
        },
      },
    },
  ],
};
