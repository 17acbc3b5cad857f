import { stringify } from 'yaml';

/** Examples of `siem-forwarder:forwarder:repair`. */
export const examples = [
  {
    description: 'Repair the forwarder',
    example: stringify({
      steps: [
        {
          id: 'forwarder-repair',
          name: 'Repair the forwarder',
          action: 'siem-forwarder:forwarder:repair',
          input: { entityRef: 'resource:default/ot-alerts' },
        },
      ],
    }),
  },
];
