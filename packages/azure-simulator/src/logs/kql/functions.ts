import { fromIso } from '../../clock/format';
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
  type(args: readonly KqlType[]): KqlType;
  evaluate(args: readonly Value[], now: number): Value;
}

const constant = (type: KqlType) => () => type;
const first = (args: readonly KqlType[]) => args[0] ?? 'string';

function define(
  type: (args: readonly KqlType[]) => KqlType,
  evaluate: (args: readonly Value[], now: number) => Value,
): ScalarFunction {
  return { type, evaluate };
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
  return define(constant('datetime'), ([value]) =>
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
    constant('datetime'),
    ([span], now) => new KqlDateTime(now - (toNumber(span) ?? 0)),
  ),
  now: define(
    constant('datetime'),
    ([span], now) => new KqlDateTime(now + (toNumber(span ?? null) ?? 0)),
  ),
  todatetime: define(constant('datetime'), ([value]) => toDateTime(value)),
  totimespan: define(constant('timespan'), ([value]) =>
    value instanceof KqlTimeSpan ? value : null,
  ),
  tostring: define(strings, ([value]) => toText(value)),
  toint: define(constant('int'), ([value]) => integer(value)),
  tolong: define(longs, ([value]) => integer(value)),
  toreal: define(constant('real'), ([value]) => toNumber(value)),
  todouble: define(constant('real'), ([value]) => toNumber(value)),
  tobool: define(bools, ([value]) =>
    value === null ? null : ['true', '1'].includes(toText(value).toLowerCase()),
  ),
  todynamic: define(constant('dynamic'), ([value]) => parseJson(value)),
  parse_json: define(constant('dynamic'), ([value]) => parseJson(value)),
  tolower: define(strings, ([value]) => toText(value).toLowerCase()),
  toupper: define(strings, ([value]) => toText(value).toUpperCase()),
  strlen: define(longs, ([value]) => toText(value).length),
  strcat: define(strings, values => values.map(toText).join('')),
  substring: define(strings, ([value, start, length]) =>
    toText(value).substr(
      toNumber(start) ?? 0,
      length === undefined ? undefined : toNumber(length) ?? 0,
    ),
  ),
  split: define(constant('dynamic'), ([value, separator]) =>
    toText(value).split(toText(separator)),
  ),
  trim: define(strings, ([pattern, value]) =>
    toText(value).replace(
      RegExp(`^(?:${toText(pattern)})|(?:${toText(pattern)})$`, 'g'),
      '',
    ),
  ),
  replace_string: define(strings, ([value, from, to]) =>
    toText(value).replaceAll(toText(from), toText(to)),
  ),
  extract: define(
    strings,
    ([pattern, group, value]) =>
      RegExp(toText(pattern)).exec(toText(value))?.[toNumber(group) ?? 0] ?? '',
  ),
  isempty: define(bools, ([value]) => value === null || toText(value) === ''),
  isnotempty: define(
    bools,
    ([value]) => value !== null && toText(value) !== '',
  ),
  isnull: define(bools, ([value]) => value === null),
  isnotnull: define(bools, ([value]) => value !== null),
  not: define(bools, ([value]) => (value === null ? null : value !== true)),
  iff: define(
    args => args[1] ?? 'string',
    ([condition, yes, no]) => (condition === true ? yes : no),
  ),
  case: define(
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
    first,
    values => values.find(value => value !== null && value !== '') ?? null,
  ),
  bin: define(first, bin),
  floor: define(first, bin),
  startofday: startOf(86_400_000),
  startofhour: startOf(3_600_000),
  datetime_diff: define(longs, ([unit, one, other]) => {
    const size = units[toText(unit).toLowerCase()];
    const [left, right] = [toNumber(one), toNumber(other)];
    return size === undefined || left === null || right === null
      ? null
      : Math.floor(left / size) - Math.floor(right / size);
  }),
  datetime_add: define(constant('datetime'), ([unit, amount, value]) => {
    const size = units[toText(unit).toLowerCase()];
    const [number, start] = [toNumber(amount), toNumber(value)];
    return size === undefined || number === null || start === null
      ? null
      : new KqlDateTime(start + number * size);
  }),
  unixtime_milliseconds_todatetime: define(constant('datetime'), ([value]) => {
    const number = toNumber(value);
    return number === null ? null : new KqlDateTime(number);
  }),
  array_length: define(longs, ([value]) => {
    const parsed = parseJson(value);
    return Array.isArray(parsed) ? parsed.length : null;
  }),
  set_has_element: define(bools, ([set, element]) =>
    Array.isArray(set)
      ? set.some(item => compareValues(item, element) === 0)
      : null,
  ),
  array_index_of: define(longs, ([array, element]) =>
    Array.isArray(array)
      ? array.findIndex(item => compareValues(item, element) === 0)
      : null,
  ),
  bag_keys: define(constant('dynamic'), ([value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value)
      : null,
  ),
  pack_array: define(constant('dynamic'), values => [...values]),
  has_any: define(bools, ([value, ...terms]) =>
    flatten(terms).some(term => hasTerm(toText(value), toText(term))),
  ),
  has_all: define(bools, ([value, ...terms]) =>
    flatten(terms).every(term => hasTerm(toText(value), toText(term))),
  ),
  abs: define(first, ([value]) => {
    const number = toNumber(value);
    return number === null ? null : Math.abs(number);
  }),
  round: define(constant('real'), ([value, digits]) => {
    const number = toNumber(value);
    const factor = 10 ** (toNumber(digits ?? null) ?? 0);
    return number === null ? null : Math.round(number * factor) / factor;
  }),
  min_of: define(first, values => extreme(values, order => order < 0)),
  max_of: define(first, values => extreme(values, order => order > 0)),
};

functions.iif = functions.iff;

/** `has`: a whole term, without case. */
export { hasTerm };
