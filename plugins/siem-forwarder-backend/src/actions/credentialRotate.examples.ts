import { stringify } from 'yaml';

/** Examples of `siem-forwarder:credential:rotate`. */
export const examples = [
  {
    description: 'Rotate the client secret',
    example: stringify({
      steps: [
        {
          id: 'credential-rotate',
          name: 'Rotate the client secret',
          action: 'siem-forwarder:credential:rotate',
          input: { entityRef: 'resource:default/ot-alerts' },
        },
      ],
    }),
  },
];
