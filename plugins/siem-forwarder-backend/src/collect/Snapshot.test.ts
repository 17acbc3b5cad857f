import { Fact } from './Facts';
import { mergeFacts } from './Snapshot';
import { UnavailableReason } from './Unavailability';

const at = (minute: number) => `2026-11-24T12:0${minute}:00.000Z`;
const value = (minute: number): Fact<boolean> => ({
  value: true,
  observedAt: at(minute),
});
const unavailable = (
  minute: number,
  reason: UnavailableReason,
): Fact<boolean> => ({
  unavailable: { reason, message: reason },
  observedAt: at(minute),
});

function merge(before?: Fact<boolean>, now?: Fact<boolean>) {
  return mergeFacts(
    before ? { sentinelOnboarded: before } : {},
    now ? { sentinelOnboarded: now } : {},
  ).sentinelOnboarded;
}

describe('mergeFacts', () => {
  it('takes the newer value, whichever collection ended first', () => {
    expect(merge(value(1), value(2))).toEqual(value(2));
    expect(merge(value(2), value(1))).toEqual(value(2));
    expect(merge(undefined, value(1))).toEqual(value(1));
    expect(merge(value(1), undefined)).toEqual(value(1));
  });

  it('keeps the last value, with its age, when nobody could look', () => {
    expect(merge(value(1), unavailable(2, 'throttled'))).toEqual({
      value: true,
      observedAt: at(1),
      failure: { reason: 'throttled', message: 'throttled' },
    });
  });

  it('forgets the last value when it must not be shown', () => {
    expect(merge(value(1), unavailable(2, 'no-role'))).toEqual(
      unavailable(2, 'no-role'),
    );
  });

  it('takes a value after a failure', () => {
    expect(merge(unavailable(1, 'timeout'), value(2))).toEqual(value(2));
  });
});
