import { stringify } from 'yaml';

/** Examples of `siem-forwarder:forwarder:adopt`. */
export const examples = [
  {
    description: 'Adopt the forwarder',
    example: stringify({
      steps: [
        {
          id: 'forwarder-adopt',
          name: 'Adopt the forwarder',
          action: 'siem-forwarder:forwarder:adopt',
          input: {
            entityRef: 'resource:default/ot-alerts',
            keyVault: 'kv-ot-siem',
          },
        },
      ],
    }),
  },
];
