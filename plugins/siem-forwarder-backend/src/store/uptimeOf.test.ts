import { Health } from 'backstage-plugin-siem-forwarder-common';
import { HealthSpan } from './HealthStore';
import { startOfPeriod, uptimeOf } from './uptimeOf';

const NOW = Date.parse('2026-11-24T00:05:00.000Z');
const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();
const span = (from: number, to: number, health: Health): HealthSpan => ({
  from: iso(from),
  to: iso(to),
  health,
  paused: false,
});

const DAY = { hours: 24, slots: 24 };
const MONTH = { hours: 30 * 24, slots: 30 };
const QUARTER = { hours: 90 * 24, slots: 90 };

describe('uptimeOf', () => {
  it.each([DAY, MONTH, QUARTER])(
    'measures all of the last $hours hours',
    period => {
      const begin = NOW - period.hours * HOUR;
      const { ratio, known, hours } = uptimeOf(
        [
          // What was before does not count; the first half hour does.
          span(begin - 5 * HOUR, begin, 'failing'),
          span(begin, begin + HOUR / 2, 'failing'),
          span(begin + HOUR, NOW, 'healthy'),
        ],
        { ...period, now: NOW },
      );
      const judged = period.hours - 0.5;
      expect(ratio).toBeCloseTo((judged - 0.5) / judged, 9);
      expect(known).toBeCloseTo(judged / period.hours, 9);
      expect(hours).toBe(period.hours);
      expect(startOfPeriod({ ...period, now: NOW })).toBe(begin);
    },
  );

  it.each([
    [DAY, '2026-11-23T01:00:00.000Z', '2026-11-24T00:00:00.000Z', 60],
    [MONTH, '2026-10-26T00:00:00.000Z', '2026-11-24T00:00:00.000Z', 1_440],
  ])('shows %j in slots that begin at full hours or days', (...row) => {
    const [period, first, last, minutes] = row;
    const { slots } = uptimeOf([span(NOW - HOUR, NOW, 'quiet')], {
      ...period,
      now: NOW,
    });
    expect(slots).toHaveLength(period.slots);
    expect(slots[0]).toEqual({ from: first, minutes });
    expect(slots[period.slots - 1]).toEqual({
      from: last,
      minutes,
      health: 'quiet',
    });
  });
});
