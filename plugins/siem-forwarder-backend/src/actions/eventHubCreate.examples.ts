import { stringify } from 'yaml';

/** Examples of `siem-forwarder:event-hub:create`. */
export const examples = [
  {
    description:
      'Create the event hub; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'event-hub-create',
          name: 'Create the event hub',
          action: 'siem-forwarder:event-hub:create',
        },
      ],
    }),
  },
];
