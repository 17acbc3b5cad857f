import { Matcher, RE2JS, RE2JSException } from 're2js';

/** A regular expression that was read, and finds in time linear in the text. */
export interface Pattern {
  /** The first match in a text and its groups, or undefined. */
  find(text: string): string[] | undefined;
  /** A text without any of its matches. */
  strip(text: string): string;
}

/** A text that is no regular expression of RE2. */
export class PatternError extends Error {
  readonly name = 'PatternError';
}

const kept = new Map<string, Pattern>();
const mostKept = 100;

function groupsOf(matcher: Matcher): string[] {
  return Array.from(
    { length: matcher.groupCount() + 1 },
    (_, index) => matcher.group(index) ?? '',
  );
}

function read(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    if (error instanceof RE2JSException) {
      throw new PatternError(error.message, { cause: error });
    }
    throw error;
  }
}

/**
 * Reads a regular expression of a query. The engine is RE2's, as in Kusto: one
 * that backtracks would let a single query stop every port for minutes.
 *
 * Source: https://learn.microsoft.com/kusto/query/regex
 */
export function compilePattern(source: string): Pattern {
  const known = kept.get(source);
  if (known) {
    return known;
  }
  const regex = read(source);
  const pattern: Pattern = {
    find: text => {
      const matcher = regex.matcher(text);
      return matcher.find() ? groupsOf(matcher) : undefined;
    },
    strip: text => regex.matcher(text).replaceAll(''),
  };
  if (kept.size >= mostKept) {
    kept.clear();
  }
  kept.set(source, pattern);
  return pattern;
}
