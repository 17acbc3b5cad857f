import {
  CheckStatus,
  Finding,
  ForwarderHealth,
  Health,
  Loss,
} from 'backstage-plugin-siem-forwarder-common';
import { explain } from './explain';

const SINCE = '2026-11-24T09:12:00.000Z';

function forwarder(more: Partial<ForwarderHealth> = {}): ForwarderHealth {
  return {
    entityRef: 'resource:default/austin-ot',
    title: 'Austin OT',
    health: 'failing',
    headline: 'Export rule export-ot is disabled',
    since: SINCE,
    checkedAt: '2026-11-24T10:20:00.000Z',
    stages: [],
    findings: [],
    uptime: { known: 1, hours: 24, slots: [] },
    values: [],
    ...more,
  };
}

const loss: Loss = {
  kind: 'losing',
  reason: 'rule-disabled',
  since: SINCE,
  count: 7,
  basis: 'Rows are counted in the workspace and at the export',
  estimated: false,
};

describe('explain', () => {
  it('answers why not, since when, by whom, what to do, and what is lost', () => {
    const finding = {
      stage: 'transport' as const,
      title: '',
      reason: '',
      evidence: [],
      since: SINCE,
    };
    expect(
      explain(
        forwarder({
          detail: 'Rows written while it is off are never exported.',
          remedy: {
            kind: 'repair',
            title: 'Turn the rule on again',
            text: 'Set it to enabled.',
            url: 'https://portal.azure.com/#rule',
          },
          loss,
          findings: [
            {
              ...finding,
              checkId: 'transport/events-incoming',
              status: 'quiet',
              message: 'Nothing came in.',
              consequenceOf: 'export/rule-enabled',
            },
            {
              ...finding,
              checkId: 'access/secret-valid',
              status: 'ok',
              message: 'The secret is valid.',
              consequenceOf: 'export/rule-enabled',
            },
          ],
        }),
        {
          id: '1',
          entityRef: 'resource:default/austin-ot',
          at: SINCE,
          to: 'failing',
          reason: '',
          reasons: [],
          cause: {
            kind: 'activity',
            caller: 'ops-admin@contoso.com',
            at: '2026-11-24T09:11:48.000Z',
            operation:
              'Microsoft.OperationalInsights/workspaces/dataExports/write',
            resource: '/subscriptions/s',
          },
        },
      ),
    ).toEqual({
      entityRef: 'resource:default/austin-ot',
      health: 'failing',
      reaches: 'no',
      why: 'Export rule export-ot is disabled. Rows written while it is off are never exported.',
      since: SINCE,
      who: 'ops-admin@contoso.com, at 2026-11-24T09:11:48.000Z (Microsoft.OperationalInsights/workspaces/dataExports/write)',
      whatToDo: 'Turn the rule on again: Set it to enabled.',
      whereToDoIt: 'https://portal.azure.com/#rule',
      loss: `7 rows are lost since ${SINCE}. Rows are counted in the workspace and at the export.`,
      consequences: ['Nothing came in.'],
      checkedAt: '2026-11-24T10:20:00.000Z',
    });
  });

  const found = (
    checkId: string,
    status: CheckStatus,
    reason: string = status,
  ): Finding => ({
    checkId,
    stage: 'delivery',
    title: '',
    status,
    reason,
    message: '',
    evidence: [],
    since: SINCE,
  });
  const arriving = (status: CheckStatus) =>
    found('delivery/events-arriving', status);
  const reading = (status: CheckStatus) =>
    found('delivery/consumer-reading', status);
  const blind = found(
    'delivery/connector-token-valid',
    'failing',
    'token-ended',
  );
  const away = found('delivery/siem-reachable', 'failing', 'siem-unreachable');

  it.each<[string, Health, Finding[]]>([
    ['no', 'failing', []],
    ['no', 'failing', [found('export/rule-enabled', 'failing')]],
    ['no', 'failing', [blind, found('export/rule-enabled', 'failing')]],
    ['no', 'failing', [blind, arriving('failing')]],
    ['not known', 'failing', [blind, away, arriving('unknown')]],
    ['yes', 'failing', [blind, arriving('ok')]],
    ['yes', 'degraded', [arriving('ok')]],
    ['unproven', 'degraded', [arriving('quiet')]],
    ['unproven', 'degraded', [arriving('pending')]],
    ['not known', 'degraded', [arriving('unknown'), reading('ok')]],
    ['yes', 'degraded', [arriving('skipped'), reading('ok')]],
    ['not known', 'degraded', [arriving('skipped'), reading('unknown')]],
    ['not known', 'degraded', []],
    ['not known', 'unknown', [arriving('ok')]],
    ['unproven', 'pending', []],
    ['unproven', 'quiet', []],
    ['yes', 'healthy', []],
  ])('says %s of what is %s (%#)', (said, health, findings) => {
    expect(explain(forwarder({ health, findings })).reaches).toBe(said);
  });

  it('does not blame the last change for another health', () => {
    const cause = {
      kind: 'first-seen' as const,
      at: SINCE,
      because: 'The Activity Log names nobody.',
    };
    const transition = {
      id: '1',
      entityRef: 'resource:default/austin-ot',
      at: SINCE,
      to: 'failing' as const,
      reason: '',
      reasons: [],
      cause,
    };
    expect(explain(forwarder(), transition).who).toBe(
      'Nobody can be named. The Activity Log names nobody.',
    );
    expect(
      explain(forwarder({ health: 'healthy' }), transition).who,
    ).toBeUndefined();
  });

  it.each<[Partial<Loss>, string]>([
    [{ count: 1, estimated: true }, `About 1 row is lost since ${SINCE}.`],
    [{ count: undefined }, `Rows are lost since ${SINCE}.`],
    [
      { endedAt: '2026-11-24T10:00:00.000Z' },
      `7 rows were lost from ${SINCE} until 2026-11-24T10:00:00.000Z.`,
    ],
    [
      { kind: 'window', deadline: '2026-11-24T21:12:00.000Z' },
      `7 rows wait since ${SINCE} and are lost from 2026-11-24T21:12:00.000Z on.`,
    ],
  ])('tells the loss %j', (more, expected) => {
    expect(explain(forwarder({ loss: { ...loss, ...more } })).loss).toBe(
      `${expected} Rows are counted in the workspace and at the export.`,
    );
  });
});
