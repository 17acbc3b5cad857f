import { Result } from './Result';

/** Value of an `eval` expression. */
export type EvalValue = string | number | boolean | null;

/** An expression that is ready to be evaluated. */
export type Evaluate = (result: Result, now: number) => EvalValue;

/** The number in a value, or NaN. */
export function numeric(value: EvalValue): number {
  return value === null || value === '' ? NaN : Number(value);
}

/** Whether a condition holds. */
export function truthy(value: EvalValue): boolean {
  return value === true || (typeof value === 'number' && value !== 0);
}

type EvalFunction = (
  args: Evaluate[],
  result: Result,
  now: number,
) => EvalValue;

/** A value as text; null is an empty one. */
export function text(value: EvalValue): string {
  return value === null ? '' : String(value);
}

/** Functions of `eval` and `where`. */
export const evalFunctions: Record<string, EvalFunction> = {
  if: ([condition, yes, no], result, now) =>
    truthy(condition(result, now)) ? yes(result, now) : no(result, now),
  case: (args, result, now) => {
    for (let index = 0; index + 1 < args.length; index += 2) {
      if (truthy(args[index](result, now))) {
        return args[index + 1](result, now);
      }
    }
    return null;
  },
  coalesce: (args, result, now) =>
    args.map(arg => arg(result, now)).find(value => value !== null) ?? null,
  isnull: ([arg], result, now) => arg(result, now) === null,
  isnotnull: ([arg], result, now) => arg(result, now) !== null,
  now: (_, __, now) => Math.floor(now / 1000),
  time: (_, __, now) => now / 1000,
  true: () => true,
  false: () => false,
  null: () => null,
  tonumber: ([arg], result, now) => {
    const number = numeric(arg(result, now));
    return Number.isNaN(number) ? null : number;
  },
  tostring: ([arg], result, now) => text(arg(result, now)),
  round: ([arg, digits], result, now) => {
    const factor = 10 ** (digits ? numeric(digits(result, now)) : 0);
    return Math.round(numeric(arg(result, now)) * factor) / factor;
  },
  len: ([arg], result, now) => text(arg(result, now)).length,
  lower: ([arg], result, now) => text(arg(result, now)).toLowerCase(),
  upper: ([arg], result, now) => text(arg(result, now)).toUpperCase(),
  like: ([arg, pattern], result, now) =>
    RegExp(
      `^${text(pattern(result, now))
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/%/g, '.*')
        .replace(/_/g, '.')}$`,
      's',
    ).test(text(arg(result, now))),
  match: ([arg, pattern], result, now) =>
    RegExp(text(pattern(result, now))).test(text(arg(result, now))),
};
