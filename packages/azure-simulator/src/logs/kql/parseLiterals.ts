import { fromIso } from '../../clock/format';
import { timespanMilliseconds } from './tokenize';
import { TokenReader } from './TokenReader';
import { KqlDateTime, KqlTimeSpan, Value } from './Value';

/** The text between parentheses, as tokens give it back. */
function rawArgument(reader: TokenReader): string {
  reader.expectSymbol('(');
  let text = '';
  let depth = 1;
  for (;;) {
    const token = reader.peek();
    if (token.kind === 'end') {
      reader.fail();
    }
    if (reader.isSymbol('(')) {
      depth += 1;
    }
    if (reader.isSymbol(')')) {
      depth -= 1;
      if (depth === 0) {
        reader.take();
        return text;
      }
    }
    reader.take();
    const piece =
      token.kind === 'string' ? JSON.stringify(token.text) : token.text;
    text += token.adjacent || text === '' ? piece : ` ${piece}`;
  }
}

/** The value of `datetime(...)` or `timespan(...)`; the reader stands after the name. */
export function parseTimeLiteral(
  reader: TokenReader,
  name: 'datetime' | 'timespan',
): Value {
  const token = reader.peek();
  const text = rawArgument(reader).replace(/^"|"$/g, '').trim();
  if (text === 'null') {
    return null;
  }
  if (name === 'timespan') {
    const milliseconds = timespanMilliseconds(text);
    return milliseconds === undefined
      ? reader.fail(token)
      : new KqlTimeSpan(milliseconds);
  }
  const instant = fromIso(
    /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text) || !text.includes(':')
      ? text.replace(' ', 'T').replace(/^(\d{4}-\d{2}-\d{2})$/, '$1T00:00:00Z')
      : `${text.replace(' ', 'T')}Z`,
  );
  return Number.isNaN(instant) ? reader.fail(token) : new KqlDateTime(instant);
}

/** The value of `dynamic(...)`; the reader stands after the name. */
export function parseDynamicLiteral(reader: TokenReader): Value {
  const token = reader.peek();
  const text = rawArgument(reader);
  try {
    return JSON.parse(text) as Value;
  } catch {
    return reader.fail(token);
  }
}
