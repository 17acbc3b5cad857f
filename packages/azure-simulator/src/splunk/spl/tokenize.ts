import { SplError } from './SplError';

/** A token of SPL. */
export interface SplToken {
  kind: 'word' | 'string' | 'symbol';
  text: string;
}

const symbols = ['!=', '<=', '>=', '==', '=', '<', '>', '(', ')', ',', '|'];

/** Characters that end a bare word. */
const wordEnd = /[\s=<>!(),|"]/;

/**
 * Splits SPL into tokens. Words may hold dots, colons, slashes, stars and
 * minus signs, as bare values do.
 */
export function tokenize(text: string): SplToken[] {
  const tokens: SplToken[] = [];
  let position = 0;
  while (position < text.length) {
    const rest = text.slice(position);
    const space = /^\s+/.exec(rest)?.[0];
    if (space) {
      position += space.length;
      continue;
    }
    if (rest[0] === '"') {
      const match = /^"((?:[^"\\]|\\.)*)"/s.exec(rest);
      if (!match) {
        throw new SplError('Unbalanced quotes.');
      }
      tokens.push({
        kind: 'string',
        text: match[1].replace(/\\(["\\])/g, '$1'),
      });
      position += match[0].length;
      continue;
    }
    const symbol = symbols.find(candidate => rest.startsWith(candidate));
    if (symbol) {
      tokens.push({ kind: 'symbol', text: symbol });
      position += symbol.length;
      continue;
    }
    let end = 1;
    while (end < rest.length && !wordEnd.test(rest[end])) {
      end += 1;
    }
    tokens.push({ kind: 'word', text: rest.slice(0, end) });
    position += end;
  }
  return tokens;
}

/** Splits a search at its pipes, leaving quoted texts whole; refuses subsearches. */
export function splitCommands(search: string): string[] {
  const commands: string[] = [];
  let current = '';
  let quoted = false;
  for (let index = 0; index < search.length; index += 1) {
    const character = search[index];
    if (quoted && character === '\\') {
      current += character + (search[index + 1] ?? '');
      index += 1;
      continue;
    }
    if (character === '"') {
      quoted = !quoted;
    }
    if (!quoted && (character === '[' || character === ']')) {
      throw new SplError(
        `Unexpected '${character}' in the search: the simulator's SPL has no subsearches.`,
      );
    }
    if (character === '|' && !quoted) {
      commands.push(current.trim());
      current = '';
    } else {
      current += character;
    }
  }
  if (quoted) {
    throw new SplError('Unbalanced quotes.');
  }
  commands.push(current.trim());
  return commands;
}
