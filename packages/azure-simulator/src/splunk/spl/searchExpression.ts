import { matchWildcard } from '../../text/matchWildcard';
import { ParseBounds } from '../../text/ParseBounds';
import { SplError } from './SplError';
import { allOf, fieldOf, Result } from './Result';
import { SplToken, tokenize } from './tokenize';

/** A predicate of the `search` command. */
export type Predicate = (result: Result) => boolean;

/** A parsed `search`: its predicate and its time range. */
export interface SearchExpression {
  matches: Predicate;
  /**
   * A necessary condition on index, sourcetype, source and host alone: it
   * spares the extraction of fields from events that cannot match.
   */
  mayMatch: Predicate;
  /** Time modifiers in the text, as given. */
  times: Record<string, string>;
  /** Whether the text names an index. */
  namesIndex: boolean;
}

const timeTerms = ['earliest', 'latest', '_index_earliest', '_index_latest'];

/** Fields that an event has without looking into its text. */
const metadataFields = ['index', 'sourcetype', 'source', 'host'];

const comparisons = ['=', '==', '!=', '<', '>', '<=', '>='];

function equals(field: string, value: string): Predicate {
  const same = matchWildcard(value, { whole: true });
  return result =>
    allOf(fieldOf(result, field)).some(candidate => {
      // `index=*` does not mean the internal indexes.
      if (
        field === 'index' &&
        candidate.startsWith('_') &&
        !value.startsWith('_')
      ) {
        return false;
      }
      return same(candidate);
    });
}

function comparison(field: string, operator: string, value: string): Predicate {
  if (operator === '=' || operator === '==') {
    return equals(field, value);
  }
  if (operator === '!=') {
    const same = equals(field, value);
    return result => fieldOf(result, field) !== undefined && !same(result);
  }
  const right = Number(value);
  return result =>
    allOf(fieldOf(result, field)).some(candidate => {
      const left = Number(candidate);
      const order =
        Number.isNaN(left) || Number.isNaN(right)
          ? candidate.localeCompare(value)
          : left - right;
      switch (operator) {
        case '<':
          return order < 0;
        case '>':
          return order > 0;
        case '<=':
          return order <= 0;
        default:
          return order >= 0;
      }
    });
}

class Parser {
  #position = 0;
  readonly times: Record<string, string> = {};
  namesIndex = false;
  /** Terms of the outermost AND that look at metadata only. */
  readonly metadataTerms: Predicate[] = [];
  readonly #metadataOnly = new WeakSet<Predicate>();

  readonly #bounds = new ParseBounds(reason => {
    throw new SplError(`The search cannot be parsed: ${reason}.`);
  });

  constructor(private readonly tokens: SplToken[]) {}

  #peek(offset = 0): SplToken | undefined {
    return this.tokens[this.#position + offset];
  }

  #isWord(text: string): boolean {
    const token = this.#peek();
    return token?.kind === 'word' && token.text === text;
  }

  #isSymbol(text: string, offset = 0): boolean {
    const token = this.#peek(offset);
    return token?.kind === 'symbol' && token.text === text;
  }

  #take(): SplToken {
    const token = this.#peek();
    if (!token) {
      throw new SplError('The search ends too early.');
    }
    this.#position += 1;
    return token;
  }

  parse(): Predicate {
    const predicate =
      this.tokens.length === 0
        ? () => true
        : this.#and(part => {
            if (this.#metadataOnly.has(part)) {
              this.metadataTerms.push(part);
            }
          });
    const rest = this.#peek();
    if (rest) {
      throw new SplError(`Unexpected '${rest.text}' in the search.`);
    }
    return predicate;
  }

  // In `search`, OR binds tighter than AND.
  #and(onPart: (part: Predicate) => void = () => {}): Predicate {
    const parts = [this.#or()];
    while (this.#peek() && !this.#isSymbol(')')) {
      if (this.#isWord('AND')) {
        this.#take();
      }
      parts.push(this.#or());
    }
    parts.forEach(onPart);
    return result => parts.every(part => part(result));
  }

  #or(): Predicate {
    const parts = [this.#not()];
    while (this.#isWord('OR')) {
      this.#take();
      parts.push(this.#not());
    }
    if (parts.length === 1) {
      return parts[0];
    }
    return result => parts.some(part => part(result));
  }

  #not(): Predicate {
    if (this.#isWord('NOT')) {
      this.#take();
      const inner = this.#bounds.nest(() => this.#not());
      return result => !inner(result);
    }
    return this.#term();
  }

  #value(): string {
    const token = this.#take();
    if (token.kind === 'symbol') {
      throw new SplError(`Unexpected '${token.text}' in the search.`);
    }
    return token.text;
  }

  #term(): Predicate {
    if (this.#isSymbol('(')) {
      this.#take();
      const inner = this.#bounds.nest(() => this.#and());
      if (!this.#isSymbol(')')) {
        throw new SplError('Unbalanced parentheses.');
      }
      this.#take();
      return inner;
    }
    const token = this.#take();
    const operator = this.#peek();
    if (
      operator?.kind === 'symbol' &&
      comparisons.includes(operator.text) &&
      token.kind !== 'symbol'
    ) {
      this.#take();
      return this.#fieldTerm(token.text, operator.text, this.#value());
    }
    if (
      operator?.kind === 'word' &&
      operator.text === 'IN' &&
      this.#isSymbol('(', 1)
    ) {
      this.#take();
      this.#take();
      const options: Predicate[] = [];
      while (!this.#isSymbol(')')) {
        options.push(this.#fieldTerm(token.text, '=', this.#value()));
        if (this.#isSymbol(',')) {
          this.#take();
        }
      }
      this.#take();
      return result => options.some(option => option(result));
    }
    if (token.kind === 'symbol') {
      throw new SplError(`Unexpected '${token.text}' in the search.`);
    }
    if (token.text === '*') {
      return () => true;
    }
    const inText = matchWildcard(token.text, { whole: false });
    return result => allOf(result._raw).some(raw => inText(raw));
  }

  #fieldTerm(field: string, operator: string, value: string): Predicate {
    if (timeTerms.includes(field)) {
      this.times[field] = value;
      return () => true;
    }
    if (field === 'index') {
      this.namesIndex = true;
    }
    const term = comparison(field, operator, value);
    if (metadataFields.includes(field)) {
      this.#metadataOnly.add(term);
    }
    return term;
  }
}

/** Parses the argument of the `search` command. */
export function parseSearch(text: string): SearchExpression {
  const parser = new Parser(tokenize(text));
  const matches = parser.parse();
  return {
    matches,
    mayMatch: result => parser.metadataTerms.every(term => term(result)),
    times: parser.times,
    namesIndex: parser.namesIndex,
  };
}
