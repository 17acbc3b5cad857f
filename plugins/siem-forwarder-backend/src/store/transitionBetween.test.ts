import { Finding } from 'backstage-plugin-siem-forwarder-common';
import { Evaluation } from '../evaluate/Evaluation';
import { ForwarderState } from './HealthStore';
import { transitionBetween } from './transitionBetween';

const AT = '2026-11-24T12:00:00.000Z';
const RULE = '/subscriptions/s/…/dataExports/export-ot';
const HUB = '/subscriptions/s/…/eventhubs/defender-iot';

const finding = (
  reason: string,
  resource: string | undefined,
  more: Partial<Finding> = {},
): Finding => ({
  checkId: `export/${reason}`,
  stage: 'export',
  title: reason,
  status: 'failing',
  reason,
  message: reason,
  since: AT,
  evidence: [
    {
      label: 'Rule enabled',
      value: 'false',
      observedAt: AT,
      ...(resource ? { resource } : {}),
    },
  ],
  ...more,
});

const state = (
  health: Evaluation['health'],
  findings: Finding[],
  reasons: string[],
) =>
  ({
    entityRef: 'resource:default/ot-alerts',
    definition: 'd',
    checkedAt: AT,
    facts: {},
    evaluation: { health, findings, reasons, headline: 'Rule disabled' },
  } as unknown as ForwarderState);

describe('transitionBetween', () => {
  it('names each resource that the reasons are about once, and no other', () => {
    const next = state(
      'failing',
      [
        finding('rule-disabled', RULE),
        finding('tables-differ', RULE),
        finding('rule-disabled', undefined),
        finding('rule-disabled', HUB, { consequenceOf: 'export/rule-enabled' }),
        finding('hub-throttled', HUB, { status: 'warning' }),
        finding('tables-differ', HUB, { status: 'ok' }),
      ],
      ['rule-disabled', 'tables-differ'],
    );
    expect(transitionBetween(state('healthy', [], []), next)).toEqual({
      id: expect.any(String),
      entityRef: 'resource:default/ot-alerts',
      at: AT,
      from: 'healthy',
      to: 'failing',
      reason: 'Rule disabled',
      reasons: ['rule-disabled', 'tables-differ'],
      resources: [RULE],
    });
  });

  it('names none when there is none, and at most ten', () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      finding('rule-disabled', `${RULE}-${index}`),
    );
    expect(
      transitionBetween(undefined, state('healthy', [], ['ok'])),
    ).not.toHaveProperty('resources');
    expect(
      transitionBetween(undefined, state('failing', many, ['rule-disabled']))
        ?.resources,
    ).toHaveLength(10);
  });
});
