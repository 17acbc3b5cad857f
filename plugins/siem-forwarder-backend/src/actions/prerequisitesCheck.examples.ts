import { stringify } from 'yaml';

/** Examples of `siem-forwarder:prerequisites:check`. */
export const examples = [
  {
    description: 'Open the operation for a forwarder to Splunk and check it',
    example: stringify({
      steps: [
        {
          id: 'prerequisites-check',
          name: 'Check the prerequisites',
          action: 'siem-forwarder:prerequisites:check',
          input: {
            forwarder: {
              name: 'ot-alerts',
              owner: 'group:default/plant-austin',
              workspaceId:
                '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin',
              content: 'incidents',
              siem: 'soc-splunk',
              namespace: {
                name: 'evhns-ot-austin-5f0c1',
                tier: 'Standard',
                capacity: 1,
              },
              eventHub: {
                name: 'defender-iot',
                partitionCount: 4,
                retentionHours: 168,
                consumerGroup: 'siem',
              },
              roleScope: 'eventHub',
              secret: { lifetimeDays: 180, keyVault: 'kv-ot-siem' },
            },
            rollBackOnFailure: true,
          },
        },
      ],
    }),
  },
];
