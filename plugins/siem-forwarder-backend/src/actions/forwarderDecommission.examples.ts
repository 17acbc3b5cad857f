import { stringify } from 'yaml';

/** Examples of `siem-forwarder:forwarder:decommission`. */
export const examples = [
  {
    description: 'Take the forwarder down',
    example: stringify({
      steps: [
        {
          id: 'forwarder-decommission',
          name: 'Take the forwarder down',
          action: 'siem-forwarder:forwarder:decommission',
          input: { entityRef: 'resource:default/ot-alerts', name: 'ot-alerts' },
        },
      ],
    }),
  },
];
