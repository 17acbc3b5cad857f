import { memberOf } from '../../http/json';
import { SplError } from './SplError';
import { parseWhere } from './evalExpression';
import { allOf, fieldOf, FieldValue, Result, ResultSet } from './Result';

/** One aggregation of `stats`: function, field, name of the result. */
interface Aggregation {
  name: string;
  compute(results: Result[], now: number): FieldValue | undefined;
}

function values(results: Result[], field: string): string[] {
  return results.flatMap(result => allOf(fieldOf(result, field)));
}

function numbers(results: Result[], field: string): number[] {
  return values(results, field)
    .map(Number)
    .filter(number => !Number.isNaN(number));
}

function extreme(
  results: Result[],
  field: string,
  better: (one: number, other: number) => boolean,
): string | undefined {
  const found = values(results, field);
  if (found.length === 0) {
    return undefined;
  }
  return found.reduce((best, candidate) => {
    const [one, other] = [Number(candidate), Number(best)];
    const order =
      Number.isNaN(one) || Number.isNaN(other)
        ? candidate.localeCompare(best)
        : one - other;
    return better(order, 0) ? candidate : best;
  });
}

function byTime(results: Result[], field: string): Result[] {
  return results
    .filter(result => fieldOf(result, field) !== undefined)
    .sort((one, other) => Number(one._time) - Number(other._time));
}

function fieldIn(
  result: Result | undefined,
  field: string,
): FieldValue | undefined {
  return result && fieldOf(result, field);
}

function text(number: number): string {
  return String(Math.round(number * 1_000_000) / 1_000_000);
}

type Compute = (results: Result[], field: string) => FieldValue | undefined;

const functions: Record<string, Compute> = {
  dc: (results, field) => String(new Set(values(results, field)).size),
  min: (results, field) =>
    extreme(results, field, (order, zero) => order < zero),
  max: (results, field) =>
    extreme(results, field, (order, zero) => order > zero),
  sum: (results, field) => {
    const found = numbers(results, field);
    return found.length === 0
      ? undefined
      : text(found.reduce((one, other) => one + other, 0));
  },
  avg: (results, field) => {
    const found = numbers(results, field);
    return found.length === 0
      ? undefined
      : text(found.reduce((one, other) => one + other, 0) / found.length);
  },
  range: (results, field) => {
    const found = numbers(results, field);
    return found.length === 0
      ? undefined
      : text(Math.max(...found) - Math.min(...found));
  },
  latest: (results, field) => fieldIn(byTime(results, field).at(-1), field),
  earliest: (results, field) => fieldIn(byTime(results, field)[0], field),
  // Events come newest first: `first` is the newest.
  first: (results, field) =>
    fieldIn(
      results.find(result => fieldOf(result, field) !== undefined),
      field,
    ),
  last: (results, field) =>
    fieldIn(
      results.findLast(result => fieldOf(result, field) !== undefined),
      field,
    ),
  values: (results, field) => [...new Set(values(results, field))].sort(),
  list: (results, field) => values(results, field).slice(0, 100),
};

const aliases: Record<string, string> = {
  distinct_count: 'dc',
  estdc: 'dc',
  mean: 'avg',
};

/** Splits at commas and spaces outside parentheses and quotes. */
export function splitArguments(argument: string): string[] {
  return [
    ...argument.matchAll(/(?:[^\s,("]|"[^"]*"|\((?:[^()]|\([^()]*\))*\))+/g),
  ].map(match => match[0]);
}

function unquote(name: string): string {
  return name.replace(/^["']|["']$/g, '');
}

function aggregation(
  expression: string,
  alias: string | undefined,
): Aggregation {
  if (/^(count|c)$/i.test(expression)) {
    return {
      name: alias ?? 'count',
      compute: results => String(results.length),
    };
  }
  const call = /^(\w+)\((.*)\)$/s.exec(expression);
  if (!call) {
    throw new SplError(
      `Error in 'stats' command: The argument '${expression}' is invalid.`,
    );
  }
  const name = alias ?? expression;
  const called = call[1].toLowerCase();
  const field = unquote(call[2].trim());
  if (called === 'count' || called === 'c') {
    const condition = /^eval\((.*)\)$/s.exec(field);
    if (condition) {
      const holds = parseWhere(condition[1]);
      return {
        name,
        compute: (results, now) =>
          String(results.filter(result => holds(result, now)).length),
      };
    }
    return {
      name,
      compute: results => String(values(results, field).length),
    };
  }
  const compute = memberOf(functions, memberOf(aliases, called) ?? called);
  if (!compute) {
    throw new SplError(
      `Error in 'stats' command: The argument '${expression}' is invalid.`,
    );
  }
  return { name, compute: results => compute(results, field) };
}

/** What `stats` and `tstats` are asked: aggregations, and the fields to group by. */
export interface StatsRequest {
  aggregations: Aggregation[];
  by: string[];
}

/** Parses `count max(x) as y ... by a, b`. */
export function parseStats(argument: string): StatsRequest {
  const words = splitArguments(argument);
  const aggregations: Aggregation[] = [];
  let index = 0;
  while (index < words.length && words[index].toLowerCase() !== 'by') {
    const expression = words[index];
    let alias: string | undefined;
    if (words[index + 1]?.toLowerCase() === 'as') {
      alias = unquote(words[index + 2] ?? '');
      index += 2;
    }
    aggregations.push(aggregation(expression, alias));
    index += 1;
  }
  if (aggregations.length === 0) {
    throw new SplError(
      "Error in 'stats' command: At least one aggregation is required.",
    );
  }
  return {
    aggregations,
    by: words.slice(index + 1).map(unquote),
  };
}

/** Runs `stats`. Events that lack a field to group by are left out. */
export function runStats(
  { aggregations, by }: StatsRequest,
  input: Result[],
  now: number,
): ResultSet {
  const groups = new Map<string, { key: string[]; results: Result[] }>();
  if (by.length === 0) {
    groups.set('', { key: [], results: input });
  }
  for (const result of by.length === 0 ? [] : input) {
    const combinations = by.reduce<string[][]>(
      (keys, field) =>
        keys.flatMap(key =>
          allOf(fieldOf(result, field)).map(value => [...key, value]),
        ),
      [[]],
    );
    for (const key of combinations) {
      const id = JSON.stringify(key);
      const group = groups.get(id) ?? { key, results: [] };
      group.results.push(result);
      groups.set(id, group);
    }
  }
  const rows = [...groups.entries()]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, { key, results }]): Result => {
      const row: Result = Object.fromEntries(
        by.map((field, index) => [field, key[index]]),
      );
      for (const { name, compute } of aggregations) {
        const value = compute(results, now);
        if (value !== undefined) {
          row[name] = value;
        }
      }
      return row;
    });
  return {
    results: rows,
    fields: [...by, ...aggregations.map(({ name }) => name)],
  };
}
