import { stringify } from 'yaml';

/** Examples of `siem-forwarder:application:register`. */
export const examples = [
  {
    description:
      'Register the application; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'application-register',
          name: 'Register the application',
          action: 'siem-forwarder:application:register',
        },
      ],
    }),
  },
];
