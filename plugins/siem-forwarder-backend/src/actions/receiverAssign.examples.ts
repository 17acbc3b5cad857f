import { stringify } from 'yaml';

/** Examples of `siem-forwarder:receiver:assign`. */
export const examples = [
  {
    description:
      'Let the application receive events; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'receiver-assign',
          name: 'Let the application receive events',
          action: 'siem-forwarder:receiver:assign',
        },
      ],
    }),
  },
];
