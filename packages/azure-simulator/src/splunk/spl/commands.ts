import { SplError } from './SplError';
import { parseEval, parseWhere, toField } from './evalExpression';
import { allOf, fieldOf, firstOf, Result, ResultSet } from './Result';
import { parseSearch } from './searchExpression';
import { parseStats, runStats, splitArguments } from './stats';
import { spanMilliseconds } from './times';

/** A command that transforms what flows through it. */
type Command = (input: ResultSet, argument: string, now: number) => ResultSet;

function fieldNames(argument: string): string[] {
  return splitArguments(argument).map(name => name.replace(/^["']|["']$/g, ''));
}

function keep(result: Result, names: readonly string[]): Result {
  return Object.fromEntries(
    Object.entries(result).filter(([name]) => names.includes(name)),
  );
}

function limit(command: string, argument: string): number {
  const text = argument.replace(/^limit=/, '').trim();
  const count = text === '' ? 10 : Number(text);
  if (!Number.isInteger(count) || count < 0) {
    throw new SplError(
      `Error in '${command}' command: Invalid argument: '${argument}'`,
    );
  }
  return count;
}

function sort(input: ResultSet, argument: string): ResultSet {
  const [first, ...rest] = splitArguments(argument);
  const most = /^\d+$/.test(first ?? '') ? Number(first) : undefined;
  const keys = (most === undefined ? [first ?? '', ...rest] : rest)
    .join(' ')
    .replace(/([+-])\s+/g, '$1')
    .split(' ')
    .filter(key => key !== '')
    .map(key => ({
      name: key
        .replace(/^[+-]/, '')
        .replace(/^(?:num|str|auto)\((.*)\)$/, '$1'),
      sign: key.startsWith('-') ? -1 : 1,
    }));
  if (keys.length === 0) {
    throw new SplError("Error in 'sort' command: A field is required.");
  }
  const sorted = [...input.results].sort((one, other) => {
    for (const { name, sign } of keys) {
      const [left, right] = [
        firstOf(fieldOf(one, name)) ?? '',
        firstOf(fieldOf(other, name)) ?? '',
      ];
      const numbers = [Number(left), Number(right)];
      const order =
        left === '' || right === '' || numbers.some(Number.isNaN)
          ? left.localeCompare(right)
          : numbers[0] - numbers[1];
      if (order !== 0) {
        return sign * order;
      }
    }
    return 0;
  });
  // Without a number `sort` gives 10,000 results; 0 gives all.
  const count = most ?? 10_000;
  return { ...input, results: count === 0 ? sorted : sorted.slice(0, count) };
}

function dedup(input: ResultSet, argument: string): ResultSet {
  const words = fieldNames(argument);
  const perKey = /^\d+$/.test(words[0] ?? '') ? Number(words.shift()) : 1;
  if (words.length === 0) {
    throw new SplError("Error in 'dedup' command: A field is required.");
  }
  const seen = new Map<string, number>();
  return {
    ...input,
    results: input.results.filter(result => {
      if (words.some(name => fieldOf(result, name) === undefined)) {
        return false;
      }
      const key = JSON.stringify(words.map(name => fieldOf(result, name)));
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return count <= perKey;
    }),
  };
}

function evaluate(input: ResultSet, argument: string, now: number): ResultSet {
  const assignments = argument.split(/,(?=\s*[\w.{}]+\s*=(?!=))/).map(part => {
    const match = /^\s*['"]?([\w.{}:]+)['"]?\s*=(?!=)(.*)$/s.exec(part);
    if (!match) {
      throw new SplError(
        "Error in 'eval' command: The expression is malformed.",
      );
    }
    return { name: match[1], expression: parseEval(match[2]) };
  });
  return {
    fields: input.fields && [
      ...new Set([...input.fields, ...assignments.map(({ name }) => name)]),
    ],
    results: input.results.map(result => {
      const next = { ...result };
      for (const { name, expression } of assignments) {
        const value = toField(expression(next, now));
        if (value === undefined) {
          delete next[name];
        } else {
          next[name] = value;
        }
      }
      return next;
    }),
  };
}

function rename(input: ResultSet, argument: string): ResultSet {
  const pairs = [
    ...argument.matchAll(/("[^"]+"|[^\s,]+)\s+as\s+("[^"]+"|[^\s,]+)/gi),
  ].map(match => [match[1], match[2]].map(name => name.replace(/"/g, '')));
  const renamed = (name: string) =>
    pairs.find(([from]) => from === name)?.[1] ?? name;
  return {
    fields: input.fields?.map(renamed),
    results: input.results.map(result =>
      Object.fromEntries(
        Object.entries(result).map(([name, value]) => [renamed(name), value]),
      ),
    ),
  };
}

function bin(input: ResultSet, argument: string): ResultSet {
  const span = /span=(\S+)/.exec(argument)?.[1];
  const field = argument.replace(/span=\S+/, '').trim();
  if (!span || !/^\w+$/.test(field)) {
    throw new SplError(
      "Error in 'bin' command: The simulator needs a field and a span.",
    );
  }
  const seconds = spanMilliseconds(span) / 1000;
  return {
    ...input,
    results: input.results.map(result => ({
      ...result,
      [field]: allOf(fieldOf(result, field)).map(value =>
        String(Math.floor(Number(value) / seconds) * seconds),
      )[0],
    })),
  };
}

/** Commands after the first of a search. */
export const commands: Record<string, Command> = {
  search: (input, argument) => {
    const { matches } = parseSearch(argument);
    return { ...input, results: input.results.filter(matches) };
  },
  where: (input, argument, now) => {
    const holds = parseWhere(argument);
    return {
      ...input,
      results: input.results.filter(result => holds(result, now)),
    };
  },
  stats: (input, argument, now) =>
    runStats(parseStats(argument), input.results, now),
  table: (input, argument) => {
    const names = fieldNames(argument);
    return {
      fields: names,
      results: input.results.map(result => keep(result, names)),
    };
  },
  fields: (input, argument) => {
    const removing = /^-\s/.test(`${argument} `);
    const names = fieldNames(argument.replace(/^[+-]\s*/, ''));
    return {
      fields: input.fields?.filter(name => names.includes(name) !== removing),
      results: input.results.map(result =>
        removing
          ? keep(
              result,
              Object.keys(result).filter(name => !names.includes(name)),
            )
          : keep(result, [...names, '_raw', '_time']),
      ),
    };
  },
  head: (input, argument) => ({
    ...input,
    results: input.results.slice(0, limit('head', argument)),
  }),
  tail: (input, argument) => ({
    ...input,
    results: input.results.slice(-limit('tail', argument)).reverse(),
  }),
  reverse: input => ({ ...input, results: [...input.results].reverse() }),
  sort,
  dedup,
  eval: evaluate,
  rename,
  bin,
  bucket: bin,
};
