import { stringify } from 'yaml';

/** Examples of `siem-forwarder:namespace:begin`. */
export const examples = [
  {
    description:
      'Begin the namespace; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'namespace-begin',
          name: 'Begin the namespace',
          action: 'siem-forwarder:namespace:begin',
        },
      ],
    }),
  },
];
