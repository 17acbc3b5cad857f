import { stringify } from 'yaml';

/** Examples of `siem-forwarder:forwarder:pause`. */
export const examples = [
  {
    description: 'Pause the forwarder',
    example: stringify({
      steps: [
        {
          id: 'forwarder-pause',
          name: 'Pause the forwarder',
          action: 'siem-forwarder:forwarder:pause',
          input: {
            entityRef: 'resource:default/ot-alerts',
            reason: 'Maintenance of the site',
          },
        },
      ],
    }),
  },
];
