import { Fact, FactSet } from './Facts';
import { mergeFacts } from './Snapshot';
import { UnavailableReason } from './Unavailability';

const at = (minute: number) => `2026-11-24T12:0${minute}:00.000Z`;
const value = (minute: number): Fact<boolean> => ({
  value: true,
  observedAt: at(minute),
});
const unavailable = (minute: number, reason: UnavailableReason) => ({
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

  describe('that a hub was not there', () => {
    const read = (minute: number, there: boolean) => ({
      value: there ? { id: 'x' } : null,
      observedAt: at(minute),
    });
    const both = (namespace: unknown, hub: unknown) =>
      ({ namespace, hub } as FactSet);
    const gone = both(read(1, false), read(1, false));

    it('says nothing once its namespace has come back', () => {
      const failed = unavailable(2, 'timeout');
      expect(mergeFacts(gone, both(read(2, true), failed)).hub).toEqual({
        unavailable: failed.unavailable,
        observedAt: at(1),
      });
      const { namespace } = both(read(2, true), undefined);
      expect(mergeFacts(gone, { namespace }).hub).toBeUndefined();
    });

    it('stands when it is seen again, and while nobody can look', () => {
      const seen = both(read(2, true), read(2, false));
      expect(mergeFacts(gone, seen).hub).toEqual(read(2, false));
      const later = both(read(3, true), unavailable(3, 'timeout'));
      expect(mergeFacts(seen, later).hub).toMatchObject({ value: null });
    });
  });

  it('takes a value after a failure', () => {
    expect(merge(unavailable(1, 'timeout'), value(2))).toEqual(value(2));
  });
});
