import { objectAt, valueAt } from '../http/json';
import { ControlRefusal } from './ControlRefusal';
import type { AdvanceDuration } from './SimulatorClient';

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

/** A whole number above zero under a name, if there is one. */
export function countAt(body: unknown, name: string): number | undefined {
  const value = valueAt(body, name);
  if (value !== undefined && !isCount(value)) {
    throw new ControlRefusal(
      `'${name}' is ${JSON.stringify(
        value,
      )}: it must be a whole number above 0.`,
    );
  }
  return value;
}

/** The days of a policy; null for the word `none`. */
export function daysAt(body: unknown, name: string): number | null {
  const value = valueAt(body, name);
  if (value === 'none') {
    return null;
  }
  if (!isCount(value)) {
    throw new ControlRefusal(
      `'${name}' is ${JSON.stringify(
        value,
      )}: give a whole number of days, at least 1, or 'none'.`,
    );
  }
  return value;
}

const spanNames: readonly (keyof AdvanceDuration)[] = [
  'days',
  'hours',
  'minutes',
  'seconds',
  'milliseconds',
];

/** A span of time, which is never negative: clocks go forward. */
export function readSpan(body: unknown): AdvanceDuration {
  return Object.fromEntries(
    Object.entries(objectAt(body)).map(([given, value]) => {
      const name = spanNames.find(candidate => candidate === given);
      if (!name || typeof value !== 'number' || value < 0) {
        throw new ControlRefusal(
          `A clock cannot be moved by '${given}': ${JSON.stringify(
            value,
          )}: give a number, at least 0, of ${spanNames.join(', ')}.`,
        );
      }
      return [name, value];
    }),
  );
}
