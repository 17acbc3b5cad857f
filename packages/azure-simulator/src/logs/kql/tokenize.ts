import { KqlError } from './KqlError';

/** A token of a query. */
export interface KqlToken {
  kind: 'name' | 'number' | 'string' | 'timespan' | 'symbol' | 'end';
  text: string;
  position: number;
  /** Whether the token follows the one before it without a space. */
  adjacent: boolean;
}

const symbols = [
  '!in~',
  '==',
  '!=',
  '=~',
  '!~',
  '<=',
  '>=',
  '..',
  '<',
  '>',
  '=',
  '|',
  ',',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '+',
  '-',
  '*',
  '/',
  '%',
  '.',
  ';',
  ':',
  '$',
];

const spanUnits: Record<string, number> = {
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
  h: 3_600_000,
  hr: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
  ms: 1,
};

/** Milliseconds of a timespan literal such as `1.5h`. */
export function timespanMilliseconds(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(text);
  const unit = match && spanUnits[match[2]];
  return match && unit ? Number(match[1]) * unit : undefined;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => {
    const known: Record<string, string> = { n: '\n', t: '\t', r: '\r' };
    return known[character] ?? character;
  });
}

/** Splits a query into tokens; comments are dropped. */
export function tokenize(query: string): KqlToken[] {
  const tokens: KqlToken[] = [];
  let position = 0;
  let adjacent = false;
  const add = (kind: KqlToken['kind'], text: string, length: number) => {
    tokens.push({ kind, text, position, adjacent });
    position += length;
    adjacent = true;
  };
  while (position < query.length) {
    const rest = query.slice(position);
    const skipped = /^(?:\s+|\/\/[^\n]*)/.exec(rest)?.[0];
    if (skipped) {
      position += skipped.length;
      adjacent = false;
      continue;
    }
    const verbatim = /^@(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)')/.exec(rest);
    if (verbatim) {
      add(
        'string',
        (verbatim[1] ?? verbatim[2]).replace(/""/g, '"').replace(/''/g, "'"),
        verbatim[0].length,
      );
      continue;
    }
    const quoted = /^(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/.exec(
      rest,
    );
    if (quoted) {
      add('string', unescape(quoted[1] ?? quoted[2]), quoted[0].length);
      continue;
    }
    const span = /^\d+(?:\.\d+)?[a-z]+\b/.exec(rest)?.[0];
    if (span && timespanMilliseconds(span) !== undefined) {
      add('timespan', span, span.length);
      continue;
    }
    const number = /^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/.exec(rest)?.[0];
    if (number) {
      add('number', number, number.length);
      continue;
    }
    const negated =
      /^!(?:in~?|has_cs|has|contains_cs|contains|startswith_cs|startswith|endswith_cs|endswith|between)(?![\w])/.exec(
        rest,
      )?.[0];
    if (negated) {
      add('name', negated, negated.length);
      continue;
    }
    const name = /^(?:in~|[A-Za-z_][\w]*)/.exec(rest)?.[0];
    if (name) {
      add('name', name, name.length);
      continue;
    }
    const symbol = symbols.find(candidate => rest.startsWith(candidate));
    if (!symbol) {
      throw new KqlError(
        'syntax',
        `Query could not be parsed at '${rest[0]}'`,
        position,
      );
    }
    add('symbol', symbol, symbol.length);
  }
  tokens.push({ kind: 'end', text: '<end>', position, adjacent: false });
  return tokens;
}
