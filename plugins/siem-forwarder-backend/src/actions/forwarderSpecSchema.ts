import {
  forwarderContents,
  namespaceTiers,
} from 'backstage-plugin-siem-forwarder-common';
import type { z as Zod } from 'zod/v3';

/**
 * The specification as the input of an action. What a value must fulfil beyond
 * its type is checked by the plugin, which tells every problem at once.
 *
 * @param z - the scaffolder's own zod
 */
export const forwarderSpecSchema = (z: typeof Zod) =>
  z.object(
    {
      name: z.string({
        description:
          'Name of the entity and of everything that is made for it: 3 to 40 lower case letters, digits and hyphens',
      }),
      title: z.string({ description: 'Title of the entity' }).optional(),
      owner: z.string({ description: 'Entity ref of the owner group' }),
      workspaceId: z.string({
        description: 'ARM id of the Log Analytics workspace with Sentinel',
      }),
      content: z.enum(forwarderContents, {
        description: 'Which rows are exported',
      }),
      exportsWholeTable: z
        .boolean({
          description:
            'Consent to exporting rows that are not from Defender for IoT',
        })
        .optional(),
      prepareSource: z
        .boolean({
          description:
            'Connect the IoT connector and create incidents where that is missing',
        })
        .optional(),
      siem: z.string({ description: 'Id of a configured SIEM instance' }),
      namespace: z.object({
        name: z.string({ description: 'Name of the Event Hubs namespace' }),
        resourceGroup: z
          .string({
            description: "Its resource group; the workspace's when absent",
          })
          .optional(),
        tier: z.enum(namespaceTiers, { description: 'Tier of the namespace' }),
        capacity: z
          .number({ description: 'Throughput or processing units' })
          .int(),
      }),
      eventHub: z.object({
        name: z.string({ description: 'Name of the event hub' }),
        partitionCount: z.number({ description: 'Partitions' }).int(),
        retentionHours: z
          .number({ description: 'Hours that events are kept' })
          .int(),
        consumerGroup: z.string({
          description: "'$Default', or a group of its own for this SIEM",
        }),
      }),
      roleScope: z.enum(['eventHub', 'namespace'], {
        description: "Where 'Azure Event Hubs Data Receiver' is assigned",
      }),
      application: z
        .object({
          clientId: z
            .string({
              description: 'Client id of an application that is brought along',
            })
            .optional(),
          graphPermission: z
            .boolean({
              description:
                'Request Microsoft Graph SecurityEvents.ReadWrite.All, as the article does',
            })
            .optional(),
        })
        .optional(),
      secret: z.object({
        lifetimeDays: z
          .number({ description: 'Days that the secret lives: 1 to 180' })
          .int(),
        keyVault: z
          .string({ description: 'Id of a configured key vault' })
          .optional(),
      }),
    },
    { description: 'The forwarder to make' },
  );
