import { Arity } from '../../text/Arity';
import { compilePattern, PatternError } from '../../text/compilePattern';
import { Result } from './Result';
import { SplError } from './SplError';

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

interface EvalFunction {
  arity: Arity;
  evaluate(args: Evaluate[], result: Result, now: number): EvalValue;
}

function matches(source: string, value: string): boolean {
  try {
    return compilePattern(source).find(value) !== undefined;
  } catch (error) {
    if (error instanceof PatternError) {
      throw new SplError(
        `Error in 'match' function: The regex '${source}' is invalid. ${error.message}`,
      );
    }
    throw error;
  }
}

/** A value as text; null is an empty one. */
export function text(value: EvalValue): string {
  return value === null ? '' : String(value);
}

/** Functions of `eval` and `where`. */
export const evalFunctions: Record<string, EvalFunction> = {
  if: {
    arity: [3],
    evaluate: ([condition, yes, no], result, now) =>
      truthy(condition(result, now)) ? yes(result, now) : no(result, now),
  },
  case: {
    arity: [2, Infinity, 2],
    evaluate: (args, result, now) => {
      for (let index = 0; index + 1 < args.length; index += 2) {
        if (truthy(args[index](result, now))) {
          return args[index + 1](result, now);
        }
      }
      return null;
    },
  },
  coalesce: {
    arity: [1, Infinity],
    evaluate: (args, result, now) =>
      args.map(arg => arg(result, now)).find(value => value !== null) ?? null,
  },
  isnull: {
    arity: [1],
    evaluate: ([arg], result, now) => arg(result, now) === null,
  },
  isnotnull: {
    arity: [1],
    evaluate: ([arg], result, now) => arg(result, now) !== null,
  },
  now: {
    arity: [0],
    evaluate: (_, __, now) => Math.floor(now / 1000),
  },
  time: {
    arity: [0],
    evaluate: (_, __, now) => now / 1000,
  },
  true: {
    arity: [0],
    evaluate: () => true,
  },
  false: {
    arity: [0],
    evaluate: () => false,
  },
  null: {
    arity: [0],
    evaluate: () => null,
  },
  tonumber: {
    arity: [1],
    evaluate: ([arg], result, now) => {
      const number = numeric(arg(result, now));
      return Number.isNaN(number) ? null : number;
    },
  },
  tostring: {
    arity: [1],
    evaluate: ([arg], result, now) => text(arg(result, now)),
  },
  round: {
    arity: [1, 2],
    evaluate: ([arg, digits], result, now) => {
      const factor = 10 ** (digits ? numeric(digits(result, now)) : 0);
      return Math.round(numeric(arg(result, now)) * factor) / factor;
    },
  },
  len: {
    arity: [1],
    evaluate: ([arg], result, now) => text(arg(result, now)).length,
  },
  lower: {
    arity: [1],
    evaluate: ([arg], result, now) => text(arg(result, now)).toLowerCase(),
  },
  upper: {
    arity: [1],
    evaluate: ([arg], result, now) => text(arg(result, now)).toUpperCase(),
  },
  like: {
    arity: [2],
    evaluate: ([arg, pattern], result, now) =>
      matches(
        `(?s)^${text(pattern(result, now))
          .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replace(/%/g, '.*')
          .replace(/_/g, '.')}$`,
        text(arg(result, now)),
      ),
  },
  match: {
    arity: [2],
    evaluate: ([arg, pattern], result, now) =>
      matches(text(pattern(result, now)), text(arg(result, now))),
  },
};
