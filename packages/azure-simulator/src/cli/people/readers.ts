import { InvalidArgumentError } from 'commander';
import type { AdvanceDuration } from '../../control/SimulatorClient';

/** A whole number. */
export function readNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value)) {
    throw new InvalidArgumentError('Give a whole number.');
  }
  return value;
}

const units: Record<string, keyof AdvanceDuration> = {
  d: 'days',
  h: 'hours',
  m: 'minutes',
  s: 'seconds',
};

/** A span such as `90s`, `5m`, `1h30m` or `2d`. */
export function readDuration(text: string): AdvanceDuration {
  if (!/^(\d+[dhms])+$/.test(text)) {
    throw new InvalidArgumentError(
      `The duration '${text}' cannot be read: write it as 90s, 5m, 1h30m or 2d.`,
    );
  }
  const duration: AdvanceDuration = {};
  for (const [, count, unit] of text.matchAll(/(\d+)([dhms])/g)) {
    const name = units[unit];
    duration[name] = (duration[name] ?? 0) + Number(count);
  }
  return duration;
}
