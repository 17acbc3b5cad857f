import { DateTime, DateTimeUnit, DurationLikeObject } from 'luxon';
import { memberOf } from '../../http/json';
import { SplError } from './SplError';

const units: Record<string, keyof DurationLikeObject> = {
  s: 'seconds',
  sec: 'seconds',
  secs: 'seconds',
  second: 'seconds',
  seconds: 'seconds',
  m: 'minutes',
  min: 'minutes',
  mins: 'minutes',
  minute: 'minutes',
  minutes: 'minutes',
  h: 'hours',
  hr: 'hours',
  hrs: 'hours',
  hour: 'hours',
  hours: 'hours',
  d: 'days',
  day: 'days',
  days: 'days',
  w: 'weeks',
  week: 'weeks',
  weeks: 'weeks',
  mon: 'months',
  month: 'months',
  months: 'months',
  q: 'quarters',
  y: 'years',
  yr: 'years',
  year: 'years',
  years: 'years',
};

/** Milliseconds of a span such as `5m` or `1h`. */
export function spanMilliseconds(text: string): number {
  const match = /^(\d+)([a-z]+)$/i.exec(text);
  const unit = match && memberOf(units, match[2].toLowerCase());
  if (!match || !unit) {
    throw new SplError(`Invalid span '${text}'.`);
  }
  return DateTime.fromMillis(0)
    .plus({ [unit]: Number(match[1]) })
    .toMillis();
}

/**
 * A time modifier as epoch milliseconds: `now`, epoch seconds, ISO 8601, or
 * relative such as `-24h@h`.
 * Source: https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/SearchTimeModifiers
 */
export function parseTimeModifier(text: string, now: number): number {
  const modifier = text.trim();
  if (modifier === '' || modifier === 'now' || modifier === 'now()') {
    return now;
  }
  if (/^\d+(\.\d+)?$/.test(modifier)) {
    return Number(modifier) * 1000;
  }
  if (/^\d{4}-\d{2}-\d{2}T/.test(modifier)) {
    const instant = DateTime.fromISO(modifier, { setZone: true });
    if (instant.isValid) {
      return instant.toMillis();
    }
  }
  let time = DateTime.fromMillis(now, { zone: 'utc' });
  let rest = modifier;
  while (rest !== '') {
    const part = /^(?:([+-])(\d*)([a-z]+)|@([a-z]+))/i.exec(rest);
    const unit = part && memberOf(units, (part[3] ?? part[4]).toLowerCase());
    if (!part || !unit) {
      throw new SplError(`Invalid value "${text}" for time term 'earliest'`);
    }
    if (part[4]) {
      time = time.startOf(unit as DateTimeUnit);
    } else {
      const amount = Number(part[2] || '1');
      time = time.plus({ [unit]: part[1] === '-' ? -amount : amount });
    }
    rest = rest.slice(part[0].length);
  }
  return time.toMillis();
}
