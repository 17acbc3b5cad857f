import { stringify } from 'yaml';

/** Examples of `siem-forwarder:siem:connect`. */
export const examples = [
  {
    description:
      'Connect the SIEM; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'siem-connect',
          name: 'Connect the SIEM',
          action: 'siem-forwarder:siem:connect',
        },
      ],
    }),
  },
];
