import { AuditEntry, Health } from 'backstage-plugin-siem-forwarder-common';
import { sampleForwarders } from './sampleForwarders';
import { sampleTimes } from './sampleTimes';

const RULE =
  '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin/dataExports/export-ot-alerts';
const HUB =
  '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.EventHub/namespaces/evhns-ot-austin/eventhubs/defender-iot';

/** The audit of the sample forwarders, as the backend would tell of it at `now`; newest first. */
export function sampleAudit(now: Date = new Date()): AuditEntry[] {
  const { ago } = sampleTimes(now);
  const { failing, degraded, unknown, healthy } = sampleForwarders(now);
  const of = ({ entityRef, title, owner }: typeof failing) => ({
    entityRef,
    title,
    ...(owner ? { owner } : {}),
  });
  const transition = (from: Health | undefined, to: Health) => ({
    kind: 'transition' as const,
    ...(from ? { from } : {}),
    to,
    reasons: [],
  });

  return [
    {
      ...of(failing),
      ...transition('healthy', 'failing'),
      id: 'transition:41',
      at: ago({ hours: 1, minutes: 12 }),
      who: 'ops-admin@contoso.com',
      what: 'Healthy became failing',
      why: failing.headline,
      reasons: ['rule-disabled'],
      cause: {
        kind: 'activity',
        caller: 'ops-admin@contoso.com',
        at: ago({ hours: 1, minutes: 13 }),
        operation: 'Microsoft.OperationalInsights/workspaces/dataExports/write',
        resource: RULE,
      },
      resources: [{ name: RULE, id: RULE }],
    },
    {
      ...of(unknown),
      ...transition('healthy', 'unknown'),
      id: 'transition:40',
      at: ago({ hours: 3 }),
      what: 'Healthy became unknown',
      why: unknown.headline,
      reasons: ['forbidden'],
      resources: [],
    },
    {
      ...of(degraded),
      ...transition('healthy', 'degraded'),
      id: 'transition:39',
      at: ago({ days: 2 }),
      what: 'Healthy became degraded',
      why: degraded.headline,
      reasons: ['secret-ends-soon'],
      cause: {
        kind: 'first-seen',
        at: ago({ days: 2 }),
        because: 'Time passed: nobody changed anything.',
      },
      resources: [],
    },
    {
      ...of(healthy),
      kind: 'operation',
      id: 'operation:a3f1',
      at: ago({ days: 6, hours: 2 }),
      who: 'user:default/guest',
      what: 'Provisioning',
      operationId: 'a3f1',
      operation: 'provision',
      status: 'rolled-back',
      dryRun: false,
      closedAt: ago({ days: 6, hours: 1 }),
      why: 'Export rule export-ot-alerts exists and sends to another event hub; choose another name or remove it.',
      resources: [
        {
          name: 'event hub defender-iot in evhns-ot-austin',
          id: HUB,
          action: 'create',
          outcome: 'done',
        },
        {
          name: 'export rule export-ot-alerts',
          id: RULE,
          action: 'change',
          outcome: 'refused',
        },
      ],
    },
    {
      ...of(healthy),
      ...transition(undefined, 'healthy'),
      id: 'transition:12',
      at: ago({ days: 9 }),
      what: 'First seen: healthy',
      why: healthy.headline,
      resources: [],
    },
  ];
}
