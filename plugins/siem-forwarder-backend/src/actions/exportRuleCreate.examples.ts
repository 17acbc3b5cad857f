import { stringify } from 'yaml';

/** Examples of `siem-forwarder:export-rule:create`. */
export const examples = [
  {
    description:
      'Create the export rule; after siem-forwarder:prerequisites:check in the same template',
    example: stringify({
      steps: [
        {
          id: 'export-rule-create',
          name: 'Create the export rule',
          action: 'siem-forwarder:export-rule:create',
        },
      ],
    }),
  },
];
