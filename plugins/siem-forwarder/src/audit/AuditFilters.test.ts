import { Settings } from 'luxon';
import {
  auditQueryOf,
  hasAuditFilters,
  readAuditFilters,
  writeAuditFilters,
} from './AuditFilters';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const read = (search: string) => readAuditFilters(new URLSearchParams(search));

describe('filters of the audit', () => {
  beforeAll(() => {
    Settings.defaultZone = 'Europe/Berlin';
  });
  afterAll(() => {
    Settings.defaultZone = 'system';
  });

  it('are written to the URL as they are read from it, beside others', () => {
    const url =
      'tab=x&kind=transition&owner=group%3Adefault%2Fsoc&forwarder=resource%3Adefault%2Fa&period=7d';
    const parameters = new URLSearchParams(url);
    const filters = readAuditFilters(parameters);
    expect(filters).toEqual({
      period: '7d',
      kind: 'transition',
      owner: 'group:default/soc',
      forwarder: 'resource:default/a',
    });
    expect(hasAuditFilters(filters)).toBe(true);
    expect(writeAuditFilters(filters, parameters).toString()).toBe(url);
    expect(writeAuditFilters({ period: '30d' }, parameters).toString()).toBe(
      'tab=x',
    );
  });

  it.each([
    ['', '30d', undefined],
    ['period=fortnight&kind=nonsense', '30d', undefined],
    ['from=2026-11-01', '30d', undefined],
    ['from=2026-11-24&to=2026-11-01', '30d', undefined],
    ['from=2026-02-30&to=2026-11-01', '30d', undefined],
    [
      'from=2026-11-01&to=2026-11-24&period=7d',
      'days',
      { from: '2026-11-01', to: '2026-11-24' },
    ],
  ])('of %p mean the period %s', (search, period, days) => {
    expect(read(search)).toMatchObject({ period, days });
    expect(read(search).kind).toBeUndefined();
  });

  it.each([
    ['period=1d', { from: '2026-11-23T12:00:00.000Z' }],
    ['period=all', {}],
    // Summer time ends on 25 October: the last day has 25 hours.
    [
      'from=2026-10-24&to=2026-10-25',
      { from: '2026-10-23T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' },
    ],
  ])('of %p ask for %j', (search, query) => {
    expect(auditQueryOf(read(search), NOW)).toEqual(query);
  });
});
