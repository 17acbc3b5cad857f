import { fromIso } from '../../clock/format';
import { memberOf } from '../../http/json';
import { Arity } from '../../text/Arity';
import { readPattern } from './readPattern';
import {
  compareValues,
  KqlDateTime,
  KqlTimeSpan,
  KqlType,
  toNumber,
  toText,
  Value,
} from './Value';

/** A scalar function: the type of its answer, and the answer. */
export interface ScalarFunction {
  arity: Arity;
  type(args: readonly KqlType[]): KqlType;
  evaluate(args: readonly Value[], now: number): Value;
}

const constant = (type: KqlType) => () => type;
const first = (args: readonly KqlType[]) => args[0] ?? 'string';

function define(
  arity: Arity,
  type: (args: readonly KqlType[]) => KqlType,
  evaluate: (args: readonly Value[], now: number) => Value,
): ScalarFunction {
  return { arity, type, evaluate };
}

function toDateTime(value: Value): Value {
  if (value instanceof KqlDateTime || value === null) {
    return value;
  }
  const instant = fromIso(toText(value));
  return Number.isNaN(instant) ? null : new KqlDateTime(instant);
}

function parseJson(value: Value): Value {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value) as Value;
  } catch {
    // As in Kusto: a text that is no JSON becomes a dynamic text.
    return value;
  }
}

function integer(value: Value): Value {
  if (typeof value === 'boolean') {
    return value ? 1 : 0;
  }
  const number = toNumber(value);
  return number === null ? null : Math.trunc(number);
}

function bin(args: readonly Value[]): Value {
  const [value, size] = args;
  const [number, step] = [toNumber(value), toNumber(size)];
  if (number === null || step === null || step === 0) {
    return null;
  }
  const floor = Math.floor(number / step) * step;
  if (value instanceof KqlDateTime) {
    return new KqlDateTime(floor);
  }
  return value instanceof KqlTimeSpan ? new KqlTimeSpan(floor) : floor;
}

function startOf(milliseconds: number): ScalarFunction {
  return define([1], constant('datetime'), ([value]) =>
    value instanceof KqlDateTime
      ? new KqlDateTime(
          Math.floor(value.milliseconds / milliseconds) * milliseconds,
        )
      : null,
  );
}

const units: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};

function extreme(
  args: readonly Value[],
  better: (order: number) => boolean,
): Value {
  return args.reduce<Value>((best, value) => {
    const order = compareValues(value, best);
    return best === null || (order !== undefined && better(order))
      ? value
      : best;
  }, null);
}

function hasTerm(text: string, term: string): boolean {
  const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return RegExp(`(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])`, 'i').test(text);
}

/** Items of arguments of which some may be dynamic arrays. */
function flatten(values: readonly Value[]): Value[] {
  return values.flatMap(value => (Array.isArray(value) ? value : [value]));
}

const strings = constant('string');
const bools = constant('bool');
const longs = constant('long');

