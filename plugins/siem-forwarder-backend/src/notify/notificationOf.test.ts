import { Health, Loss } from 'backstage-plugin-siem-forwarder-common';
import { farewellOf, News, notificationOf } from './notificationOf';

const AT = '2026-11-24T09:12:00.000Z';

const losing: Loss = {
  kind: 'losing',
  reason: 'rule-disabled',
  since: AT,
  basis: 'The export rule is disabled.',
  estimated: false,
};

const news = (health: Health, more: Partial<News> = {}): News => ({
  entityRef: 'resource:default/austin ot',
  title: 'Austin OT',
  health,
  reason: 'Export rule disabled since 09:12',
  reasons: ['rule-disabled'],
  ...more,
});

describe('notificationOf', () => {
  it('says what happened, by whom, what to do, and where to look', () => {
    expect(
      notificationOf(
        news('failing', {
          told: { health: 'degraded', trouble: 'degraded' },
          cause: {
            kind: 'activity',
            caller: 'ops-admin@contoso.com',
            at: AT,
            operation:
              'Microsoft.OperationalInsights/workspaces/dataExports/write',
            resource: '/subscriptions/s',
          },
          remedy: {
            kind: 'repair',
            title: 'Turn the rule on again',
            text: 'Set it to enabled.',
          },
        }),
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
        previousHealth: 'degraded',
        reasons: ['rule-disabled'],
      },
    });
  });

  it.each<[Health, Health | undefined, Loss | undefined, string]>([
    ['failing', undefined, undefined, 'high'],
    ['failing', undefined, losing, 'critical'],
    ['failing', undefined, { ...losing, kind: 'window' }, 'high'],
    ['failing', undefined, { ...losing, endedAt: AT }, 'high'],
    ['degraded', undefined, undefined, 'normal'],
    ['degraded', 'failing', undefined, 'normal'],
    ['unknown', undefined, undefined, 'low'],
    ['healthy', 'failing', losing, 'low'],
    // Looking away does not make it better.
    ['unknown', 'failing', undefined, 'high'],
    ['pending', 'degraded', undefined, 'normal'],
  ])(
    '%s after the trouble %s with the loss %j is %s',
    (health, trouble, loss, expected) => {
      const told = trouble && { health: trouble, trouble };
      expect(notificationOf(news(health, { told, loss })).severity).toBe(
        expected,
      );
    },
  );

  it('does not let a look that failed hide what was known before', () => {
    const told = { health: 'pending', trouble: 'failing' } as const;
    expect(notificationOf(news('unknown', { told }))).toMatchObject({
      title: 'Austin OT could not be checked for a day',
      description:
        'Export rule disabled since 09:12. When it was last seen it was failing.',
    });
  });
});

describe('farewellOf', () => {
  it('ends the matter for a former owner, and says nothing of the present one', () => {
    const { entityRef, title } = news('failing');
    expect(farewellOf({ entityRef, title })).toEqual({
      title: 'Austin OT is no longer yours',
      description: 'It has another owner, and nothing is left for you to do.',
      severity: 'low',
      topic: 'forwarder-health',
      scope: entityRef,
      metadata: { entityRef },
    });
  });
});
