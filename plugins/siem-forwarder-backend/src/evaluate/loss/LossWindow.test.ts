import { LossWindow, urgencyOf } from './LossWindow';

const MINUTE = 60_000;
const windowOf = (minutes: number): LossWindow => ({
  since: 0,
  deadline: minutes * MINUTE,
  count: 1,
});
const urgencyAt = (span: number, minute: number) =>
  urgencyOf(windowOf(span), minute * MINUTE);

describe('urgencyOf', () => {
  it.each([
    ['12 hours', 720, 359, 'open'],
    ['12 hours, half of them over', 720, 360, 'warning'],
    ['12 hours, a fifth left', 720, 576, 'failing'],
    ['7 days', 10_080, 5_039, 'open'],
    ['7 days, half of them over', 10_080, 5_040, 'warning'],
    ['4 hours, 2 hours and a sweep before the end', 240, 100, 'warning'],
    ['4 hours, just begun', 240, 99, 'open'],
    ['1 hour, which nobody can watch over', 60, 15, 'warning'],
    ['1 hour, as old as what is known', 60, 30, 'failing'],
    ['a window that has closed', 60, 61, 'failing'],
  ])('judges %s', (_, span, minute, urgency) => {
    expect(urgencyAt(span, minute)).toBe(urgency);
  });
});
