import {
  Health,
  healths,
  Loss,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';
import { notificationOf } from './notificationOf';

const AT = '2026-11-24T09:12:00.000Z';

const losing: Loss = {
  kind: 'losing',
  reason: 'rule-disabled',
  since: AT,
  basis: 'The export rule is disabled.',
  estimated: false,
};

function transition(
  from: Health | undefined,
  to: Health,
  more: Partial<Transition> = {},
): Transition {
  return {
    id: '1',
    entityRef: 'resource:default/austin ot',
    at: AT,
    ...(from ? { from } : {}),
    to,
    reason: 'Export rule disabled since 09:12',
    reasons: ['rule-disabled'],
    ...more,
  };
}

const tell = (from: Health | undefined, to: Health, loss?: Loss) =>
  notificationOf(transition(from, to), { title: 'Austin OT', loss });

describe('notificationOf', () => {
  it('says what happened, by whom, what to do, and where to look', () => {
    expect(
      notificationOf(
        transition('healthy', 'failing', {
          cause: {
            kind: 'activity',
            caller: 'ops-admin@contoso.com',
            at: AT,
            operation:
              'Microsoft.OperationalInsights/workspaces/dataExports/write',
            resource: '/subscriptions/s',
          },
        }),
        {
          title: 'Austin OT',
          remedy: {
            kind: 'repair',
            title: 'Turn the rule on again',
            text: 'Set it to enabled.',
          },
        },
      ),
    ).toEqual({
      title: 'Austin OT is failing',
      description:
        'Export rule disabled since 09:12. Changed by ops-admin@contoso.com at 2026-11-24T09:12:00.000Z. What to do: Turn the rule on again.',
      link: '/catalog/default/resource/austin%20ot/siem-forwarder',
      severity: 'high',
      topic: 'forwarder-health',
      scope: 'resource:default/austin ot',
      metadata: {
        entityRef: 'resource:default/austin ot',
        health: 'failing',
        previousHealth: 'healthy',
        reasons: ['rule-disabled'],
      },
    });
  });

  it('tells of trouble that comes and goes, and of nothing else', () => {
    const told = [undefined, ...healths].map(from => [
      from ?? 'first look',
      healths.filter(to => to !== from && tell(from, to)),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      'first look': ['failing', 'degraded', 'unknown'],
      failing: ['degraded', 'unknown', 'pending', 'quiet', 'healthy'],
      degraded: ['failing', 'unknown', 'pending', 'quiet', 'healthy'],
      unknown: ['failing', 'degraded', 'pending', 'quiet', 'healthy'],
      pending: ['failing', 'degraded', 'unknown'],
      quiet: ['failing', 'degraded', 'unknown'],
      healthy: ['failing', 'degraded', 'unknown'],
    });
  });

  it.each<[Health, Health, Loss | undefined, string]>([
    ['healthy', 'failing', undefined, 'high'],
    ['healthy', 'failing', losing, 'critical'],
    ['healthy', 'failing', { ...losing, kind: 'window' }, 'high'],
    ['healthy', 'failing', { ...losing, endedAt: AT }, 'high'],
    ['healthy', 'degraded', undefined, 'normal'],
    ['healthy', 'unknown', undefined, 'low'],
    ['failing', 'healthy', losing, 'low'],
    // Looking away does not make it better.
    ['failing', 'unknown', undefined, 'high'],
    ['degraded', 'pending', undefined, 'normal'],
  ])('from %s to %s with the loss %j it is %s', (from, to, loss, expected) => {
    expect(tell(from, to, loss)?.severity).toBe(expected);
  });

  it('does not let a look that failed hide what was known before', () => {
    expect(tell('failing', 'unknown')?.description).toBe(
      'Export rule disabled since 09:12. When it was last seen it was failing.',
    );
  });
});
