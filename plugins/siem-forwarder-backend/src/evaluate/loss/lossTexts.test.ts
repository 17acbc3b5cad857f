import { Loss } from 'backstage-plugin-siem-forwarder-common';
import { lossHeadline, lossSentence } from './lossTexts';

const since = '2026-11-24T09:12:00.000Z';
const losing: Loss = {
  kind: 'losing',
  reason: 'rule-disabled',
  checkId: 'export/rule-enabled',
  since,
  count: 7,
  basis: '',
  estimated: false,
};
const window: Loss = {
  ...losing,
  kind: 'window',
  reason: 'destination-unreachable',
  deadline: '2026-11-24T21:12:00.000Z',
  estimated: true,
};
const incident = (id: string) => ({
  table: 'SecurityIncident',
  id,
  title: 'Port scan',
  at: since,
});

describe('lossSentence', () => {
  it.each<[string, Loss, string]>([
    [
      'counts rows',
      losing,
      'The export rule is disabled since 24 November 2026, 09:12 UTC: 7 rows not exported.',
    ],
    [
      'counts incidents where all are listed: each has a row a change',
      { ...losing, items: [incident('1'), incident('2')] },
      'The export rule is disabled since 24 November 2026, 09:12 UTC: 2 incidents not exported.',
    ],
    [
      'says that nothing is lost yet',
      { ...losing, count: 0 },
      'The export rule is disabled since 24 November 2026, 09:12 UTC: no row was written meanwhile; those that come are lost.',
    ],
    [
      'tells of what is over',
      { ...losing, count: 1, endedAt: '2026-11-24T10:00:00.000Z' },
      '1 row was not exported between 24 November 2026, 09:12 UTC and 24 November 2026, 10:00 UTC.',
    ],
    [
      'forecasts what waits to be exported',
      window,
      '7 rows wait to be exported since about 24 November 2026, 09:12 UTC; the oldest is discarded about 24 November 2026, 21:12 UTC.',
    ],
    [
      'forecasts what waits to be read',
      { ...window, reason: 'reader-behind', count: 1 },
      '1 message waits unread in the event hub since about 24 November 2026, 09:12 UTC; the oldest is discarded about 24 November 2026, 21:12 UTC.',
    ],
  ])('%s', (_, loss, sentence) => {
    expect(lossSentence(loss)).toBe(sentence);
  });
});

describe('lossHeadline', () => {
  const message = 'Export rule x is disabled: rows written while it is off.';

  it('names who did it, where that is known of the same check', () => {
    const cause = {
      kind: 'activity' as const,
      caller: 'ops-admin@contoso.com',
      at: since,
      operation: 'write',
      resource: '/subscriptions/x',
      checkId: 'export/rule-enabled',
    };
    expect(lossHeadline(losing, message, cause)).toBe(
      'Export rule x is disabled since 24 November 2026, 09:12 UTC by ops-admin@contoso.com: 7 rows not exported.',
    );
    expect(
      lossHeadline(losing, message, { ...cause, checkId: 'other' }),
    ).not.toContain('ops-admin');
  });

  it('leaves other losses to the finding', () => {
    expect(lossHeadline(window, message)).toBeUndefined();
    expect(
      lossHeadline({ ...losing, reason: 'retries-over' }, message),
    ).toBeUndefined();
    expect(
      lossHeadline({ ...losing, endedAt: since }, message),
    ).toBeUndefined();
  });
});
