import { Operation } from 'backstage-plugin-siem-forwarder-common';

/** An operation on the sample forwarders, made of what differs. */
export function sampleOperation(changes: Partial<Operation> = {}): Operation {
  return {
    id: 'op-1',
    kind: 'provision',
    status: 'done',
    driver: 'task',
    actor: 'user:default/olivia',
    entityRef: 'resource:default/austin',
    spec: {
      name: 'austin',
      owner: 'group:default/plant-austin',
      workspaceId: '/subscriptions/s',
      content: 'incidents',
      siem: 'soc-splunk',
      namespace: { name: 'evhns-austin', tier: 'Standard', capacity: 1 },
      eventHub: {
        name: 'defender-iot',
        partitionCount: 4,
        retentionHours: 168,
        consumerGroup: 'siem',
      },
      roleScope: 'eventHub',
      secret: { lifetimeDays: 180 },
    },
    dryRun: false,
    openedAt: '2026-11-24T09:00:00.000Z',
    steps: [],
    values: [],
    ...changes,
  };
}