/** Scalar functions of the supported subset of KQL. */
export const functions: Record<string, ScalarFunction> = {
  ago: define(
    [1],
    constant('datetime'),
    ([span], now) => new KqlDateTime(now - (toNumber(span) ?? 0)),
  ),
  now: define(
    [0, 1],
    constant('datetime'),
    ([span], now) => new KqlDateTime(now + (toNumber(span ?? null) ?? 0)),
  ),
  todatetime: define([1], constant('datetime'), ([value]) => toDateTime(value)),
  totimespan: define([1], constant('timespan'), ([value]) =>
    value instanceof KqlTimeSpan ? value : null,
  ),
  tostring: define([1], strings, ([value]) => toText(value)),
  toint: define([1], constant('int'), ([value]) => integer(value)),
  tolong: define([1], longs, ([value]) => integer(value)),
  toreal: define([1], constant('real'), ([value]) => toNumber(value)),
  todouble: define([1], constant('real'), ([value]) => toNumber(value)),
  tobool: define([1], bools, ([value]) =>
    value === null ? null : ['true', '1'].includes(toText(value).toLowerCase()),
  ),
  todynamic: define([1], constant('dynamic'), ([value]) => parseJson(value)),
  parse_json: define([1], constant('dynamic'), ([value]) => parseJson(value)),
  tolower: define([1], strings, ([value]) => toText(value).toLowerCase()),
  toupper: define([1], strings, ([value]) => toText(value).toUpperCase()),
  strlen: define([1], longs, ([value]) => toText(value).length),
  strcat: define([1, 64], strings, values => values.map(toText).join('')),
  substring: define([2, 3], strings, ([value, start, length]) =>
    toText(value).substr(
      toNumber(start) ?? 0,
      length === undefined ? undefined : toNumber(length) ?? 0,
    ),
  ),
  split: define([2, 3], constant('dynamic'), ([value, separator]) =>
    toText(value).split(toText(separator)),
  ),
  trim: define([2], strings, ([pattern, value]) =>
    readPattern(`^(?:${toText(pattern)})|(?:${toText(pattern)})$`).strip(
      toText(value),
    ),
  ),
  replace_string: define([3], strings, ([value, from, to]) =>
    toText(value).replaceAll(toText(from), toText(to)),
  ),
  extract: define(
    [3, 4],
    strings,
    ([pattern, group, value]) =>
      readPattern(toText(pattern)).find(toText(value))?.[
        toNumber(group) ?? 0
      ] ?? '',
  ),
  isempty: define(
    [1],
    bools,
    ([value]) => value === null || toText(value) === '',
  ),
  isnotempty: define(
    [1],
    bools,
    ([value]) => value !== null && toText(value) !== '',
  ),
  isnull: define([1], bools, ([value]) => value === null),
  isnotnull: define([1], bools, ([value]) => value !== null),
  not: define([1], bools, ([value]) =>
    value === null ? null : value !== true,
  ),
  iff: define(
    [3],
    args => args[1] ?? 'string',
    ([condition, yes, no]) => (condition === true ? yes : no),
  ),
  case: define(
    [3, Infinity, 2],
    args => args[1] ?? 'string',
    values => {
      for (let index = 0; index + 1 < values.length; index += 2) {
        if (values[index] === true) {
          return values[index + 1];
        }
      }
      return values.length % 2 === 1 ? values[values.length - 1] : null;
    },
  ),
  coalesce: define(
    [2, 64],
    first,
    values => values.find(value => value !== null && value !== '') ?? null,
  ),
  bin: define([2], first, bin),
  floor: define([2], first, bin),
  startofday: startOf(86_400_000),
  startofhour: startOf(3_600_000),
  datetime_diff: define([3], longs, ([unit, one, other]) => {
    const size = memberOf(units, toText(unit).toLowerCase());
    const [left, right] = [toNumber(one), toNumber(other)];
    return size === undefined || left === null || right === null
      ? null
      : Math.floor(left / size) - Math.floor(right / size);
  }),
  datetime_add: define([3], constant('datetime'), ([unit, amount, value]) => {
    const size = memberOf(units, toText(unit).toLowerCase());
    const [number, start] = [toNumber(amount), toNumber(value)];
    return size === undefined || number === null || start === null
      ? null
      : new KqlDateTime(start + number * size);
  }),
  unixtime_milliseconds_todatetime: define(
    [1],
    constant('datetime'),
    ([value]) => {
      const number = toNumber(value);
      return number === null ? null : new KqlDateTime(number);
    },
  ),
  array_length: define([1], longs, ([value]) => {
    const parsed = parseJson(value);
    return Array.isArray(parsed) ? parsed.length : null;
  }),
  set_has_element: define([2], bools, ([set, element]) =>
    Array.isArray(set)
      ? set.some(item => compareValues(item, element) === 0)
      : null,
  ),
  array_index_of: define([2, 5], longs, ([array, element]) =>
    Array.isArray(array)
      ? array.findIndex(item => compareValues(item, element) === 0)
      : null,
  ),
  bag_keys: define([1], constant('dynamic'), ([value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value)
      : null,
  ),
  pack_array: define([1, Infinity], constant('dynamic'), values => [...values]),
  has_any: define([2, Infinity], bools, ([value, ...terms]) =>
    flatten(terms).some(term => hasTerm(toText(value), toText(term))),
  ),
  has_all: define([2, Infinity], bools, ([value, ...terms]) =>
    flatten(terms).every(term => hasTerm(toText(value), toText(term))),
  ),
  abs: define([1], first, ([value]) => {
    const number = toNumber(value);
    return number === null ? null : Math.abs(number);
  }),
  round: define([1, 2], constant('real'), ([value, digits]) => {
    const number = toNumber(value);
    const factor = 10 ** (toNumber(digits ?? null) ?? 0);
    return number === null ? null : Math.round(number * factor) / factor;
  }),
  min_of: define([2, 64], first, values => extreme(values, order => order < 0)),
  max_of: define([2, 64], first, values => extreme(values, order => order > 0)),
};

functions.iif = functions.iff;

/** `has`: a whole term, without case. */
export { hasTerm };
