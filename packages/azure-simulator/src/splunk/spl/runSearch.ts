import { memberOf } from '../../http/json';
import { SplunkEvent } from '../../state';
import { commands } from './commands';
import { extractFields } from './extractFields';
import { Result, ResultSet } from './Result';
import { parseSearch, SearchExpression } from './searchExpression';
import { SplError } from './SplError';
import { parseStats, runStats } from './stats';
import { parseTimeModifier } from './times';
import { splitCommands } from './tokenize';

/** What a search runs over, and when. */
export interface SearchContext {
  events: readonly SplunkEvent[];
  indexes: readonly string[];
  /** Epoch milliseconds. */
  now: number;
  /** Time modifiers beside the search text. */
  earliest?: string;
  latest?: string;
}

interface TimeRange {
  earliest: number;
  latest: number;
}

function rangeOf(
  { times }: SearchExpression,
  context: SearchContext,
  names: { earliest: string; latest: string },
  outer: { earliest?: string; latest?: string },
): TimeRange {
  const parse = (modifier: string | undefined, otherwise: number) =>
    modifier === undefined || modifier === ''
      ? otherwise
      : parseTimeModifier(modifier, context.now);
  return {
    earliest: parse(times[names.earliest] ?? outer.earliest, 0),
    latest: parse(times[names.latest] ?? outer.latest, Infinity),
  };
}

/** Events that fit a `search`, newest first. */
function find(text: string, context: SearchContext): Result[] {
  const expression = parseSearch(text);
  const time = rangeOf(
    expression,
    context,
    { earliest: 'earliest', latest: 'latest' },
    context,
  );
  const indexTime = rangeOf(
    expression,
    context,
    { earliest: '_index_earliest', latest: '_index_latest' },
    {},
  );
  return context.events
    .filter(
      event =>
        event.time >= time.earliest &&
        event.time < time.latest &&
        event.indexTime >= indexTime.earliest &&
        event.indexTime < indexTime.latest &&
        (expression.namesIndex || event.index === 'main') &&
        expression.mayMatch({
          index: event.index,
          sourcetype: event.sourcetype,
          source: event.source,
          host: event.host,
        }),
    )
    .map(extractFields)
    .filter(expression.matches)
    .sort((one, other) => Number(other._time) - Number(one._time));
}

/** `| tstats aggregations where search by fields` over indexed fields. */
function tstats(argument: string, context: SearchContext): ResultSet {
  const match = /^(.*?)(?:\s+where\s+(.*?))?(?:\s+by\s+(.*))?$/is.exec(
    argument,
  );
  const request = parseStats(
    `${match?.[1] ?? ''}${match?.[3] ? ` by ${match[3]}` : ''}`,
  );
  return runStats(request, find(match?.[2] ?? '', context), context.now);
}

/** `| eventcount summarize=false index=x`. */
function eventcount(argument: string, context: SearchContext): ResultSet {
  const wanted = [...argument.matchAll(/index="?([^\s"]+)"?/g)].map(
    match => match[1],
  );
  const summarize = !/summarize=(?:f|false|0)\b/i.test(argument);
  const rows = context.indexes
    .filter(index =>
      wanted.length === 0
        ? !index.startsWith('_')
        : wanted.includes(index) ||
          (wanted.includes('*') && !index.startsWith('_')),
    )
    .map(index => ({
      index,
      count: context.events.filter(event => event.index === index).length,
    }));
  if (summarize) {
    const total = rows.reduce((sum, { count }) => sum + count, 0);
    return { fields: ['count'], results: [{ count: String(total) }] };
  }
  return {
    fields: ['count', 'index', 'server'],
    results: rows.map(({ index, count }) => ({
      count: String(count),
      index,
      server: 'idx-ot-01',
    })),
  };
}

/**
 * Runs a search of the supported subset of SPL.
 * Throws `SplError` for what Splunk or the subset refuses.
 */
export function runSearch(search: string, context: SearchContext): ResultSet {
  const parts = splitCommands(search.trim());
  const generating = parts[0] === '';
  const [first, ...rest] = generating ? parts.slice(1) : parts;
  const split = (command: string) => {
    const match = /^([^\s=(]+)\s*(.*)$/s.exec(command);
    if (!match) {
      throw new SplError('The search is empty between two pipes.');
    }
    return { name: match[1].toLowerCase(), argument: match[2] };
  };
  const start = split(first ?? '');
  let current: ResultSet;
  switch (start.name) {
    case 'search':
      current = { results: find(start.argument, context), fields: undefined };
      break;
    case 'tstats':
      current = tstats(start.argument, context);
      break;
    case 'eventcount':
      current = eventcount(start.argument, context);
      break;
    default:
      throw new SplError(`Unknown search command '${start.name}'.`);
  }
  for (const command of rest) {
    const { name, argument } = split(command);
    const run = memberOf(commands, name);
    if (!run) {
      throw new SplError(`Unknown search command '${name}'.`);
    }
    current = run(current, argument, context.now);
  }
  return current;
}
