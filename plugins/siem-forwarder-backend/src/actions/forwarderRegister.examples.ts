import { stringify } from 'yaml';

/** Examples of `siem-forwarder:forwarder:register`. */
export const examples = [
  {
    description:
      'Register the forwarder; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'forwarder-register',
          name: 'Register the forwarder',
          action: 'siem-forwarder:forwarder:register',
        },
      ],
    }),
  },
];
