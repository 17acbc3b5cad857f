import { stringify } from 'yaml';

/** Examples of `siem-forwarder:forwarder:change`. */
export const examples = [
  {
    description: 'Change the forwarder',
    example: stringify({
      steps: [
        {
          id: 'forwarder-change',
          name: 'Change the forwarder',
          action: 'siem-forwarder:forwarder:change',
          input: {
            entityRef: 'resource:default/ot-alerts',
            retentionHours: 72,
          },
        },
      ],
    }),
  },
];
