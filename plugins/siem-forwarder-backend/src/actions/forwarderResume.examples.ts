import { stringify } from 'yaml';

/** Examples of `siem-forwarder:forwarder:resume`. */
export const examples = [
  {
    description: 'Resume the forwarder',
    example: stringify({
      steps: [
        {
          id: 'forwarder-resume',
          name: 'Resume the forwarder',
          action: 'siem-forwarder:forwarder:resume',
          input: { entityRef: 'resource:default/ot-alerts' },
        },
      ],
    }),
  },
];
