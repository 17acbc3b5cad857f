import { InvalidArgumentError } from 'commander';
import type { AdvanceDuration } from '../../control/SimulatorClient';

/** Reads a whole number that is not below a least one. */
export function atLeast(least: number): (text: string) => number {
  return text => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least) {
      throw new InvalidArgumentError(`Give a whole number, at least ${least}.`);
    }
    return value;
  };
}

/** A whole number of days, or null for `none`. */
export function readDays(text: string): number | null {
  if (text === 'none') {
    return null;
  }
  try {
    return atLeast(1)(text);
  } catch (error) {
    throw new InvalidArgumentError(
      `The days '${text}' cannot be used: give a whole number, at least 1, or 'none'.`,
    );
  }
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
