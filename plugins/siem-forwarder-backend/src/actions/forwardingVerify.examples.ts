import { stringify } from 'yaml';

/** Examples of `siem-forwarder:forwarding:verify`. */
export const examples = [
  {
    description:
      'Look for the first arrival; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'forwarding-verify',
          name: 'Look for the first arrival',
          action: 'siem-forwarder:forwarding:verify',
        },
      ],
    }),
  },
];
