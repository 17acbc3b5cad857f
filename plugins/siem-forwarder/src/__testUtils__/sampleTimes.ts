import { Health, UptimeSlot } from 'backstage-plugin-siem-forwarder-common';
import { DateTime, DurationLike } from 'luxon';

/** Times and uptime slots as seen from a present time. */
export function sampleTimes(now: Date) {
  const ago = (duration: DurationLike) =>
    DateTime.fromJSDate(now).toUTC().minus(duration).toISO()!;
  const ahead = (duration: DurationLike) =>
    DateTime.fromJSDate(now).toUTC().plus(duration).toISO()!;
  const slots = (
    health: (hoursAgo: number) => Partial<UptimeSlot>,
  ): UptimeSlot[] =>
    Array.from({ length: 24 }, (_, index) => ({
      from: ago({ hours: 24 - index }),
      minutes: 60,
      ...health(24 - index),
    }));
  const steady = (health: Health) => slots(() => ({ health }));
  return { ago, ahead, slots, steady };
}
