import { stringify } from 'yaml';

/** Examples of `siem-forwarder:source:prepare`. */
export const examples = [
  {
    description:
      'Prepare Microsoft Sentinel; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'source-prepare',
          name: 'Prepare Microsoft Sentinel',
          action: 'siem-forwarder:source:prepare',
        },
      ],
    }),
  },
];
